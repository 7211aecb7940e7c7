let from: Element | null = null;

/**
 * Another page or folder is asked for: what has the focus now, such as a link of the navigation, may still have it when
 * the page is there. The first page of a visit is not arrived at.
 */
export function markArrival(): void {
  from = document.activeElement;
}

/** Whether the focus is still on the link that led to the page: a list on it may take it, and keys act on the list. */
export function isArriving(): boolean {
  return from !== null && from === document.activeElement && from.matches('a[href]');
}
