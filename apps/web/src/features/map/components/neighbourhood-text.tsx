import type { Neighbour } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { groupNeighbours } from '../model/neighbourhood-layout.ts';
import { NeighbourFacts } from './neighbour-facts.tsx';

/** The picture in sentences, for those who do not see it: what the lines between its cards say. */
export function NeighbourhoodText({ items }: { items: readonly Neighbour[] }) {
  const { t } = useTranslation(['map', 'health']);
  return (
    <div className="sr-only">
      {groupNeighbours(items).map(({ group, items: some }) => (
        <section key={group}>
          <h2>{t(`map:near.${group}`)}</h2>
          <ul>
            {some.map((neighbour) => {
              const { key, to, health, omitted } = neighbour;
              const target = to === undefined ? undefined : items[to]?.key;
              return (
                <li key={key}>
                  {target !== undefined && health !== undefined ? (
                    t('map:near.line', {
                      key: toVisibleText(key),
                      target: toVisibleText(target),
                      health: t(`health:word.${health}`),
                    })
                  ) : (
                    <>
                      {toVisibleText(key)}: <NeighbourFacts neighbour={neighbour} />
                    </>
                  )}
                  {omitted > 0 && <> · {t('map:near.more', { count: omitted })}</>}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
