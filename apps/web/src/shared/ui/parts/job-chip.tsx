import { Popover } from '@base-ui/react/popover';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { Button } from '../button.tsx';
import { Icon, type IconName } from '../icon.tsx';
import { WorkProgress } from './work-progress.tsx';
import type { Work, WorkState } from './work-progress-model.ts';
import { toWorstState } from './worst-job.ts';

export interface Job {
  id: string;
  name: string;
  work: Work;
  onPause?: () => void;
  onResume?: () => void;
  onStop?: () => void;
}

const marks: Record<WorkState, { icon: IconName; ink: string }> = {
  running: { icon: 'retry', ink: 'text-accent' },
  paused: { icon: 'changes', ink: 'text-caution' },
  stopping: { icon: 'close', ink: 'text-ink-3' },
  done: { icon: 'check', ink: 'text-health-ok' },
  stopped: { icon: 'close', ink: 'text-caution' },
  failed: { icon: 'warning', ink: 'text-danger' },
};

/** Jobs in the background, for the top bar: how many, the worst state among them, and the list of them. */
export function JobChip({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation('parts');
  const worst = toWorstState(jobs.map(({ work }) => work));
  if (worst === undefined) return null;
  const { icon, ink } = marks[worst];
  const count = t('jobs.chip', { count: jobs.length });
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Button
            aria-label={t('jobs.name', { jobs: count, state: t(`progress.state.${worst}`) })}
            variant="quiet"
          >
            <span className={cx('flex', ink)}>
              <Icon name={icon} />
            </span>
            {count}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner align="end" className="z-40" sideOffset={4}>
          <Popover.Popup className="max-h-(--available-height) w-96 max-w-(--available-width) overflow-y-auto rounded-lg border border-line bg-surface-1 p-3 shadow-float outline-none">
            <Popover.Title className="pb-2 text-13 font-medium">{t('jobs.title')}</Popover.Title>
            <ul className="flex flex-col gap-4">
              {jobs.map(({ id, ...job }) => (
                <li key={id}>
                  <WorkProgress {...job} />
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
