import type { MapDestination, MapLine, MapPointer } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import type { DrawnMap } from './model/narrow-map.ts';

/** Says in words what the lines of the map draw. */
export interface SpokenRows {
  destinationName: (destination: Pick<MapDestination, 'kind' | 'name'> | undefined) => string;
  /** `latest/, 9 links: 8 to 2.14.0/ (ok), 1 to 2.14.0/new (missing)` */
  pointer: (pointer: MapPointer, lines: readonly MapLine[]) => string;
  destination: (destination: MapDestination) => string;
}

export function useSpokenRows({ destinations }: Pick<DrawnMap, 'destinations'>): SpokenRows {
  const { t, i18n } = useTranslation(['map', 'health']);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const nameOf = (name: string): string => (name === '' ? t('map:top') : toVisibleText(name));
  const destinationName: SpokenRows['destinationName'] = (destination) => {
    if (destination === undefined) return '';
    const { kind, name } = destination;
    return kind === 'hidden' || kind === 'unread' ? t(`map:name.${kind}`) : nameOf(name);
  };
  return {
    destinationName,
    pointer({ name, kind, links }, lines) {
      const ends = lines.map((line) =>
        t('map:spoken.end', {
          count: line.links,
          to: destinationName(destinations[line.to]),
          health: t(`health:word.${line.health}`),
        }),
      );
      return t(`map:spoken.${kind}`, { name: nameOf(name), count: links, ends: list.format(ends) });
    },
    destination({ kind, name, links, stored }) {
      return stored === undefined
        ? t('map:spoken.ghost', {
            name: destinationName({ kind, name }),
            what: t(`map:kind.${kind}`, { count: links }),
          })
        : t('map:spoken.destination', {
            name: nameOf(name),
            objects: t('map:objects', { count: stored.objects }),
            links: t('map:linksIn', { count: stored.linksIn }),
          });
    },
  };
}
