/** What a tip is shown for, and what it says. */
export interface TipTarget {
  element: Element;
  text: string;
}

/**
 * The tip of what the pointer or the focus reached. A row of a list that got the focus by keys shows the tips of its
 * parts that are cut off, since none of them can have the focus.
 */
export function toTipTarget(from: Element, focused = false): TipTarget | undefined {
  const element = focused ? from : from.closest('[data-tip]');
  const text = element?.getAttribute('data-tip');
  if (element && text) return { element, text };
  if (!focused || from.role !== 'row') return undefined;
  const parts = [...from.querySelectorAll('[data-tip]')].filter(isCutOff);
  const texts = new Set(parts.map((part) => part.getAttribute('data-tip') ?? ''));
  texts.delete('');
  return parts[0] === undefined || texts.size === 0
    ? undefined
    : { element: parts[0], text: [...texts].join('\n') };
}

function isCutOff(element: Element): boolean {
  return [element, ...element.querySelectorAll('*')].some(
    (box) =>
      box.scrollWidth > box.clientWidth + 1 &&
      getComputedStyle(box).overflowX === 'hidden' &&
      box.role === null &&
      !box.matches('.sr-only'),
  );
}
