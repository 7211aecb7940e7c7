import { Menu as Base } from '@base-ui/react/menu';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { Menu, MenuItem, MenuSeparator } from '../menu.tsx';
import type { Columns } from './use-columns.ts';

interface ColumnMenuProps<Id extends string> {
  columns: Columns<Id>;
  labels: Readonly<Record<Id, string>>;
}

/** Which columns are shown, and the way back to how they were. The one that names the row is not asked about. */
export function ColumnMenu<Id extends string>({ columns, labels }: ColumnMenuProps<Id>) {
  const { t } = useTranslation('parts');
  const { specs, layout, hide, reset } = columns;
  return (
    <Menu align="end" trigger={<Button icon="rows">{t('columns.menu')}</Button>}>
      {specs
        .filter(({ fixed }) => fixed !== true)
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
      <MenuSeparator />
      <MenuItem icon="undo" onClick={reset}>
        {t('columns.reset')}
      </MenuItem>
    </Menu>
  );
}
