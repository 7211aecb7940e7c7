import { changeFacets, type ChangeCounts, type ChangeFacet } from '@signpost/api-contract';
import type { ChangeFilter, CountedChanges } from '../../../changes/change-log.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseChangeFilter } from '../../parse-change-filter.ts';

/** Changes behind one number at most: it bounds the work, however long the log is. */
const most = 10_000;

/**
 * A facet without a choice is counted under the whole filter, one with a choice under the others: its number is what
 * choosing another value would list. Changes that the actor may not read count nowhere.
 */
export const countChanges: OperationHandler<'countChanges'> = async (input, { services, permit }) => {
  const { config } = services.connections.get(input.connection);
  const filter = parseChangeFilter(input, config.id);
  const chosen = changeFacets.filter((facet) => filter[facet] !== undefined);
  const filters = [filter, ...chosen.map((facet): ChangeFilter => ({ ...filter, [facet]: undefined }))];
  const found = await services.changeLog.count(filters, most + 1);
  const [whole = [], ...others] = found.map((rows) =>
    rows.filter(({ bucket, key }) => permit.may('change.read', { connection: config.name, bucket, key })),
  );
  const isCut = found.some((rows) => sum(rows) > most);
  const tally = (facet: ChangeFacet): ChangeCounts['facets'][ChangeFacet] =>
    countValues(others[chosen.indexOf(facet)] ?? whole, facet);
  return {
    total: Math.min(sum(whole), most),
    facets: {
      actor: tally('actor'),
      action: tally('action'),
      outcome: tally('outcome'),
      bucket: tally('bucket'),
    },
    ...(isCut ? { newest: most } : {}),
  };
};

function sum(rows: readonly CountedChanges[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

function countValues(
  rows: readonly CountedChanges[],
  facet: ChangeFacet,
): ChangeCounts['facets'][ChangeFacet] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[facet], (counts.get(row[facet]) ?? 0) + row.count);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
