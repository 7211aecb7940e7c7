import type { IndexedLink } from '@signpost/api-contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toLinkRemedy } from '../../../shared/actions/link-remedy.ts';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { rowHeightChoice, singleKeysChoice } from '../../../shared/lib/preferences.ts';
import type { RowAt } from '../../../shared/ui/grid-handlers.ts';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import type { LinkMenuRequest } from './link-menu.tsx';
import { linkColumns } from './columns.ts';
import { LinkRow } from './link-row.tsx';

interface LinkGridProps {
  rows: readonly IndexedLink[];
  /** The link open in the panel. */
  openAt: { bucket: string; key: string } | undefined;
  narrow: boolean;
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
export function LinkGrid({ rows, openAt, narrow, onOpen, onRepoint, onMend, onMenu }: LinkGridProps) {
  const { t } = useTranslation('links');
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const compact = useChoice(rowHeightChoice) === 'compact';
  const openMenu = ({ row, element }: RowAt<IndexedLink>, at?: LinkMenuRequest['at']): void => {
    const { left, top, height } = element.getBoundingClientRect();
    // Beside the row, not over it.
    onMenu({ link: row, from: element, at: at ?? { x: left + 40, y: top, height } });
  };
  const mending = useMemo(() => rows.some((link) => toLinkRemedy(link) !== undefined), [rows]);
  const openId = openAt === undefined ? undefined : toId(openAt);
  return (
    <VirtualGrid
      columns={narrow ? 1 : mending ? 6 : 5}
      renderRow={(link, position) => (
        <LinkRow
          {...position}
          key={toId(link)}
          link={link}
          mending={mending}
          narrow={narrow}
          open={toId(link) === openId}
        />
      )}
      header={<Header mending={mending} narrow={narrow} />}
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
      rowHeight={narrow ? (mending ? 104 : 76) : compact ? 32 : 40}
      rows={rows}
      toId={toId}
    />
  );
}

function Header({ narrow, mending }: { narrow: boolean; mending: boolean }) {
  const { t } = useTranslation('links');
  const key = <GridColumn>{t('column.key')}</GridColumn>;
  if (narrow) return <GridHead className="px-3 py-1.5">{key}</GridHead>;
  return (
    <GridHead className={`${linkColumns[mending ? 'mending' : 'plain']} py-1.5`}>
      <GridColumn className="@max-[46rem]:hidden">{t('column.bucket')}</GridColumn>
      {key}
      <GridColumn>{t('column.leadsTo')}</GridColumn>
      <GridColumn>{t('column.health')}</GridColumn>
      <GridColumn className={cx('text-right', mending && '@max-[46rem]:hidden')}>
        {t('column.changed')}
      </GridColumn>
      {mending && <GridColumn>{t('column.remedy')}</GridColumn>}
    </GridHead>
  );
}
