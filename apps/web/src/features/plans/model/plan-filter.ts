import type { PlanDecision, PlanRowKind, PlanRowOutcome } from '@signpost/api-contract';
import type { PlanRowFilter } from '../../../shared/queries/plan-queries.ts';
import type { FacetSelection } from '../../../shared/ui/parts/facet-selection.ts';
import type { PlanSearch } from './plan-search.ts';

/** Worst first: what a person has to look at comes before what goes by itself. */
export const rowKinds: readonly PlanRowKind[] = [
  'missing',
  'diverged',
  'skipped',
  'alone',
  'removed',
  'copied',
  'created',
  'moved',
  'changed',
  'restored',
  'unchanged',
];
export const rowOutcomes: readonly PlanRowOutcome[] = [
  'failed',
  'drifted',
  'unknown',
  'running',
  'waiting',
  'applied',
  'left-out',
];
export const rowDecisions: readonly PlanDecision[] = ['write', 'remove', 'leave'];

/** The filters of an address as the server takes them; what it would refuse is dropped. */
export function toRowFilter({
  kind,
  decision,
  outcome,
  finding,
  group,
  contains,
  cursor,
}: PlanSearch): PlanRowFilter {
  const known = {
    kind: rowKinds.find((one) => one === kind),
    decision: rowDecisions.find((one) => one === decision),
    outcome: rowOutcomes.find((one) => one === outcome),
    finding,
    group,
    contains: contains?.slice(0, 1024),
    cursor,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

const facets = ['kind', 'group', 'finding', 'decision', 'outcome'] as const;

export function toFacetSelection(search: PlanSearch): FacetSelection {
  return Object.fromEntries(
    facets.flatMap((facet) => (search[facet] === undefined ? [] : [[facet, [search[facet]]]])),
  );
}

/** Other filters begin at the first page. */
export function withFacets({ contains }: PlanSearch, selection: FacetSelection): PlanSearch {
  const chosen = facets.flatMap((facet) => {
    const [value] = selection[facet] ?? [];
    return value === undefined ? [] : [[facet, value]];
  });
  return { ...Object.fromEntries(chosen), ...(contains === undefined ? {} : { contains }) };
}

export function withContains(
  { contains: _contains, cursor: _cursor, ...rest }: PlanSearch,
  text: string,
): PlanSearch {
  return text === '' ? rest : { ...rest, contains: text };
}

/** Whether the list is narrowed. */
export function isFiltered({ cursor: _cursor, ...filters }: PlanSearch): boolean {
  return Object.keys(filters).length > 0;
}
