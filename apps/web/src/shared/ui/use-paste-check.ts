import { useState, type ClipboardEvent } from 'react';

/**
 * Keeps a text with line breaks out of a field of one line: the browser would drop them, and what is left is another
 * text than the one that was copied. Line breaks at the ends come along when a line is copied, and mean nothing.
 */
export function usePasteCheck(): {
  /** A paste was refused, and nothing was typed since. */
  refused: boolean;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
  forget: () => void;
} {
  const [refused, setRefused] = useState(false);
  return {
    refused,
    onPaste: (event) => {
      const isBroken = /[\r\n]/.test(event.clipboardData.getData('text').trim());
      if (isBroken) event.preventDefault();
      setRefused(isBroken);
    },
    forget: () => setRefused(false),
  };
}
