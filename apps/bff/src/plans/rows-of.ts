import type { PlanRowOutcome } from '@signpost/api-contract';
import type { PlanStore, StoredRow } from './plan-store.ts';

const pageSize = 1000;

/** All rows of an outcome, in order. */
export async function* rowsOf(
  planStore: PlanStore,
  id: string,
  outcome: PlanRowOutcome,
): AsyncGenerator<StoredRow> {
  for await (const page of pagesOf(planStore, id, outcome)) yield* page;
}

/** The same, a page at a time. */
export async function* pagesOf(
  planStore: PlanStore,
  id: string,
  outcome: PlanRowOutcome,
): AsyncGenerator<StoredRow[]> {
  for (let after = 0; ;) {
    const page = await planStore.rowsOf(id, outcome, { after, limit: pageSize });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.row;
  }
}

/** Ids of the changes that were begun for rows. */
export const changesOf = (rows: readonly StoredRow[]): string[] =>
  rows.flatMap(({ change }) => (change === undefined ? [] : [change]));
