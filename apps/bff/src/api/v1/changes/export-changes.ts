import type { Change } from '@signpost/api-contract';
import { changeCsvHead, formatChangeCsvRow } from '../../../changes/change-csv.ts';
import type { ChangeFilter } from '../../../changes/change-log.ts';
import { toFileAnswer, toGivenDetails } from '../../file-answer.ts';
import type { OperationContext, OperationHandler } from '../../operation.ts';
import { parseChangeFilter } from '../../parse-change-filter.ts';
import { readChanges } from '../../read-changes.ts';

const pageSize = 500;

/** Every change that the filter lets through when the export begins, and no cap: it is read page by page as it is sent. */
export const exportChanges: OperationHandler<'exportChanges'> = async (input, context) => {
  const { config } = context.services.connections.get(input.connection);
  const { format, ...asked } = input;
  const filter = parseChangeFilter(asked, config.id);
  const day = context.services.now().toISOString().slice(0, 10);
  const name = `changes-${input.bucket ?? config.name}-${day}`;
  const { bucket, key, connection: _, ...filters } = asked;
  const event = {
    action: 'export.changes',
    connection: config.name,
    bucket,
    key,
    ...toGivenDetails(filters),
  };
  return toFileAnswer(context, { name, format, event }, () => {
    const changes = readAll(context, { name: config.name, filter });
    return format === 'csv' ? toCsv(changes) : toJsonLines(changes);
  });
};

async function* readAll(
  context: OperationContext,
  about: { name: string; filter: ChangeFilter },
): AsyncGenerator<readonly Change[]> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await readChanges(context, { ...about, page: { cursor, limit: pageSize } });
    if (items.length > 0) yield items;
    cursor = nextCursor;
  } while (cursor !== undefined);
}

async function* toCsv(changes: AsyncIterable<readonly Change[]>): AsyncGenerator<string> {
  yield changeCsvHead;
  for await (const page of changes) yield page.map(formatChangeCsvRow).join('');
}

async function* toJsonLines(changes: AsyncIterable<readonly Change[]>): AsyncGenerator<string> {
  for await (const page of changes) yield page.map((change) => `${JSON.stringify(change)}\n`).join('');
}
