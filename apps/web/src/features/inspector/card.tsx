import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../../shared/lib/cx.ts';
import { ClampedKey } from './clamped-key.tsx';

interface CardProps {
  title: string;
  value: string;
  /** What is named here is not there. */
  ghost?: boolean;
  /** Right of the title: a way to the thing itself. */
  aside?: ReactNode;
  /** Takes what is dragged over it; `over` while something is. */
  drop?: Pick<ComponentProps<'section'>, 'onDragOver' | 'onDragLeave' | 'onDrop'>;
  over?: boolean;
  children?: ReactNode;
}

/** One end of a link. A ghost keeps the place of what is missing. */
export function Card({ title, value, ghost = false, aside, drop, over = false, children }: CardProps) {
  return (
    <section
      {...drop}
      aria-label={title}
      className={cx(
        'flex min-w-0 flex-col gap-1.5 @lg:flex-1 rounded-lg border p-3',
        over
          ? 'border-accent bg-accent-soft'
          : ghost
            ? 'border-dashed border-line-strong bg-transparent'
            : 'border-line bg-surface-1',
      )}
    >
      <h3 className="flex min-h-5 items-center gap-2 text-12 text-ink-3">
        <span className="font-medium text-ink-2">{title}</span>
        {aside !== undefined && <span className="-my-1 ml-auto">{aside}</span>}
      </h3>
      <ClampedKey className="text-13" key={value} value={value} />
      {children}
    </section>
  );
}
