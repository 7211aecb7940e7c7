import type { LinkMap, MapDestination, MapLine, MapPointer } from '@signpost/api-contract';
import { compareHealth } from '@signpost/link-model/health';
import { useTranslation } from 'react-i18next';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import type { DrawnMap } from '../model/narrow-map.ts';
import { DestinationFacts, DestinationName } from './destination-row.tsx';
import { PlaceName } from './place-name.tsx';

interface MapTableProps {
  map: DrawnMap & Pick<LinkMap, 'unpointed'>;
  within: string;
  onPointer: (name: string) => void;
}

/** The map in rows, one for each line: what the board draws, for those who do not see it and for narrow screens. Worst first. */
export function MapTable({ map, within, onPointer }: MapTableProps) {
  const { t } = useTranslation('map');
  const rows = map.lines
    .flatMap((line): { line: MapLine; pointer: MapPointer; destination: MapDestination }[] => {
      const [pointer, destination] = [map.pointers[line.from], map.destinations[line.to]];
      return pointer === undefined || destination === undefined ? [] : [{ line, pointer, destination }];
    })
    .toSorted((a, b) => compareHealth(a.line.health, b.line.health) || b.line.links - a.line.links);
  // On a phone a row is a few lines: who leads where, then the rest.
  const cell = 'px-2 py-1.5 max-sm:py-0';
  return (
    <div className="min-h-0 flex-1 overflow-auto px-1 sm:px-3">
      <table className="w-full table-fixed text-left text-13">
        <caption className="sr-only">{t('table.caption')}</caption>
        <thead className="text-12 text-ink-2 max-sm:sr-only">
          <tr>
            <th className="px-2 py-1 font-medium" scope="col">
              {t('pointers.title')}
            </th>
            <th className="w-24 px-2 py-1 text-right font-medium" scope="col">
              {t('table.count')}
            </th>
            <th className="w-40 px-2 py-1 font-medium" scope="col">
              {t('table.health')}
            </th>
            <th className="px-2 py-1 font-medium" scope="col">
              {t('table.target')}
            </th>
            <th className="px-2 py-1 font-medium" scope="col">
              {t('table.stored')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, pointer, destination }) => (
            <tr
              className="border-t border-line align-baseline max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)] max-sm:gap-y-1 max-sm:py-2"
              key={`${line.from} ${line.to} ${line.health}`}
            >
              <th className={`${cell} font-normal max-sm:col-span-full`} scope="row">
                <button
                  className="flex w-full min-w-0 items-center rounded-sm text-left max-sm:min-h-7 hover:underline"
                  onClick={() => onPointer(pointer.name)}
                  type="button"
                >
                  <PlaceName name={pointer.name} within={within} />
                </button>
              </th>
              <td
                className={`${cell} text-ink-2 tabular-nums max-sm:order-2 sm:text-right ${pointer.kind === 'link' ? 'max-sm:hidden' : ''}`}
              >
                {t('links', { count: line.links })}
              </td>
              <td className={`${cell} max-sm:order-1`}>
                <span className="inline-flex flex-wrap items-baseline gap-x-2">
                  <HealthGlyph health={line.health} size={14} word />
                  {line.breaksSoon !== undefined && (
                    <ForecastMark forecast={line.breaksSoon.forecast} links={line.breaksSoon.links} />
                  )}
                </span>
              </td>
              <td className={`${cell} max-sm:col-span-full`}>
                <span className="flex min-w-0 gap-2">
                  <span aria-hidden="true" className="text-ink-3 sm:hidden">
                    →
                  </span>
                  <DestinationName
                    kind={destination.kind}
                    name={
                      pointer.kind === 'link' ? (line.first.target ?? destination.name) : destination.name
                    }
                    within={within}
                  />
                </span>
              </td>
              <td className={`${cell} text-12 text-ink-3 max-sm:order-3 max-sm:col-span-full`}>
                <DestinationFacts destination={destination} links={line.links} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
