import type { RefObject } from 'react';

/**
 * Focuses something once a dialog is gone: the dialog gives the focus back to what had it, which may be gone as well, or
 * be another dialog.
 */
export function focusLater(place: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => requestAnimationFrame(() => place.current?.focus()));
}
