import { useLayoutEffect, useRef } from 'react';

/**
 * Starts work once per press. A double click, or Enter twice, presses again before the first press is drawn, and what
 * the component rendered then still looks ready: the lock opens only when a ready screen has been drawn again.
 */
export function usePressLock(ready: boolean): (work: () => void) => void {
  const locked = useRef(false);
  // Before anything can be pressed on what has just been drawn.
  useLayoutEffect(() => {
    if (ready) locked.current = false;
  });
  return (work) => {
    if (locked.current) return;
    locked.current = true;
    work();
  };
}
