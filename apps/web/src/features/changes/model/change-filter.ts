import type { Change, ChangeFacet, QueryOf } from '@signpost/api-contract';

const actions = [
  'create',
  'repoint',
  'replace',
  'delete',
  'undo',
  'upload',
  'copy',
  'restore',
] as const satisfies Change['action'][];
const outcomes = ['applied', 'failed', 'unknown', 'pending'] as const satisfies Change['outcome'][];

/** Choices of which every change has one. */
export const facetNames = ['actor', 'action', 'outcome', 'bucket'] as const satisfies ChangeFacet[];

type Present<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/** What narrows the list, as its address and the API have it. */
export type ChangeFilter = Present<Omit<QueryOf<'countChanges'>, 'connection' | 'requestId'>>;

/** The list of changes as its address has it. */
export type ChangesSearch = ChangeFilter & { cursor?: string };

/** Reads an address; what cannot be a filter is left out. */
export function parseChangesSearch(search: Record<string, unknown>): ChangesSearch {
  const text = (name: keyof ChangesSearch): string | undefined => {
    const value = search[name];
    // Numbers are what an address that was typed by hand turns into.
    const read = typeof value === 'number' ? String(value) : value;
    return typeof read === 'string' && read !== '' ? read : undefined;
  };
  const time = (name: 'since' | 'until'): string | undefined => {
    const moment = Date.parse(text(name) ?? '');
    return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
  };
  return withoutAbsent({
    bucket: text('bucket'),
    key: text('key'),
    prefix: text('prefix'),
    group: text('group'),
    actor: text('actor'),
    action: actions.find((one) => one === search['action']),
    outcome: outcomes.find((one) => one === search['outcome']),
    since: time('since'),
    until: time('until'),
    cursor: text('cursor'),
  });
}

/** The filter without the place in the list. */
export function toFilter({ cursor: _cursor, ...filter }: ChangesSearch): ChangeFilter {
  return filter;
}

/** A narrower or wider filter begins at the newest change. */
export function withFilter(
  search: ChangesSearch,
  changes: { [Name in keyof ChangeFilter]?: ChangeFilter[Name] | undefined },
): ChangeFilter {
  return withoutAbsent({ ...toFilter(search), ...changes });
}

function withoutAbsent<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
