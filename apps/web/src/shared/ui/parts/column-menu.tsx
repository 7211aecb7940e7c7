import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '../menu.tsx';
import type { Columns } from './use-columns.ts';

interface ColumnMenuProps<Id extends string> {
  columns: Columns<Id>;
  labels: Readonly<Partial<Record<Id, string>>>;
  /** The button that opens it, where it is loaded when it is asked for: it is open from the first moment. */
  trigger?: ReactElement;
  /** What is to be known of the order. */
  note?: string;
}

/** Which columns are shown, and the way back to how they were. The one that names the row is not asked about, nor one without a label. */
export function ColumnMenu<Id extends string>({ columns, labels, trigger, note }: ColumnMenuProps<Id>) {
  const { t } = useTranslation('parts');
  const { specs, layout, hide, reset } = columns;
  return (
    <Menu
      align="end"
      defaultOpen={trigger !== undefined}
      trigger={trigger ?? <Button icon="columns">{t('columns.menu')}</Button>}
    >
      {specs
        .filter(({ id, fixed }) => fixed !== true && labels[id] !== undefined)
        .map((spec) => (
          <Base.CheckboxItem
            checked={!layout.hidden.includes(spec.id)}
            className="touch-target flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-13 text-ink-1 outline-none select-none data-highlighted:bg-accent-soft"
            key={spec.id}
            onCheckedChange={(checked) => hide(spec, !checked)}
          >
            <span className="size-4 shrink-0">
              <Base.CheckboxItemIndicator>
                <Icon name="check" />
              </Base.CheckboxItemIndicator>
            </span>
            {labels[spec.id]}
          </Base.CheckboxItem>
        ))}
      {note !== undefined && (
        <div className="max-w-64">
          <MenuHeading>{note}</MenuHeading>
        </div>
      )}
      <MenuSeparator />
      <MenuItem icon="undo" onClick={reset}>
        {t('columns.reset')}
      </MenuItem>
    </Menu>
  );
}
