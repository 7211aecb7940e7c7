import type { DraftRow, PlanStore } from '../plans/plan-store.ts';

const batchSize = 1000;

/** Adds rows to a plan that this store has claimed for its draft. @returns false once it is no longer its to draft */
export async function addRowsOf(store: PlanStore, id: string, rows: Iterable<DraftRow>): Promise<boolean> {
  let batch: DraftRow[] = [];
  const add = (): Promise<boolean> => {
    const full = batch;
    batch = [];
    return store.addRows(id, full);
  };
  for (const row of rows) {
    batch.push(row);
    if (batch.length === batchSize && !(await add())) return false;
  }
  return add();
}
