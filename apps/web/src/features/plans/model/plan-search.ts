/** What the address of a plan says: which of its rows are shown. All texts; absent means all. */
export interface PlanSearch {
  kind?: string;
  decision?: string;
  outcome?: string;
  finding?: string;
  /** Id of a group of equal changes. */
  group?: string;
  /** Part of the key. */
  contains?: string;
  /** Place in the list: good for these filters only. */
  cursor?: string;
}

const members = ['kind', 'decision', 'outcome', 'finding', 'group', 'contains', 'cursor'] as const;

/** Takes what it knows from an address and drops the rest. */
export function parsePlanSearch(search: Record<string, unknown>): PlanSearch {
  const parsed: PlanSearch = {};
  for (const member of members) {
    const value = search[member];
    if (typeof value === 'string' && value !== '') parsed[member] = value;
  }
  return parsed;
}
