import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';

const Tooltips = lazy(async () => ({ default: (await import('./tooltips.tsx')).Tooltips }));
const reached = ['pointerover', 'pointerdown', 'pointerup', 'focusin'] as const;

/**
 * Shows the tip of whatever has a `data-tip`: on hover, on focus by keys, and on a long press. Once per page; loaded
 * when the first of them is reached.
 */
export function TooltipSlot() {
  const [wanted, setWanted] = useState(false);
  // What happened last, until the tips are there to see it themselves.
  const last = useRef<Event>(undefined);
  // With the page, not after it: a finger may be quicker.
  useLayoutEffect(() => {
    const onReached = (event: Event): void => {
      // What moves under a resting mouse does not take a press back.
      if (event.type === 'pointerover' && isTouch(last.current)) return;
      last.current = event;
      if (event.target instanceof Element && event.target.closest('[data-tip]') !== null) setWanted(true);
    };
    for (const type of reached) document.addEventListener(type, onReached);
    return () => {
      for (const type of reached) document.removeEventListener(type, onReached);
    };
  }, []);
  return (
    wanted && (
      <Suspense fallback={null}>
        <Tooltips last={last} />
      </Suspense>
    )
  );
}

function isTouch(event: Event | undefined): boolean {
  return event instanceof PointerEvent && event.type === 'pointerdown' && event.pointerType !== 'mouse';
}
