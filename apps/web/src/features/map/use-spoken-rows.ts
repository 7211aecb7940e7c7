import type { MapDestination, MapLine } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import type { DrawnMap } from './model/narrow-map.ts';

/** Says in words what the lines of the map draw. */
export interface SpokenRows {
  destinationName: (destination: Pick<MapDestination, 'kind' | 'name'> | undefined) => string;
  /** Where the links of a pointer lead: `8 to 2.14.0/ (ok), 1 to 2.14.0/new (missing)`. */
  ends: (lines: readonly MapLine[]) => string;
}

export function useSpokenRows({ destinations }: Pick<DrawnMap, 'destinations'>): SpokenRows {
  const { t, i18n } = useTranslation(['map', 'health']);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const destinationName: SpokenRows['destinationName'] = (destination) => {
    if (destination === undefined) return '';
    const { kind, name } = destination;
    if (kind === 'hidden' || kind === 'unread') return t(`map:name.${kind}`);
    return name === '' ? t('map:top') : toVisibleText(name);
  };
  return {
    destinationName,
    ends: (lines) =>
      list.format(
        lines.map((line) =>
          t('map:end', {
            count: line.links,
            to: destinationName(destinations[line.to]),
            health: t(`health:word.${line.health}`),
          }),
        ),
      ),
  };
}
