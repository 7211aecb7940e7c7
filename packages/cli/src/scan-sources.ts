import type { AnswerOf, BodyOf } from '@signpost/api-contract';
import { UsageError } from './failures.ts';
import { safeLine } from './visible.ts';

type Sources = AnswerOf<'listScanSources'>;
type Inventory = Sources['inventories'][number];
export type ScanSource = NonNullable<BodyOf<'startScan'>['source']>;

export const sourceKinds = ['list', 'inventory', 'meta-query'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What one source costs, or why a scan cannot be fed from it. */
export interface SourceCost {
  source: SourceKind;
  /** Of an inventory. */
  id?: string;
  /** Calls to OSS before those for links, and all of them at most; absent where the size of the bucket is not known. */
  calls?: number | undefined;
  most?: number | undefined;
  /** What it tells is as of then, ISO 8601. */
  createdAt?: string | undefined;
  files?: number | undefined;
  bytes?: number | undefined;
  unusable?: string;
}

const whyInventory: Record<NonNullable<Inventory['unusable']>, string> = {
  'switched-off': 'switched off, and never written',
  filtered: 'does not list all keys',
  columns: 'lacks columns',
  'none-yet': 'not written yet',
  damaged: 'its manifest is damaged',
  'not-readable': 'its files may not be read',
  older: 'older than what is known of the bucket',
};

const whyMetaQuery: Record<Exclude<Sources['metaQuery']['state'], 'ready'>, string> = {
  building: 'still being built',
  closed: 'not open for the bucket',
  'not-readable': 'may not be queried',
};

/** @param extra calls more at most, for the headers of links and targets */
export function toCosts({ list, inventories, metaQuery }: Sources, extra: number): SourceCost[] {
  const { state, ...ofMetaQuery } = metaQuery;
  const costs: SourceCost[] = [
    { source: 'list', ...list },
    ...inventories.map(toInventoryCost),
    { source: 'meta-query', ...ofMetaQuery, ...(state === 'ready' ? {} : { unusable: whyMetaQuery[state] }) },
  ];
  return costs.map((cost) => (cost.most === undefined ? cost : { ...cost, most: cost.most + extra }));
}

function toInventoryCost({ id, calls, most, createdAt, files, bytes, ...more }: Inventory): SourceCost {
  const { unusable, missingColumns = [] } = more;
  const lacking = missingColumns.length === 0 ? '' : `: ${missingColumns.join(', ')}`;
  return {
    source: 'inventory',
    id,
    calls,
    most,
    createdAt,
    files,
    bytes,
    ...(unusable === undefined ? {} : { unusable: `${whyInventory[unusable]}${lacking}` }),
  };
}

/**
 * What feeds the scan; of several inventories the newest that can be used.
 * @throws UsageError where the bucket has no such source, with those that it has
 */
export function pickSource(bucket: string, kind: SourceKind, sources: Sources): ScanSource {
  const costs = toCosts(sources, 0);
  const usable = costs.filter(({ unusable }) => unusable === undefined);
  const [found] = usable
    .filter(({ source }) => source === kind)
    .toSorted((a, b) => Date.parse(b.createdAt ?? '') - Date.parse(a.createdAt ?? ''));
  if (found !== undefined) return kind === 'inventory' ? { kind, id: found.id ?? '' } : { kind };
  const reasons = costs.filter(({ source }) => source === kind).map(toReason);
  if (kind === 'inventory' && sources.inventoriesDenied === true)
    reasons.push('the console may not list its inventories');
  const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  throw new UsageError(
    `${bucket} cannot be scanned from ${names[kind]}${why}. It can be from: ${usable.map(toName).join(', ')}.`,
  );
}

const names: Record<SourceKind, string> = {
  list: 'the list of its keys',
  inventory: 'an inventory',
  'meta-query': 'a metadata index',
};

export const toName = ({ source, id }: SourceCost): string =>
  safeLine(id === undefined ? source : `${source} ${id}`);

const toReason = (cost: SourceCost): string =>
  cost.id === undefined ? (cost.unusable ?? '') : `${safeLine(cost.id)}: ${cost.unusable}`;
