import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../shared/queries/index-key-queries.ts';
import { cx } from '../../shared/lib/cx.ts';
import { Button } from '../../shared/ui/button.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { KeyText } from '../../shared/ui/key-text.tsx';
import { KnownSince } from './known-since.tsx';
import type { KeyRef } from '../../shared/lib/key-ref.ts';

interface BacklinksTabProps {
  keyRef: KeyRef;
  /** A link at a link is refused by OSS: worth saying. */
  isLink: boolean;
  /** How far the index can be trusted stands elsewhere on the panel. */
  coverageSaid: boolean;
  /** The other half of a picture: an arrow leads from these links up to the card of the object. */
  pictured?: boolean;
  onShowKey: (key: string) => void;
}

/** Rows before the rest is asked for. */
const shownFirst = 5;

/** The picture turned round: which links lead to this key, as far as is known. */
export function BacklinksTab({
  keyRef,
  isLink,
  coverageSaid,
  pictured = false,
  onShowKey,
}: BacklinksTabProps) {
  const { t } = useTranslation('inspector');
  const id = useId();
  const [whole, setWhole] = useState(false);
  const backlinks = useQuery(indexKeyQueries.backlinks(keyRef));
  if (backlinks.isError)
    return (
      <FailedState
        error={backlinks.error}
        inline
        onRetry={() => void backlinks.refetch()}
        title={t('backlinks.failed')}
      />
    );
  if (backlinks.data === undefined) return null;
  const { items, total, coverage } = backlinks.data;
  const shown = whole ? items : items.slice(0, shownFirst);
  const drawn = pictured && total > 0;
  return (
    <section
      aria-labelledby={id}
      className={cx(
        'relative flex flex-col gap-1',
        drawn && 'mt-2 rounded-lg border border-line bg-surface-1 p-3',
      )}
    >
      {drawn && <UpArrow />}
      <div className="flex items-baseline gap-2">
        <h3 className="flex items-baseline gap-2 text-12 font-medium text-ink-2" id={id}>
          {t(isLink ? 'backlinks.titleOfLink' : 'backlinks.title')}
          {total > 0 && (
            <span className="font-normal">
              <span aria-hidden="true">← </span>
              {t('backlinks.total', { count: total })}
            </span>
          )}
        </h3>
        <Link
          className="touch-target ml-auto shrink-0 rounded-sm text-12 text-accent hover:underline"
          params={{ connection: keyRef.connection }}
          search={{ bucket: keyRef.bucket, view: 'neighbourhood', key: keyRef.key }}
          to="/c/$connection/map"
        >
          {t('backlinks.neighbourhood')}
        </Link>
      </div>
      {total === 0 && coverage.state === 'complete' && (
        <p className="text-13 text-ink-2">{t(isLink ? 'backlinks.noneOfLink' : 'backlinks.none')}</p>
      )}
      {isLink && total > 0 && <p className="text-12 text-caution">{t('backlinks.chains')}</p>}
      {shown.length > 0 && (
        <ul>
          {shown.map((key) => (
            <li key={key}>
              <button
                aria-label={t('backlinks.open', { key: toVisibleText(key) })}
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
          {t('backlinks.more', { count: items.length - shown.length })}
        </Button>
      )}
      {whole && total > items.length && (
        <Link
          className="touch-target inline-flex items-center self-start text-12 text-accent hover:underline"
          params={{ connection: keyRef.connection }}
          search={{ bucket: keyRef.bucket, target: keyRef.key }}
          to="/c/$connection/links"
        >
          {t('backlinks.all', { count: total })}
        </Link>
      )}
      {!coverageSaid ? (
        <KnownSince coverage={coverage} bucketRef={keyRef} />
      ) : (
        coverage.state !== 'complete' &&
        total === 0 && <p className="text-13 text-ink-2">{t('backlinks.untold')}</p>
      )}
    </section>
  );
}

/** Bridges the gap to the card above. */
function UpArrow() {
  return (
    <svg
      aria-hidden="true"
      className="absolute bottom-full left-1/2 -translate-x-1/2 text-ink-3"
      height="20"
      viewBox="0 0 12 20"
      width="12"
    >
      <path d="M0 7h12L6 0z" fill="currentColor" />
      <path d="M6 7v13" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
