import { useEffect, useEffectEvent, useState } from 'react';
import { useDebounced } from './use-debounced.ts';

/** How long typing rests before what is shown follows. */
const typingMs = 400;

/**
 * The text of a field whose value is kept elsewhere, as in the address of a page.
 * @param onRest called once typing rests with a text that is not the value
 */
export function useTypedText(
  value: string,
  onRest: (text: string) => void,
): { text: string; type: (text: string) => void } {
  // `own`: typed here, and not taken over from elsewhere.
  const [typed, setTyped] = useState({ text: value, own: false });
  const [seen, setSeen] = useState(value);
  const settled = useDebounced(typed, typingMs);
  // Another value from elsewhere, as of a button that clears it, takes the place of what is typed; one's own does not.
  if (value !== seen) {
    setSeen(value);
    if (!settled.own || value !== settled.text) setTyped({ text: value, own: false });
  }
  const rest = useEffectEvent((rested: typeof typed) => {
    if (rested === typed && typed.text !== value) onRest(typed.text);
  });
  useEffect(() => rest(settled), [settled]);
  return { text: typed.text, type: (text) => setTyped({ text, own: true }) };
}
