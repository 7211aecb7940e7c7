import type { Coverage } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/call.ts';
import { refreshIndex } from '../../shared/api/refresh-index.ts';
import { useProblemText } from '../../shared/api/use-problem-text.ts';
import { formatLeastTime } from '../../shared/lib/format-duration.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Age } from '../../shared/ui/time.tsx';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { isUnscanned } from '../../shared/lib/is-unscanned.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

/** How far the link index can be trusted here, and the way to make it know more. */
export function KnownSince({ coverage, bucketRef }: { coverage: Coverage; bucketRef: BucketRef }) {
  const { t, i18n } = useTranslation('inspector');
  const describe = useProblemText();
  const client = useQueryClient();
  const { connection, bucket } = bucketRef;
  const start = useMutation({
    mutationFn: () => call('startScan', { body: { connection, bucket } }),
    onSettled: () => refreshIndex(client, connection),
  });
  const deny = useDenial(connection);
  const { state, keys, scannedAt, estimatedMost, callsPerSecond } = coverage;
  const time = formatLeastTime({ calls: coverage.estimatedCalls, perSecond: callsPerSecond }, i18n.language);
  const isUnknown = isUnscanned(coverage);
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
      <p className={state === 'partial' || isUnknown ? 'text-caution' : undefined}>
        {t(`known.${state}`, { count: keys })}
        {scannedAt !== undefined && (
          <>
            {' · '}
            <Age at={scannedAt} action="scanned" />
          </>
        )}
      </p>
      {state !== 'complete' && state !== 'scanning' && (
        <Button
          disabledReason={deny('scan.run', { bucket })}
          onClick={() => start.mutate()}
          pending={start.isPending}
          size="small"
        >
          {!isUnknown
            ? t('known.again')
            : estimatedMost === undefined
              ? t('known.read')
              : time === undefined
                ? t('known.readFor', { count: estimatedMost })
                : t('known.readForTime', { count: estimatedMost, time })}
        </Button>
      )}
      {start.error !== null && (
        <p className="w-full text-danger" role="alert">
          {describe(start.error).what}
        </p>
      )}
    </div>
  );
}
