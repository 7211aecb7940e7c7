import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';

interface ComboboxPopupProps {
  anchor: RefObject<HTMLElement | null>;
  busy: boolean;
  children: ReactNode;
}

const gap = 4;
const roomy = 240;
const tallest = 320;

/** Proposals under their field, or over it where there is more room; in the top layer, so that no window cuts them off. */
export function ComboboxPopup({ anchor, busy, children }: ComboboxPopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = popup.current;
    if (element === null) return undefined;
    element.showPopover();
    // What appears above the field, scrolls or is resized moves it, and no event tells of all that.
    let frame = 0;
    const follow = (): void => {
      if (anchor.current !== null) placeBeside(element, anchor.current.getBoundingClientRect());
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [anchor]);
  return (
    <div
      aria-busy={busy || undefined}
      className="fixed inset-auto m-0 overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface-1 p-0 text-ink-1 shadow-float"
      popover="manual"
      ref={popup}
    >
      {children}
    </div>
  );
}

function placeBeside(popup: HTMLElement, field: DOMRect): void {
  const below = innerHeight - field.bottom - 2 * gap;
  const above = field.top - 2 * gap;
  const over = below < roomy && above > below;
  Object.assign(popup.style, {
    left: `${field.left}px`,
    width: `${Math.max(field.width, Math.min(256, innerWidth - field.left - gap))}px`,
    maxHeight: `${Math.min(tallest, over ? above : below)}px`,
    top: over ? 'auto' : `${field.bottom + gap}px`,
    bottom: over ? `${innerHeight - field.top + gap}px` : 'auto',
  });
}
