/**
 * A selection as the server understands it: some rows by id, or every row that matches the filters with exceptions.
 * The second needs no ids of rows that were never loaded.
 */
export type Selection =
  | { kind: 'some'; ids: ReadonlySet<string> }
  | { kind: 'all'; except: ReadonlySet<string> };

/** How much of a list of rows is selected: the state of the checkbox above them. */
export type Extent = 'none' | 'some' | 'all';

export const nothingSelected: Selection = { kind: 'some', ids: new Set() };
export const everythingSelected: Selection = { kind: 'all', except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'all' ? !selection.except.has(id) : selection.ids.has(id);
}

/** Selects the rows, or takes them out of the selection. */
export function withRows(selection: Selection, ids: Iterable<string>, selected: boolean): Selection {
  const named = new Set(selection.kind === 'all' ? selection.except : selection.ids);
  const add = selected === (selection.kind === 'some');
  for (const id of ids) {
    if (add) named.add(id);
    else named.delete(id);
  }
  return selection.kind === 'all' ? { kind: 'all', except: named } : { kind: 'some', ids: named };
}

/** How many of the `total` rows that match are selected. */
export function countSelected(selection: Selection, total: number): number {
  return selection.kind === 'all' ? Math.max(0, total - selection.except.size) : selection.ids.size;
}

export function toExtent(selection: Selection, ids: readonly string[]): Extent {
  const count = ids.filter((id) => isSelected(selection, id)).length;
  return count === 0 ? 'none' : count === ids.length ? 'all' : 'some';
}

/** True where every row of the page is selected and nothing else: the moment to offer all that match. */
export function isWholePage(selection: Selection, pageIds: readonly string[]): boolean {
  return (
    selection.kind === 'some' &&
    pageIds.length > 0 &&
    selection.ids.size === pageIds.length &&
    pageIds.every((id) => selection.ids.has(id))
  );
}
