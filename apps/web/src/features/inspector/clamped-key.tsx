import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { KeyText } from '../../shared/ui/key-text.tsx';

/** A whole key on three lines at most; what needs more is opened by a button. Another key is another component. */
export function ClampedKey({ value, className }: { value: string; className?: string }) {
  const { t } = useTranslation('inspector');
  const text = useRef<HTMLSpanElement>(null);
  const [clamped, setClamped] = useState(false);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const element = text.current;
    if (element === null || open) return undefined;
    const observer = new ResizeObserver(() => setClamped(element.scrollHeight > element.clientHeight + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, [open]);
  return (
    <span className={cx('flex min-w-0 flex-col items-start', className)}>
      <span className={open ? undefined : 'line-clamp-3'} ref={text}>
        <KeyText fit="wrap" value={value} />
      </span>
      {(clamped || open) && (
        <button
          aria-expanded={open}
          className="touch-target text-12 text-accent hover:underline"
          onClick={() => setOpen(!open)}
          type="button"
        >
          {t(open ? 'key.less' : 'key.whole')}
        </button>
      )}
    </span>
  );
}
