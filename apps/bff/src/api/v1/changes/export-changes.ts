import { Readable } from 'node:stream';
import type { Change } from '@signpost/api-contract';
import { changeCsvHead, formatChangeCsvRow } from '../../../changes/change-csv.ts';
import type { ChangeFilter } from '../../../changes/change-log.ts';
import { toAttachment } from '../../../objects/content-disposition.ts';
import type { OperationContext, OperationHandler } from '../../operation.ts';
import { parseChangeFilter } from '../../parse-change-filter.ts';
import { readChanges } from '../../read-changes.ts';

const pageSize = 500;

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' };

/** Every change that the filter lets through when the export begins, and no cap: it is read page by page as it is sent. */
export const exportChanges: OperationHandler<'exportChanges'> = async (input, context) => {
  const { config } = context.services.connections.get(input.connection);
  const { format, ...asked } = input;
  const filter = parseChangeFilter(asked, config.id);
  const changes = readAll(context, { name: config.name, filter });
  const lines = format === 'csv' ? toCsv(changes) : toJsonLines(changes);
  const day = context.services.now().toISOString().slice(0, 10);
  return {
    status: 200,
    headers: {
      'content-type': types[format],
      'content-disposition': toAttachment(`changes-${input.bucket ?? config.name}-${day}.${format}`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    ...(context.headOnly ? {} : { body: Readable.from(lines) }),
  };
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
