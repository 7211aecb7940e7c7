import { useEffect, useRef, type ReactNode } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';

interface DialogMessageProps {
  icon: IconName;
  tone?: 'plain' | 'good' | 'caution' | 'danger';
  title: ReactNode;
  /** Something is under way: the mark moves. */
  busy?: boolean;
  /** A hint beside a form leaves the focus to the form. */
  hint?: boolean;
  children?: ReactNode;
}

const tones = {
  plain: 'bg-surface-2 text-ink-2',
  good: 'bg-surface-2 text-health-ok',
  caution: 'bg-caution-soft text-caution',
  danger: 'bg-danger-soft text-danger',
};

/** One state of the dialog that is more than a list of findings: what it is, in a sentence, and what can be done. */
export function DialogMessage({
  icon,
  tone = 'plain',
  title,
  busy = false,
  hint = false,
  children,
}: DialogMessageProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hint) return;
    // What was pressed may be gone with the state before: the keyboard goes on from here.
    const at = document.activeElement;
    if (at === null || at === document.body || at.getAttribute('role') === 'dialog') frame.current?.focus();
  }, [hint]);
  return (
    <div
      className="flex gap-3 outline-none"
      ref={frame}
      tabIndex={-1}
      role={tone === 'danger' || tone === 'caution' ? 'alert' : 'status'}
    >
      <span
        className={cx('grid size-9 shrink-0 place-items-center rounded-full', tones[tone], busy && 'breathe')}
      >
        <Icon name={icon} size={18} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2 pt-1.5 text-13 text-ink-2">
        <p className="text-14 font-medium wrap-anywhere text-ink-1">{title}</p>
        {children}
      </div>
    </div>
  );
}
