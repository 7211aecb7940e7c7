/** The code of every key that an input method has taken for itself. */
const takenByInputMethod = 229;

/**
 * Hides the keys of an input method from every handler of the page: Enter takes a candidate, Esc drops one, and neither
 * is a command of ours. Safari ends the composition before it tells of the key, which then only its code gives away.
 * Called before anything else listens.
 */
export function ignoreCompositionKeys(window: Window): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (!event.isComposing && event.keyCode !== takenByInputMethod) return;
      event.stopImmediatePropagation();
      // Chromium itself empties a search field at Esc.
      if (event.key === 'Escape') event.preventDefault();
    },
    { capture: true },
  );
}
