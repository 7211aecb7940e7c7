import type { ReactNode } from 'react';
import { cx } from '../../shared/lib/cx.ts';
import { Icon, type IconName } from '../../shared/ui/icon.tsx';

/** How much a finding binds: nothing to mind, worth reading, something is lost, nothing can be sent. */
export type FindingLevel = 'note' | 'advise' | 'prove' | 'block';

const marks: Record<FindingLevel, { icon: IconName; ink: string }> = {
  note: { icon: 'check', ink: 'text-ink-3' },
  advise: { icon: 'info', ink: 'text-caution' },
  prove: { icon: 'warning', ink: 'text-danger' },
  block: { icon: 'close', ink: 'text-danger' },
};

/** One thing that was found about the key, as in the dialog that writes links. */
export function UploadFinding({ level, children }: { level: FindingLevel; children: ReactNode }) {
  const { icon, ink } = marks[level];
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 py-1.5 text-13 wrap-anywhere">
      <Icon className={cx('mt-0.5', ink)} name={icon} />
      <div className={level === 'note' ? 'text-ink-2' : undefined}>{children}</div>
    </li>
  );
}
