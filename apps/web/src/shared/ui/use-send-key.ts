import { useEffect, useEffectEvent } from 'react';

/** `Ctrl+Enter` or `⌘ Enter` presses the named button from anywhere in the dialog, unless a question lies over it. */
export function useSendKey(send: () => void, enabled: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    if (enabled) send();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
