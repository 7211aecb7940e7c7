import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { formatLeastTime } from '../../../shared/lib/format-duration.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { cx } from '../../../shared/lib/cx.ts';
import { Age } from '../../../shared/ui/time.tsx';
import type { IndexAnswer } from './use-page-facts.ts';
import { isUnscanned } from '../../../shared/lib/is-unscanned.ts';

/** How far the link index knows this bucket: what folder rows are drawn from. Says nothing until it is known. */
export function CoverageLine({ index }: { index: IndexAnswer }) {
  const { t, i18n } = useTranslation('objects');
  const describe = useProblemText();
  const { coverage, read, denial, asking, refused } = index;
  if (coverage === undefined) return null;
  const { state, keys, why, scannedAt, problem, estimatedMost, callsPerSecond } = coverage;
  const time = formatLeastTime({ calls: coverage.estimatedCalls, perSecond: callsPerSecond }, i18n.language);
  const failure = refused ?? (problem === undefined ? null : new ApiError(toKnownCode(problem.code)));
  const isUnknown = isUnscanned(coverage);
  const again = state === 'partial' || state === 'failed' || problem !== undefined;
  return (
    <div
      className={cx(
        'flex min-w-0 flex-1 basis-32 flex-wrap items-center gap-x-2 text-12 text-ink-3',
        // The button and what it costs need room; on a phone the whole line.
        isUnknown || again ? 'max-sm:basis-full sm:basis-64' : 'sm:basis-36',
      )}
    >
      <p
        className={cx(
          // In a narrow bar the time says enough.
          state === 'complete' && 'last-parts',
          state === 'partial' && 'text-caution',
        )}
      >
        <span>
          {state === 'partial'
            ? t(`index.partial.${why ?? 'cut'}`, { count: keys })
            : t(`index.${state}`, { count: keys })}
          {scannedAt !== undefined && ' · '}
        </span>
        {scannedAt !== undefined && <Age at={scannedAt} action="scanned" />}
      </p>
      {failure !== null && (
        <p className="text-danger" role={refused === null ? undefined : 'alert'}>
          {t('index.problem', { what: describe(failure).what })}
        </p>
      )}
      {(isUnknown || again) && (
        <Button disabledReason={denial} onClick={read} pending={asking} size="small">
          {again
            ? t('index.again')
            : estimatedMost === undefined
              ? t('index.read')
              : time === undefined
                ? t('index.readFor', { count: estimatedMost })
                : t('index.readForTime', { count: estimatedMost, time })}
        </Button>
      )}
    </div>
  );
}
