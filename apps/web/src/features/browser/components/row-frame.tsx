import { toVisibleText } from '@signpost/link-model/text';
import { Suspense, useContext, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useForecastText } from '../../../shared/hooks/use-forecast-text.ts';
import { cx } from '../../../shared/lib/cx.ts';
import type { ColumnSpec } from '../../../shared/ui/parts/column-layout.ts';
import type { ForecastMarkProps } from '../../../shared/ui/forecast-mark.tsx';
import { GridCell, GridRow, type RowPosition } from '../../../shared/ui/grid-row.tsx';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';
import { MarkCheckbox, SelectMark } from '../../../shared/ui/mark-checkbox.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RowMenuButton } from '../../../shared/ui/row-menu-button.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { shorten } from '../../../shared/lib/short-key.ts';
import type { ListRow } from '../model/list-rows.ts';
import { FolderLinkIcon } from './folder-link-icon.tsx';
import type { RowParts } from './row-parts.ts';
import { LinksUnsupportedContext } from './links-unsupported.ts';
import { narrowRow, objectRowClass, toGivingWay, type ObjectColumn } from './grid-columns.ts';

export interface RowProps extends RowPosition {
  row: ListRow;
  /** Keys of the rows around it: where they agree with this one, it may be cut. */
  beside: readonly string[];
  /** Those shown, in their order; a phone has none. */
  columns: readonly ColumnSpec<ObjectColumn>[];
  /** Folder that is shown: keys are printed relative to it. */
  within: string;
  /** Open in the panel. */
  open: boolean;
  selected: boolean;
  narrow: boolean;
  ForecastMark: RowParts['ForecastMark'];
}

interface FrameProps extends RowProps {
  /** What a screen reader says for the whole row. */
  name: string;
  icon: IconName | 'folder-link';
  leads?: ReactNode;
  health?: ReactNode;
  size?: ReactNode;
  storageClass?: ReactNode;
  changed?: string | undefined;
  /** What will become of the target of a link, or of links below. */
  soon?: ForecastMarkProps | undefined;
}

const cellClasses: Record<ObjectColumn, string> = {
  key: 'flex items-center',
  points: 'flex items-center',
  health: 'flex items-center',
  size: 'truncate text-right text-ink-2',
  class: 'truncate text-ink-2',
  changed: 'text-right whitespace-nowrap text-ink-2',
};

/** The cells of one row, in columns or on two lines. */
export function RowFrame({
  row,
  beside,
  columns,
  within,
  selected,
  narrow,
  name,
  icon,
  leads,
  health,
  size,
  storageClass,
  changed,
  soon,
  ForecastMark,
  ...position
}: FrameProps) {
  const noLinks = useContext(LinksUnsupportedContext);
  const { t } = useTranslation('objects');
  const ahead = useForecastText(soon?.forecast);
  const key = (
    <span className="flex min-w-0 items-center gap-2">
      {narrow && selected ? (
        <MarkCheckbox marked />
      ) : icon === 'folder-link' ? (
        <FolderLinkIcon className="shrink-0 text-accent" />
      ) : (
        <Icon
          className={cx(
            'shrink-0',
            row.kind === 'link' ? 'text-accent' : 'text-ink-3',
            // The whole row can be dragged, and here it says so.
            row.kind === 'object' && !narrow && 'cursor-grab',
          )}
          name={icon}
        />
      )}
      <KeyText beside={beside} value={row.id} within={within} />
    </span>
  );
  const healthAhead =
    soon === undefined ? (
      health
    ) : (
      <span className="flex min-w-0 items-center gap-2">
        <span className="shrink-0">{health}</span>
        <Suspense fallback={null}>
          <ForecastMark {...soon} />
        </Suspense>
      </span>
    );
  const cells: Record<ObjectColumn, ReactNode> = {
    key,
    points: leads,
    health: healthAhead,
    size,
    class: storageClass,
    changed: changed !== undefined && <RelativeTime at={changed} />,
  };
  return (
    <GridRow
      {...position}
      className={narrow ? narrowRow : objectRowClass}
      name={ahead === undefined ? name : [name, ahead].join(t('row.comma'))}
      selected={selected}
    >
      {/* On a phone the icon gives way to the mark. */}
      <SelectMark boxed={!narrow} narrow={narrow} selected={selected} />
      {narrow ? (
        <GridCell className="flex flex-1 flex-col gap-0.5">
          {key}
          <span className="flex min-w-0 items-center gap-2 pl-6 text-12">
            <span className="flex min-w-0 flex-1">{leads}</span>
            {healthAhead ?? (size !== undefined && <span className="shrink-0 text-ink-3">{size}</span>)}
          </span>
        </GridCell>
      ) : (
        columns.map(({ id }) => (
          <GridCell className={cx(cellClasses[id], toGivingWay(id, noLinks))} key={id}>
            {cells[id]}
          </GridCell>
        ))
      )}
      <RowMenuButton name={toVisibleText(shorten(toKeyParts(row.id).name))} narrow={narrow} />
    </GridRow>
  );
}
