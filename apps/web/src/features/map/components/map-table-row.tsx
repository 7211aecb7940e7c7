import { toVisibleText } from '@signpost/link-model/text';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useForecastText } from '../../../shared/hooks/use-forecast-text.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { GridCell, GridColumn, GridHead, GridRow, type RowPosition } from '../../../shared/ui/grid-row.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import type { MapRow } from '../model/map-rows.ts';
import { useSpokenRows } from '../use-spoken-rows.ts';
import { DestinationFacts, DestinationName } from './destination-row.tsx';
import { PlaceName } from './place-name.tsx';

const columnsClass =
  'grid grid-cols-[minmax(0,1fr)_3.5rem_10.5rem_minmax(0,1.1fr)_minmax(0,1.3fr)] gap-x-4 px-3';

/** Names of the columns; on a phone a row is three lines, and there are none. */
export function MapTableHead({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation('map');
  if (narrow)
    return (
      <div className="sr-only">
        <GridHead className="">
          <GridColumn>{t('table.caption')}</GridColumn>
        </GridHead>
      </div>
    );
  return (
    <GridHead className={`${columnsClass} h-8 items-center`}>
      <GridColumn>{t('pointers.title')}</GridColumn>
      <GridColumn className="text-right">{t('table.count')}</GridColumn>
      <GridColumn>{t('table.health')}</GridColumn>
      <GridColumn>{t('table.target')}</GridColumn>
      <GridColumn>{t('table.stored')}</GridColumn>
    </GridHead>
  );
}

interface MapTableRowProps extends RowPosition {
  row: MapRow;
  within: string;
  narrow: boolean;
  /** Open beside the table. */
  open: boolean;
}

/** One line of the map: which links, where they lead, how that is and what is stored there. The grid handles pointer and keys. */
export const MapTableRow = memo(function MapTableRow({
  row,
  within,
  narrow,
  open,
  ...position
}: MapTableRowProps) {
  const { t, i18n } = useTranslation('map');
  const { line, pointer, destination } = row;
  const spoken = useSpokenRows({ destinations: [destination] });
  const soon = useForecastText(line.breaksSoon?.forecast);
  const isLink = pointer.kind === 'link';
  const name = pointer.name === '' ? t('top') : toVisibleText(pointer.name);
  const ends = [spoken.ends([{ ...line, to: 0 }]), soon].filter((part) => part !== undefined).join(', ');
  const target = (
    <span className="flex min-w-0 gap-2">
      {narrow && (
        <span aria-hidden="true" className="text-ink-3">
          →
        </span>
      )}
      <DestinationName
        kind={destination.kind}
        name={isLink ? (line.first.target ?? destination.name) : destination.name}
        within={within}
      />
    </span>
  );
  const mark = line.breaksSoon !== undefined && (
    <ForecastMark
      className={narrow ? 'shrink-0' : ''}
      forecast={line.breaksSoon.forecast}
      links={line.breaksSoon.links}
    />
  );
  const facts = <DestinationFacts destination={destination} links={line.links} />;
  const frame = { ...position, name: t('table.row', { name, ends }), open };
  if (narrow)
    return (
      <GridRow {...frame} className="flex border-b border-b-line pr-3 pl-2.5">
        <GridCell className="flex flex-1 flex-col gap-0.5">
          <span className="flex min-w-0 items-center gap-3">
            <span className="min-w-0 flex-1">
              <PlaceName name={pointer.name} within={within} />
            </span>
            <HealthGlyph className="shrink-0 text-12" health={line.health} size={14} word />
          </span>
          <span className="flex min-w-0 items-center justify-between gap-3 text-12">
            {target}
            {!isLink && <span className="shrink-0 text-ink-2">{t('links', { count: line.links })}</span>}
          </span>
          <span className="flex min-w-0 items-center gap-2 text-12 text-ink-3">
            {mark}
            <span className="min-w-0 truncate">{facts}</span>
          </span>
        </GridCell>
      </GridRow>
    );
  return (
    <GridRow {...frame} className={columnsClass}>
      <GridCell className="flex">
        <PlaceName name={pointer.name} within={within} />
      </GridCell>
      <GridCell className="text-right text-ink-2 tabular-nums">
        {line.links.toLocaleString(i18n.language)}
      </GridCell>
      <GridCell className="flex items-center gap-2">
        <HealthGlyph className="shrink-0" health={line.health} size={14} word />
        {mark}
      </GridCell>
      <GridCell>{target}</GridCell>
      <GridCell className="truncate text-12 text-ink-3">{facts}</GridCell>
    </GridRow>
  );
});
