import { useEffect, useEffectEvent } from 'react';
import { toRowMove } from '../lib/row-move.ts';

/** A key that moves in lists, pressed while nothing has the focus: `enter` takes it to the list and says whether it did. */
export function usePageMove(singleKeys: boolean, enter: () => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.target !== document.body || event.defaultPrevented) return;
    if (!/^(?:Arrow(?:Up|Down)|[jk])$/.test(event.key)) return;
    if (toRowMove(event, { index: 0, count: 1, screen: 1 }, singleKeys) === undefined) return;
    if (enter()) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
