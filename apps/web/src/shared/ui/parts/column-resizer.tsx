import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/cx.ts';
import { toLimits, type ColumnSpec } from './column-layout.ts';

const step = 16;

interface ColumnResizerProps {
  spec: ColumnSpec;
  label: string;
  /** Without a width: back to the first one. */
  onResize: (width?: number) => void;
}

/** The grip at the right edge of a head: pointer, arrows, Home and End; a double click takes the width back. */
export function ColumnResizer({ spec, label, onResize }: ColumnResizerProps) {
  const { t } = useTranslation();
  const own = useRef<HTMLDivElement>(null);
  const grip = useRef<{ x: number; width: number } | undefined>(undefined);
  const [now, setNow] = useState(spec.width);
  const { min, max } = toLimits(spec);
  // A flexible column has the width that the browser gave it.
  useLayoutEffect(() => {
    const head = own.current!.parentElement!;
    const observer = new ResizeObserver(() => setNow(Math.round(head.getBoundingClientRect().width)));
    observer.observe(head);
    return () => observer.disconnect();
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowLeft: now - step,
      ArrowRight: now + step,
      Home: min,
      End: max,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onResize(next);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, width: now };
  };
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- separators that can be moved are controls, hr is not
      role="separator"
      aria-label={t('columnWidth', { column: label })}
      aria-orientation="vertical"
      aria-valuemax={Math.max(max, now)}
      aria-valuemin={Math.min(min, now)}
      aria-valuenow={now}
      className={cx(
        'absolute inset-y-0 -right-3 z-10 w-2 cursor-col-resize touch-none border-r border-line hover:border-accent focus-visible:border-accent focus-visible:bg-accent/40',
        // A finger needs 44 px: they reach to both sides of the line.
        "before:absolute before:inset-y-0 before:-right-3 before:hidden before:w-11 before:content-[''] pointer-coarse:before:block",
      )}
      onDoubleClick={() => onResize()}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={({ clientX }) => {
        if (grip.current !== undefined) onResize(grip.current.width + clientX - grip.current.x);
      }}
      onPointerUp={() => {
        grip.current = undefined;
      }}
      ref={own}
      tabIndex={0}
    />
  );
}
