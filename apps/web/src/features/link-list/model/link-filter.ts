import type { LinkSort } from '@signpost/api-contract';
import { healths } from '@signpost/link-model/health';
import type { ShownHealth } from '../../../shared/lib/shown-health.ts';

/** What the list of links is narrowed to, as its address says it. All texts; absent means all. */
export interface LinkFilter {
  bucket?: string;
  /** Words of {@link conditions} separated by commas, or `broken` for all that readers trip over. */
  health?: string;
  /** Words that are in the key or in the target. */
  contains?: string;
  prefix?: string;
  target?: string;
  /** Absent: in the order of bucket and key. */
  sort?: LinkSort;
}

/** A health, or links that work and break within thirty days. */
export type LinkCondition = ShownHealth | 'breaks-soon';

/** What links can be narrowed to, worst first. */
export const conditions: readonly LinkCondition[] = [
  ...healths.filter((health) => health !== 'ok'),
  'served-wrongly',
  'breaks-soon',
  'ok',
];

/** Orders other than that of bucket and key. */
export const linkSorts = ['health', 'newest', 'oldest'] as const satisfies readonly LinkSort[];

/** The list and what is open beside it. */
export interface LinksSearch extends LinkFilter {
  /** Where the page before this one ended. */
  cursor?: string;
  /** The link open in the inspector, and its bucket. */
  at?: string;
  key?: string;
  tab?: string;
  /** Links summed up by folder instead of one by one. */
  view?: 'folders';
}

const members = ['bucket', 'contains', 'prefix', 'target', 'cursor', 'at', 'key', 'tab'] as const;

/** Takes what it knows from an address and drops the rest. */
export function parseLinksSearch(search: Record<string, unknown>): LinksSearch {
  const parsed: LinksSearch = {};
  for (const member of members) {
    const value = search[member];
    if (typeof value === 'string' && value !== '') parsed[member] = value;
  }
  const health =
    typeof search['health'] === 'string' ? toHealthText(parseHealth(search['health'])) : undefined;
  if (health !== undefined) parsed.health = health;
  if (search['view'] === 'folders') parsed.view = 'folders';
  const sort = linkSorts.find((one) => one === search['sort']);
  if (sort !== undefined) parsed.sort = sort;
  return parsed;
}

/** Which healths a filter names; all of them as nothing. */
export type HealthChoice = 'broken' | readonly LinkCondition[];

export function parseHealth(text: string | undefined): HealthChoice {
  if (text === 'broken') return 'broken';
  const words = (text ?? '').split(',');
  return conditions.filter((one) => words.includes(one));
}

/** The one spelling of a choice: the order of the words does not make another address. */
function toHealthText(choice: HealthChoice): string | undefined {
  if (choice === 'broken') return 'broken';
  return choice.length === 0 || healths.every((health) => choice.includes(health))
    ? undefined
    : choice.join(',');
}

/** Adds a word to the choice or takes it out. From `broken` one goes to the single word: that is what was clicked. */
export function toggleHealth(text: string | undefined, health: LinkCondition): string | undefined {
  const choice = parseHealth(text);
  if (choice === 'broken') return health;
  const next = choice.includes(health) ? choice.filter((one) => one !== health) : [...choice, health];
  return toHealthText(conditions.filter((one) => next.includes(one)));
}

/** The filter of an address, without page and panel. */
export function toFilter({ bucket, health, contains, prefix, target, sort }: LinksSearch): LinkFilter {
  return {
    ...(bucket === undefined ? {} : { bucket }),
    ...(health === undefined ? {} : { health }),
    ...(contains === undefined ? {} : { contains }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(target === undefined ? {} : { target }),
    ...(sort === undefined ? {} : { sort }),
  };
}

/** The filter of what has no order of its own. */
export function withoutSort({ sort: _sort, ...filter }: LinkFilter): Omit<LinkFilter, 'sort'> {
  return filter;
}

/** Other values for some members, an empty one for none: page and panel belong to the list that was left. */
export function withFilter(
  search: LinksSearch,
  changes: { [M in keyof LinkFilter]: LinkFilter[M] | '' },
): LinksSearch {
  const all = Object.entries({ ...toFilter(search), ...changes }).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(all), ...(search.view === undefined ? {} : { view: search.view }) };
}
