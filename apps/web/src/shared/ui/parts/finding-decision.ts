import type { Extent } from './selection.ts';

/**
 * What is decided about the findings of one code: a choice for all of them, and single rows that differ.
 * A row at `null` is left undecided whatever holds for the others.
 */
export interface FindingDecision {
  all?: string;
  rows: ReadonlyMap<string, string | null>;
}

export const undecided: FindingDecision = { rows: new Map() };

/** One choice for all of the code; what single rows had is replaced. `undefined` takes every choice back. */
export function decideAll(choice: string | undefined): FindingDecision {
  return choice === undefined ? undecided : { all: choice, rows: new Map() };
}

/** A choice for one row; what equals the choice for all is no difference and is not kept. */
export function decideRow(decision: FindingDecision, row: string, choice: string | null): FindingDecision {
  const rows = new Map(decision.rows);
  if (choice === (decision.all ?? null)) rows.delete(row);
  else rows.set(row, choice);
  return { ...decision, rows };
}

/** What holds for a row; undefined where nothing is decided. */
export function choiceOf({ all, rows }: FindingDecision, row: string): string | undefined {
  const own = rows.get(row);
  return own === undefined ? all : (own ?? undefined);
}

/** Of `count` findings, those that nothing is decided about. */
export function countUndecided({ all, rows }: FindingDecision, count: number): number {
  const own = [...rows.values()];
  return all === undefined
    ? count - own.filter((choice) => choice !== null).length
    : own.filter((choice) => choice === null).length;
}

/** How many of the findings are decided: the state of the checkbox "accept all of this kind". */
export function toDecidedExtent(decision: FindingDecision, count: number): Extent {
  const open = countUndecided(decision, count);
  return open === 0 ? 'all' : open === count ? 'none' : 'some';
}
