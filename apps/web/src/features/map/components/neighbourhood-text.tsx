import type { Neighbour } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { useForecastText } from '../../../shared/hooks/use-forecast-text.ts';
import { useSoonForecast } from '../../../shared/hooks/use-soon-forecast.ts';
import { groupNeighbours } from '../model/neighbourhood-layout.ts';
import { NeighbourFacts } from './neighbour-facts.tsx';

/** The picture in sentences, for those who do not see it: what the lines between its cards say. */
export function NeighbourhoodText({ items }: { items: readonly Neighbour[] }) {
  const { t } = useTranslation('map');
  return (
    <div className="sr-only">
      {groupNeighbours(items).map(({ group, items: some }) => (
        <section key={group}>
          <h2>{t(`near.${group}`)}</h2>
          <ul>
            {some.map((neighbour) => {
              const { key, to, omitted } = neighbour;
              const target = to === undefined ? undefined : items[to]?.key;
              return (
                <li key={key}>
                  {target !== undefined && neighbour.kind === 'link' ? (
                    <LinkSentence link={neighbour} target={target} />
                  ) : (
                    <>
                      {toVisibleText(key)}: <NeighbourFacts neighbour={neighbour} />
                    </>
                  )}
                  {omitted > 0 && <> · {t('near.more', { count: omitted })}</>}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

function LinkSentence({ link, target }: { link: Neighbour; target: string }) {
  const { t } = useTranslation(['map', 'health']);
  const { key, health = 'unknown' } = link;
  const soon = useForecastText(useSoonForecast(link));
  return t('map:near.line', {
    key: toVisibleText(key),
    target: toVisibleText(target),
    health: [t(`health:word.${health}`), soon].filter((part) => part !== undefined).join(', '),
  });
}
