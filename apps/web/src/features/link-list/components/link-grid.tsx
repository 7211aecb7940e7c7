import type { IndexedLink, LinkSort } from '@signpost/api-contract';
import { useMemo, type CSSProperties, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { toLinkRemedy } from '../../../shared/actions/link-remedy.ts';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import type { RowAt } from '../../../shared/ui/grid-handlers.ts';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import type { LinkMenuRequest } from './link-menu.tsx';
import { toNextSort, type SortedColumn } from '../model/link-sorting.ts';
import { useLinkColumns } from '../use-link-columns.ts';
import { isSelected, toExtent } from '../../../shared/ui/parts/selection.ts';
import type { RangeSelection } from '../../../shared/ui/parts/selection-range.ts';
import { toId } from '../model/selected-links.ts';
import { toSelectionKeys } from '../selection-keys.ts';
import { LinkGridHead } from './link-grid-head.tsx';
import { LinkRow } from './link-row.tsx';

interface LinkGridProps {
  rows: readonly IndexedLink[];
  /** The link open in the panel. */
  openAt: { bucket: string; key: string } | undefined;
  range: RangeSelection;
  onRange: (range: RangeSelection) => void;
  /** The grid element, for a parent that moves the focus to it. */
  grid?: RefObject<HTMLDivElement | null>;
  narrow: boolean;
  sort: LinkSort | undefined;
  /** The head that led to this order: it has the focus again. */
  sortedBy?: SortedColumn | undefined;
  /** The head of a column asks for another order. */
  onSort: (sort: LinkSort | undefined, by: SortedColumn) => void;
  onOpen: (link: IndexedLink) => void;
  /** The dialog to repoint a link is asked for. */
  onRepoint: (link: IndexedLink) => void;
  /** What mends a link is asked for; nothing may. */
  onMend: (link: IndexedLink) => void;
  /** The menu of a row is asked for. */
  onMenu: (request: LinkMenuRequest) => void;
}

/** The list of links. */
export function LinkGrid({
  rows,
  openAt,
  range,
  onRange,
  grid,
  narrow,
  sort,
  sortedBy,
  onSort,
  onOpen,
  onRepoint,
  onMend,
  onMenu,
}: LinkGridProps) {
  const { t } = useTranslation('links');
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const compact = useChoice(rowHeightChoice) === 'compact';
  const openMenu = ({ row, element }: RowAt<IndexedLink>, at?: LinkMenuRequest['at']): void => {
    const { left, top, height } = element.getBoundingClientRect();
    // Beside the row, not over it.
    onMenu({ link: row, from: element, at: at ?? { x: left + 40, y: top, height } });
  };
  const mends = useMemo(() => rows.some((link) => toLinkRemedy(link) !== undefined), [rows]);
  const columns = useLinkColumns({
    sort,
    onSortBy: (column) => {
      const next = toNextSort(sort, column);
      if (next !== sort) onSort(next, column);
    },
    mends,
    oneBucket: rows.every(({ bucket }) => bucket === rows[0]?.bucket),
  });
  const order = useMemo(() => rows.map(toId), [rows]);
  const keys = toSelectionKeys({ range, onRange, order });
  const openId = openAt === undefined ? undefined : toId(openAt);
  return (
    <div
      className="contents"
      style={{ '--columns': columns.template, '--columns-tight': columns.tightTemplate } as CSSProperties}
    >
      <VirtualGrid
        columns={narrow ? 1 : columns.shown.length}
        renderRow={(link, position) => (
          <LinkRow
            {...position}
            key={toId(link)}
            link={link}
            columns={columns.shown}
            mending={columns.mending}
            narrow={narrow}
            oneBucket={columns.oneBucket}
            open={toId(link) === openId}
            selected={isSelected(range.selection, toId(link))}
          />
        )}
        header={
          <LinkGridHead
            columns={columns}
            marked={toExtent(range.selection, order) === 'all'}
            narrow={narrow}
            onMarkAll={keys.selectLoaded}
            sortedBy={sortedBy}
          />
        }
        label={t('title')}
        onMenu={openMenu}
        marking={range.selection.kind === 'all' || range.selection.ids.size > 0}
        onKey={(at, event) => {
          if (keys.onKey(toId(at.row), event)) return true;
          const { key, altKey, ctrlKey, metaKey } = event;
          if (!singleKeys || altKey || ctrlKey || metaKey) return false;
          if (key === 'r') onRepoint(at.row);
          else if (key === 'p') onMend(at.row);
          else if (key === 'm') openMenu(at);
          else return false;
          return true;
        }}
        onMove={(from, to, event) => {
          if (event.shiftKey) keys.extend(toId(from), toId(to));
        }}
        onOpen={onOpen}
        onPress={(at, event, active) => {
          if (keys.onPress(toId(at.row), event, toId(active))) return true;
          const button = (event.target as Element).closest<HTMLElement>('[data-action]');
          if (button === null) return false;
          if (button.dataset['action'] === 'remedy') {
            onMend(at.row);
            return true;
          }
          const { left, top, height } = button.getBoundingClientRect();
          openMenu(at, { x: left, y: top, height });
          return true;
        }}
        openId={openId}
        {...(grid === undefined ? {} : { ref: grid })}
        rowHeight={narrow ? (mends ? 104 : 76) : compact ? 32 : 40}
        rows={rows}
        selectable
        toId={toId}
      />
    </div>
  );
}
