import type { KeyView, ProblemCode, ReaderTrial } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { Age } from '../../shared/ui/time.tsx';

/** Who can read through the link, found by trying: only when asked, since each trial is a request to OSS. */
export function ReaderTrials({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const { connection, bucket, key, state } = view;
  const trials = useQuery(keyQueries.readers({ connection, bucket, key }, state));
  return (
    <section aria-label={t('trials.title')} className="flex flex-col gap-2">
      <h3 className="text-12 font-medium text-ink-2">{t('trials.title')}</h3>
      {trials.isError && <FailedState error={trials.error} inline title={t('trials.failed')} />}
      {trials.data !== undefined && (
        <ul aria-live="polite" className="flex flex-col text-12">
          {trials.data.items.map((trial) => (
            <Trial key={trial.who} trial={trial} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-x-2">
        <Button onClick={() => void trials.refetch()} pending={trials.isFetching} size="small">
          {t(trials.data === undefined ? 'trials.try' : 'trials.again')}
        </Button>
        {trials.data === undefined && <span className="text-12 text-ink-3">{t('trials.cost')}</span>}
      </div>
    </section>
  );
}

function Trial({ trial: { who, status, code, requestId, checkedAt } }: { trial: ReaderTrial }) {
  const { t } = useTranslation('inspector');
  const served = status >= 200 && status < 300;
  const intermediary = code === ('oss-intermediary-answered' satisfies ProblemCode);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-t border-line py-1 first:border-t-0">
      <span className="text-ink-2">{t(`trials.who.${who}`)}</span>
      <Age at={checkedAt} className="text-ink-3" />
      <span className="col-span-2 flex min-w-0 flex-wrap items-center gap-x-2">
        <span
          className={`inline-flex items-center gap-1 font-medium ${served ? 'text-health-ok' : 'text-danger'}`}
        >
          <Icon name={served ? 'check' : 'close'} size={14} />
          {status === 0
            ? t(intermediary ? 'trials.intermediary' : 'trials.noAnswer')
            : t(served ? 'trials.served' : 'trials.refused', { status })}
        </span>
        {code !== undefined && !intermediary && <span className="font-mono">{code}</span>}
        {requestId !== undefined && (
          <span className="flex min-w-0 items-center">
            <span className="truncate font-mono text-ink-2" data-tip={requestId}>
              {requestId}
            </span>
            <CopyButton text={requestId} what={t('reader.requestId')} />
          </span>
        )}
      </span>
    </li>
  );
}
