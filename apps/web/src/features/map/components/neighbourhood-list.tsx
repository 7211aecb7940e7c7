import type { Neighbour } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { groupNeighbours } from '../model/neighbourhood-layout.ts';
import { NeighbourCard } from './neighbour-card.tsx';

/** The picture in groups of cards, for a phone. */
export function NeighbourhoodList({ items, scope }: { items: readonly Neighbour[]; scope: BucketRef }) {
  const { t } = useTranslation('map');
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto px-3 py-3">
      {groupNeighbours(items).map(({ group, items: some }) => (
        <section className="flex flex-col gap-1.5" key={group}>
          <h2 className="text-12 font-medium text-ink-2">{t(`near.${group}`)}</h2>
          <ul className="flex flex-col gap-1.5">
            {some.map((neighbour) => (
              <li key={neighbour.key}>
                <NeighbourCard asked={group === 'asked'} neighbour={neighbour} scope={scope} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
