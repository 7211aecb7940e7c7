import type { Preflight } from '@signpost/api-contract';
import { rowsKept, toDiffRows } from '../model/diff-rows.ts';
import { ValueList } from './diff-table.tsx';

/** The values that are sent again as they are. */
export function KeptValues({ preflight }: { preflight: Preflight }) {
  const kept = rowsKept(toDiffRows(preflight.now.state, preflight.after));
  return kept.length === 0 ? null : <ValueList rows={kept} />;
}
