import { useLayoutEffect, useRef, useState } from 'react';

const calmMs = 1000;

interface SteadyPopup {
  ref: (element: HTMLElement | null) => void;
  /** Tells whether a press beside the window was meant to be beside it. */
  isCalm: () => boolean;
}

/**
 * Keeps a window where it is while something is on its way. `steady`: it gets no smaller than it was (`--floor` is its
 * least height). `busy`: presses beside it close nothing, nor do they in the second after, in which it may have shrunk
 * away from under the pointer.
 */
export function useSteadyPopup({ busy, steady }: { busy: boolean; steady: boolean }): SteadyPopup {
  const [popup, setPopup] = useState<HTMLElement | null>(null);
  const height = useRef(0);
  const endedAt = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (popup === null) return undefined;
    const observer = new ResizeObserver(() => {
      height.current = popup.offsetHeight;
    });
    observer.observe(popup);
    return () => observer.disconnect();
  }, [popup]);
  useLayoutEffect(() => {
    // The height that was drawn last: what is rendered now has not been measured yet.
    popup?.style.setProperty('--floor', steady ? `${height.current}px` : '0px');
  }, [popup, steady]);
  useLayoutEffect(() => {
    if (!busy) return undefined;
    return () => {
      endedAt.current = Date.now();
    };
  }, [busy]);
  return {
    ref: setPopup,
    isCalm() {
      const since = endedAt.current === undefined ? Infinity : Date.now() - endedAt.current;
      // A clock that was set back ends the wait.
      return !busy && (since < 0 || since >= calmMs);
    },
  };
}
