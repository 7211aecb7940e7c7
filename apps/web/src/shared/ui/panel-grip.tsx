import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { panelLimits, panelWidth, toLimits } from '../lib/panel-width.ts';

const step = 16;

function setWidth(pixels: number): void {
  panelWidth.set(String(toLimits(pixels)));
}

/** The left edge of a panel, by which its width is set: by pointer or arrows. */
export function PanelGrip({ width }: { width: number }) {
  const { t } = useTranslation();
  const grip = useRef<{ x: number; width: number } | undefined>(undefined);

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowLeft: width + step,
      ArrowRight: width - step,
      Home: panelLimits.narrowest,
      End: panelLimits.widest,
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
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- separators that can be moved are controls, hr is not
      role="separator"
      aria-label={t('panel.resize')}
      aria-orientation="vertical"
      aria-valuemax={panelLimits.widest}
      aria-valuemin={panelLimits.narrowest}
      aria-valuenow={width}
      className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/25 focus-visible:bg-accent/40 focus-visible:outline-none"
      onDoubleClick={() => setWidth(panelLimits.usual)}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = undefined;
      }}
      tabIndex={0}
    />
  );
}
