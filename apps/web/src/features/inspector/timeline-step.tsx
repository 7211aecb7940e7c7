import type { KeyState } from '@signpost/link-model/write';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { formatSize } from '../../shared/lib/format-size.ts';
import { KeyText } from '../../shared/ui/key-text.tsx';

interface FrameProps {
  /** Colours of its dot. */
  dot: string;
  className?: string;
  children: ReactNode;
}

/** One step on the line, with its dot. */
export function Frame({ dot, className, children }: FrameProps) {
  return (
    <li
      className={cx(
        'relative ml-1 flex flex-col gap-0.5 border-l border-line-strong pb-3 pl-4 text-13 last:border-transparent last:pb-0',
        className,
      )}
    >
      <span
        aria-hidden="true"
        className={cx('absolute top-1.5 -left-[5px] size-[9px] rounded-full border-2', dot)}
      />
      {children}
    </li>
  );
}

/** The dot of what Signpost did not write. */
export const outsideInk = 'border-ink-3 bg-surface-1';

/** What was at a key before or after a step. */
export function End({ state }: { state: KeyState }) {
  const { t, i18n } = useTranslation('inspector');
  switch (state.kind) {
    case 'absent':
      return <span className="text-ink-2">{t('timeline.nothing')}</span>;
    case 'object':
      return (
        <span className="text-ink-2">
          {t('timeline.object', { size: formatSize(state.facts.size, i18n.language) })}
        </span>
      );
    case 'link':
      return <KeyText className="text-12" fit="wrap" value={state.link.target} />;
  }
}
