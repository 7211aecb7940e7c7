import type { PlanRowOutcome } from '@signpost/api-contract';
import type { PlanStore, StoredRow } from './plan-store.ts';

const pageSize = 1000;

/** All rows of an outcome, in order, a page at a time. */
export async function* rowsOf(
  planStore: PlanStore,
  id: string,
  outcome: PlanRowOutcome,
): AsyncGenerator<StoredRow> {
  for (let after = 0; ;) {
    const page = await planStore.rowsOf(id, outcome, { after, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.row;
  }
}
