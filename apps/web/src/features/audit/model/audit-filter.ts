import type { QueryOf } from '@signpost/api-contract';

type Present<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/** What narrows the log, as its address and the API have it. */
export type AuditFilter = Present<Omit<QueryOf<'listAuditEvents'>, 'connection' | 'cursor' | 'limit'>>;

/** The log as its address has it. */
export type AuditSearch = AuditFilter & { cursor?: string };

export const auditOutcomes = [
  'done',
  'started',
  'refused',
  'failed',
  'unknown',
] as const satisfies NonNullable<AuditFilter['outcome']>[];

const texts = ['actor', 'action', 'bucket', 'prefix', 'change', 'cursor'] as const;
const times = ['since', 'until'] as const;

/** Reads an address; what cannot be a filter is left out. */
export function parseAuditSearch(search: Record<string, unknown>): AuditSearch {
  const found: Record<string, string> = {};
  for (const name of [...texts, ...times]) {
    const value = search[name];
    // Numbers are what an address that was typed by hand turns into.
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') found[name] = String(value);
  }
  for (const name of times) {
    const moment = Date.parse(found[name] ?? '');
    if (Number.isNaN(moment)) delete found[name];
    else found[name] = new Date(moment).toISOString();
  }
  const outcome = auditOutcomes.find((one) => one === search['outcome']);
  return { ...found, ...(outcome === undefined ? {} : { outcome }) };
}

/** A narrower or wider filter begins at the newest event. */
export function withAuditFilter(
  { cursor: _cursor, ...filter }: AuditSearch,
  changes: { [Name in keyof AuditFilter]?: AuditFilter[Name] | undefined },
): AuditFilter {
  const members = Object.entries({ ...filter, ...changes });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined && value !== ''));
}
