import { Progress } from '@base-ui/react/progress';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { formatDuration } from '../../lib/format-duration.ts';
import { Button } from '../button.tsx';
import {
  roundRate,
  toAnnouncedCount,
  toSecondsLeft,
  type Work,
  type WorkState,
} from './work-progress-model.ts';

interface WorkProgressProps {
  /** What is done, as a heading: "Repointing latest/". */
  name: string;
  work: Work;
  /** What is counted while the total is unknown: "12,431 keys". */
  toCount?: (count: number) => string;
  /** Absent where the work cannot be paused. */
  onPause?: () => void;
  onResume?: () => void;
  onStop?: () => void;
}

const tones: Record<WorkState, string> = {
  running: 'bg-accent',
  paused: 'bg-ink-3',
  stopping: 'bg-ink-3',
  done: 'bg-health-ok',
  stopped: 'bg-ink-3',
  failed: 'bg-danger',
};

/** Long work: count, rate, time left, and the ways to pause and end it. Announces every tenth, not every tick. */
export function WorkProgress({ name, work, toCount, onPause, onResume, onStop }: WorkProgressProps) {
  const { t, i18n } = useTranslation('parts');
  const nameId = useId();
  const { state, done, total, perSecond } = work;
  const left = toSecondsLeft(work);
  const sayCount = (count: number): string =>
    total === undefined
      ? (toCount?.(count) ?? t('progress.count', { count }))
      : t('progress.of', { done: count, total });
  const open = state === 'running' || state === 'paused';
  // One button, so that the focus stays where it was when the work is paused.
  const onTurn = state === 'running' ? onPause : onResume;
  const unknown = total === undefined && (state === 'running' || state === 'stopping');
  const details = [
    t(`progress.state.${state}`),
    sayCount(done),
    ...(state === 'running' && perSecond !== undefined
      ? [t('progress.rate', { rate: roundRate(perSecond) })]
      : []),
    ...(left === undefined ? [] : [t('progress.left', { time: formatDuration(left, i18n.language) })]),
  ];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="text-13 font-medium wrap-anywhere" id={nameId}>
            {name}
          </p>
          <p className={cx('text-12', state === 'failed' ? 'text-danger' : 'text-ink-2')}>
            {details.join(' · ')}
          </p>
        </div>
        <div className="flex gap-2">
          {open && onTurn !== undefined && (
            <Button onClick={onTurn} size="small">
              {t(state === 'running' ? 'progress.pause' : 'progress.resume')}
            </Button>
          )}
          {(open || state === 'stopping') && onStop !== undefined && (
            <Button onClick={onStop} pending={state === 'stopping'} size="small" variant="outline-danger">
              {t('progress.stop')}
            </Button>
          )}
        </div>
      </div>
      <Progress.Root
        aria-labelledby={nameId}
        aria-valuetext={sayCount(done)}
        max={Math.max(total ?? done, 1)}
        value={unknown ? null : Math.min(done, total ?? done)}
      >
        <Progress.Track className="block h-1.5 overflow-hidden rounded-full bg-surface-3 forced-colors:border forced-colors:border-[CanvasText]">
          <Progress.Indicator
            className={cx(
              'block h-full forced-colors:forced-color-adjust-none',
              // Dashes, so that it does not look finished where nothing moves either.
              unknown
                ? 'breathe w-full bg-[repeating-linear-gradient(90deg,var(--accent)_0_0.75rem,transparent_0.75rem_1.25rem)]'
                : cx(tones[state], 'forced-colors:bg-[Highlight]'),
            )}
          />
        </Progress.Track>
      </Progress.Root>
      <p aria-live="polite" className="sr-only">
        {t('progress.announce', {
          name,
          state: t(`progress.state.${state}`),
          count: sayCount(toAnnouncedCount(work)),
        })}
      </p>
    </div>
  );
}
