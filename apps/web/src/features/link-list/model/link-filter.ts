import { healths, type Health } from '@signpost/link-model/health';

/** What the list of links is narrowed to, as its address says it. All texts; absent means all. */
export interface LinkFilter {
  bucket?: string;
  /** Health words separated by commas, or `broken` for all that readers trip over. */
  health?: string;
  prefix?: string;
  target?: string;
}

/** The list and what is open beside it. */
export interface LinksSearch extends LinkFilter {
  /** Where the page before this one ended. */
  cursor?: string;
  /** The link open in the inspector, and its bucket. */
  at?: string;
  key?: string;
  tab?: string;
}

const members = ['bucket', 'prefix', 'target', 'cursor', 'at', 'key', 'tab'] as const;

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
  return parsed;
}

/** Which healths a filter names; all of them as nothing. */
export type HealthChoice = 'broken' | readonly Health[];

export function parseHealth(text: string | undefined): HealthChoice {
  if (text === 'broken') return 'broken';
  const words = (text ?? '').split(',');
  return healths.filter((health) => words.includes(health));
}

/** The one spelling of a choice: the order of the words does not make another address. */
function toHealthText(choice: HealthChoice): string | undefined {
  if (choice === 'broken') return 'broken';
  return choice.length === 0 || choice.length === healths.length ? undefined : choice.join(',');
}

/** Adds a word to the choice or takes it out. From `broken` one goes to the single word: that is what was clicked. */
export function toggleHealth(text: string | undefined, health: Health): string | undefined {
  const choice = parseHealth(text);
  if (choice === 'broken') return health;
  const next = choice.includes(health) ? choice.filter((one) => one !== health) : [...choice, health];
  return toHealthText(healths.filter((one) => next.includes(one)));
}

/** The filter of an address, without page and panel. */
export function toFilter({ bucket, health, prefix, target }: LinksSearch): LinkFilter {
  return {
    ...(bucket === undefined ? {} : { bucket }),
    ...(health === undefined ? {} : { health }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(target === undefined ? {} : { target }),
  };
}

/** Other values for some members, an empty one for none: page and panel belong to the list that was left. */
export function withFilter(search: LinksSearch, changes: LinkFilter): LinksSearch {
  const all = Object.entries({ ...toFilter(search), ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}
