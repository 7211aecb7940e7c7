import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChoice } from '../hooks/use-choice.ts';
import { createStoredChoice } from '../lib/stored-choice.ts';

const narrowest = 320;
const widest = 720;
const step = 16;

const widthChoice = createStoredChoice<string>(
  'panel-width',
  (text) => (/^\d{3}$/.test(text) && Number(text) >= narrowest && Number(text) <= widest ? text : undefined),
  '380',
);

function setWidth(pixels: number): void {
  widthChoice.set(String(Math.round(Math.max(narrowest, Math.min(widest, pixels)))));
}

/** A panel along the right edge whose width is set by pointer or arrows, and remembered. */
export function SidePanel({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const width = Number(useChoice(widthChoice));
  const grip = useRef<{ x: number; width: number } | undefined>(undefined);

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowLeft: width + step,
      ArrowRight: width - step,
      Home: narrowest,
      End: widest,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setWidth(next);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (grip.current !== undefined) setWidth(grip.current.width + grip.current.x - event.clientX);
  };

  return (
    <div
      className="relative flex min-h-0 max-w-[60%] shrink-0 border-l border-line bg-surface-1"
      style={{ width }}
    >
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- separators that can be moved are controls, hr is not
        role="separator"
        aria-label={t('panel.resize')}
        aria-orientation="vertical"
        aria-valuemax={widest}
        aria-valuemin={narrowest}
        aria-valuenow={width}
        className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/25 focus-visible:bg-accent/40 focus-visible:outline-none"
        onDoubleClick={() => setWidth(380)}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          grip.current = undefined;
        }}
        tabIndex={0}
      />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
