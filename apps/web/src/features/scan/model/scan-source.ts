import type { BodyOf } from '@signpost/api-contract';

/** What a choice of the dialog asks for: `list`, `meta-query`, or `inventory` with its id. */
export function toSource(chosen: string): BodyOf<'startScan'>['source'] {
  const [kind, id] = chosen.split(' ', 2);
  if (kind === 'inventory' && id !== undefined) return { kind, id };
  return kind === 'meta-query' ? { kind } : { kind: 'list' };
}
