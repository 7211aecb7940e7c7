import type { ChangeCounts, ChangeFacet } from '@signpost/api-contract';
import type { TimeRange } from '../../../shared/ui/parts/time-range.ts';
import type { ChangeFilter } from './change-filter.ts';

export interface FacetChoice {
  value: string;
  /** Absent while it is not known. */
  count?: number;
}

export type FacetChoices = Readonly<Record<ChangeFacet, readonly FacetChoice[]>>;

/** Outcomes keep their order, and those that one looks for are there also where nothing has them. */
const outcomes = ['applied', 'failed', 'unknown', 'pending'];
const alwaysShown = new Set(['applied', 'failed', 'unknown']);

/** The values of every facet: those that were counted, and the chosen one, which stays to be taken back. */
export function toFacetChoices(filter: ChangeFilter, counts: ChangeCounts | undefined): FacetChoices {
  const none = counts === undefined ? {} : { count: 0 };
  const choicesOf = (name: ChangeFacet): FacetChoice[] => {
    const counted: readonly FacetChoice[] = counts?.facets[name] ?? [];
    const chosen = filter[name];
    const missing = chosen === undefined || counted.some(({ value }) => value === chosen) ? [] : [chosen];
    return [...counted, ...missing.map((value) => ({ value, ...none }))];
  };
  const found = choicesOf('outcome');
  return {
    actor: choicesOf('actor'),
    action: choicesOf('action'),
    outcome: outcomes.flatMap(
      (value) =>
        found.find((choice) => choice.value === value) ?? (alwaysShown.has(value) ? { value, ...none } : []),
    ),
    bucket: choicesOf('bucket'),
  };
}

/** The range of time of a filter; one that is open at an end reaches to the beginning, or to now. */
export function toRange({ since, until }: ChangeFilter, now: number): TimeRange | undefined {
  if (since === undefined && until === undefined) return undefined;
  return { from: since ?? new Date(0).toISOString(), to: until ?? new Date(now).toISOString() };
}
