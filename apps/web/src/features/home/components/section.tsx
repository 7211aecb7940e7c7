import { useId, type ReactNode } from 'react';
import { cx } from '../../../shared/lib/cx.ts';

interface SectionProps {
  title: ReactNode;
  /** Right of the title: a count that leads on, a toggle. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** One part of the first screen, with its name above it. */
export function Section({ title, aside, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('min-w-0', className)}>
      <div className="flex min-h-7 items-center justify-between gap-3 pb-1">
        <h2 className="text-12 font-semibold tracking-wide text-ink-2 uppercase" id={id}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** The look of a link that leads on from a section. */
export const onwardClass =
  'touch-target inline-flex items-center justify-end rounded-sm text-12 font-medium text-accent hover:underline';
