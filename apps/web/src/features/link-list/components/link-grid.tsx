import type { IndexedLink } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { useChoice } from '../../../shared/hooks/use-choice.ts';
import { rowHeightChoice } from '../../../shared/lib/preferences.ts';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { VirtualGrid } from '../../../shared/ui/virtual-grid.tsx';
import { linkColumns } from './columns.ts';
import { LinkRow } from './link-row.tsx';

interface LinkGridProps {
  rows: readonly IndexedLink[];
  /** The link open in the panel. */
  openAt: { bucket: string; key: string } | undefined;
  narrow: boolean;
  onOpen: (link: IndexedLink) => void;
}

const toId = ({ bucket, key }: { bucket: string; key: string }): string => `${bucket}/${key}`;

/** The list of links. */
export function LinkGrid({ rows, openAt, narrow, onOpen }: LinkGridProps) {
  const { t } = useTranslation('links');
  const compact = useChoice(rowHeightChoice) === 'compact';
  const openId = openAt === undefined ? undefined : toId(openAt);
  return (
    <VirtualGrid
      columns={narrow ? 1 : 5}
      renderRow={(link, position) => (
        <LinkRow {...position} key={toId(link)} link={link} narrow={narrow} open={toId(link) === openId} />
      )}
      header={<Header narrow={narrow} />}
      label={t('title')}
      onOpen={onOpen}
      openId={openId}
      rowHeight={narrow ? 76 : compact ? 32 : 40}
      rows={rows}
      toId={toId}
    />
  );
}

function Header({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation('links');
  const key = <GridColumn>{t('column.key')}</GridColumn>;
  if (narrow) return <GridHead className="px-3 py-1.5">{key}</GridHead>;
  return (
    <GridHead className={`${linkColumns} py-1.5`}>
      <GridColumn className="@max-[46rem]:hidden">{t('column.bucket')}</GridColumn>
      {key}
      <GridColumn>{t('column.leadsTo')}</GridColumn>
      <GridColumn>{t('column.health')}</GridColumn>
      <GridColumn className="text-right">{t('column.changed')}</GridColumn>
    </GridHead>
  );
}
