import type { IndexedLink, LinkSort } from '@signpost/api-contract';
import { useMemo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { toLinkRemedy } from '../../../shared/actions/link-remedy.ts';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import type { RowAt } from '../../../shared/ui/grid-handlers.ts';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import type { LinkMenuRequest } from './link-menu.tsx';
import { toNextSort, type SortedColumn } from '../model/link-sorting.ts';
import { useLinkColumns } from '../use-link-columns.ts';
import { LinkGridHead } from './link-grid-head.tsx';
import { LinkRow } from './link-row.tsx';

interface LinkGridProps {
  rows: readonly IndexedLink[];
  /** The link open in the panel. */
  openAt: { bucket: string; key: string } | undefined;
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

const toId = ({ bucket, key }: { bucket: string; key: string }): string => `${bucket}/${key}`;

/** The list of links. */
export function LinkGrid({
  rows,
  openAt,
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
  });
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
            open={toId(link) === openId}
          />
        )}
        header={<LinkGridHead columns={columns} narrow={narrow} sortedBy={sortedBy} />}
        label={t('title')}
        onMenu={openMenu}
        onKey={(at, { key, altKey, ctrlKey, metaKey }) => {
          if (!singleKeys || altKey || ctrlKey || metaKey) return false;
          if (key === 'r') onRepoint(at.row);
          else if (key === 'p') onMend(at.row);
          else if (key === 'm') openMenu(at);
          else return false;
          return true;
        }}
        onOpen={onOpen}
        onPress={(at, event) => {
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
        rowHeight={narrow ? (mends ? 104 : 76) : compact ? 32 : 40}
        rows={rows}
        toId={toId}
      />
    </div>
  );
}
