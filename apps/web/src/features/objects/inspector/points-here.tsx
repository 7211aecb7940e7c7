import { toVisibleText } from '@signpost/link-model';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { KnownSince } from './known-since.tsx';
import { inspectorQueries, type KeyPlace } from './queries.ts';

interface PointsHereProps {
  place: KeyPlace;
  /** A link at a link is refused by OSS: worth saying. */
  isLink: boolean;
  onShowKey: (key: string) => void;
}

/** Rows before the rest is asked for. */
const shownFirst = 5;

/** The picture turned round: which links lead to this key, as far as is known. */
export function PointsHere({ place, isLink, onShowKey }: PointsHereProps) {
  const { t } = useTranslation('inspector');
  const id = useId();
  const [whole, setWhole] = useState(false);
  const pointers = useQuery(inspectorQueries.pointers(place));
  if (pointers.isError)
    return (
      <FailedState
        error={pointers.error}
        inline
        onRetry={() => void pointers.refetch()}
        title={t('pointers.failed')}
      />
    );
  if (pointers.data === undefined) return null;
  const { items, total, coverage } = pointers.data;
  const shown = whole ? items : items.slice(0, shownFirst);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 className="flex items-baseline gap-2 text-12 font-medium text-ink-2" id={id}>
        {t('pointers.title')}
        {total > 0 && (
          <span className="font-normal">
            <span aria-hidden="true">← </span>
            {t('pointers.total', { count: total })}
          </span>
        )}
      </h3>
      {total === 0 && coverage.state === 'complete' && (
        <p className="text-13 text-ink-2">{t('pointers.none')}</p>
      )}
      {isLink && total > 0 && <p className="text-12 text-caution">{t('pointers.chains')}</p>}
      {shown.length > 0 && (
        <ul>
          {shown.map((key) => (
            <li key={key}>
              <button
                aria-label={t('pointers.open', { key: toVisibleText(key) })}
                className="touch-target -mx-1 flex min-h-7 w-full min-w-0 items-center rounded-sm px-1 text-left text-13 hover:bg-surface-2"
                onClick={() => onShowKey(key)}
                type="button"
              >
                <KeyText value={key} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown.length < items.length && (
        <Button className="self-start" onClick={() => setWhole(true)} size="small" variant="quiet">
          {t('pointers.more', { count: items.length - shown.length })}
        </Button>
      )}
      {whole && total > items.length && (
        <Link
          className="touch-target inline-flex items-center self-start text-12 text-accent hover:underline"
          params={{ connection: place.connection }}
          search={{ bucket: place.bucket, target: place.key }}
          to="/c/$connection/links"
        >
          {t('pointers.all', { count: total })}
        </Link>
      )}
      <KnownSince coverage={coverage} place={place} />
    </section>
  );
}
