import type { Change } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { toChangeStanding, type ChangeStanding } from '../lib/change-standing.ts';
import { ApiError, toKnownCode } from '../api/api-error.ts';
import { useProblemText } from '../api/use-problem-text.ts';
import { cx } from '../lib/cx.ts';
import { formatTime } from '../lib/format-time.ts';

const ink: Record<Exclude<ChangeStanding['kind'], 'applied'>, string> = {
  failed: 'text-danger',
  arrivedLate: 'text-danger',
  replacedByLate: 'text-danger',
  pending: 'text-caution',
  looking: 'text-caution',
  overwritten: 'text-caution',
  mayArrive: 'text-caution',
  mayBeReplaced: 'text-caution',
  versionBetween: 'text-caution',
};

/** How a recorded write ended, or what is still open about it; nothing where it is simply done. */
export function ChangeOutcome({ change, className }: { change: Change; className?: string }) {
  const { t, i18n } = useTranslation('changes');
  const describe = useProblemText();
  const standing = toChangeStanding(change);
  if (standing.kind === 'applied') return null;
  return (
    <span className={cx(ink[standing.kind], className)}>
      {'until' in standing
        ? t(`standing.${standing.kind}`, { time: formatTime(standing.until, i18n.language) })
        : standing.kind === 'failed' && standing.code !== undefined
          ? t('standing.failedWhy', { what: describe(new ApiError(toKnownCode(standing.code))).what })
          : standing.kind === 'versionBetween'
            ? t('standing.versionBetween', { version: standing.version })
            : t(`standing.${standing.kind}`)}
    </span>
  );
}
