import { createColumnStore } from '../../../shared/ui/parts/column-store.ts';

export type PlanColumn = 'key' | 'change' | 'findings' | 'standing';

/** Columns of the rows of a plan; the reader's changes are remembered. What is done with a row is always shown. */
export const planColumnStore = createColumnStore<PlanColumn>('plan-rows', [
  { id: 'key', width: 64, share: 1, fixed: true },
  { id: 'change', width: 64, share: 1.4 },
  { id: 'findings', width: 64, share: 0.8 },
  { id: 'standing', width: 160, min: 136, fixed: true },
]);

/** Head and rows of one template, so that nothing jumps. */
export const planRowClass = 'grid grid-cols-(--columns) gap-x-4 px-3';
