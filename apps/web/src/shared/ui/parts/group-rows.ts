export interface RowGroup<Row> {
  id: string;
  rows: readonly Row[];
}

/** A line of a list in which groups fold: the head of a group, or one of its rows. */
export type GroupLine<Group extends RowGroup<unknown>> =
  | { kind: 'group'; group: Group }
  | { kind: 'row'; group: Group; row: Group['rows'][number] };

/** The lines to draw, as one flat list for a virtual grid: the rows of a folded group are left out. */
export function toGroupLines<Group extends RowGroup<unknown>>(
  groups: readonly Group[],
  folded: ReadonlySet<string>,
): GroupLine<Group>[] {
  return groups.flatMap((group): GroupLine<Group>[] => [
    { kind: 'group', group },
    ...(folded.has(group.id)
      ? []
      : group.rows.map((row: Group['rows'][number]) => ({ kind: 'row' as const, group, row }))),
  ]);
}

/** Folds the group, or unfolds it. */
export function toggleFolded(folded: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(folded);
  if (!next.delete(id)) next.add(id);
  return next;
}
