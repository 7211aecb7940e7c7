import { useEffect, useState, type RefObject } from 'react';

/** The part of a scrolled box that is in view, in pixels from its top. */
export interface VisibleRange {
  top: number;
  bottom: number;
}

/** Rows so far outside the view are drawn already. */
const overscan = 400;
/** The range moves in steps, so that most scrolling draws nothing anew. */
const step = 200;

/** Follows what is in view of a box that scrolls. */
export function useVisibleRange(box: RefObject<HTMLElement | null>): VisibleRange {
  const [range, setRange] = useState<VisibleRange>({ top: 0, bottom: 1600 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const follow = (): void => {
      const top = Math.floor((element.scrollTop - overscan) / step) * step;
      const bottom = Math.ceil((element.scrollTop + element.clientHeight + overscan) / step) * step;
      setRange((before) => (before.top === top && before.bottom === bottom ? before : { top, bottom }));
    };
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    const resized = new ResizeObserver(follow);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', follow);
      resized.disconnect();
    };
  }, [box]);
  return range;
}
