import type { Change } from '@signpost/api-contract';
import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../../shared/api/api-error.ts';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

/** Pages of the journal that are looked through for a request id. */
const maxPages = 20;
const pageSize = 500;

/** Longest text the index is asked for. */
const maxText = 1024;

export interface FoundChange {
  /** The change with this id, or whose write had this request id. */
  change: Change | undefined;
  /** How many changes were looked through. */
  looked: number;
  /** The journal goes on beyond them. */
  more: boolean;
}

export const paletteQueries = {
  /** Keys and targets that contain a text. Never asked with anything that came from behind a question mark of a URL. */
  search: (connection: string, text: string) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'search', text],
      queryFn: ({ signal }) =>
        call('search', { query: { connection, text: text.slice(0, maxText), limit: '20' }, signal }),
      enabled: text !== '',
      staleTime: 10_000,
    }),
  change: (connection: string, id: { kind: 'oss-request' | 'uuid'; id: string } | undefined) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'by-id', id?.kind, id?.id],
      queryFn: ({ signal }) =>
        id?.kind === 'uuid'
          ? findById(connection, id.id, signal)
          : findByRequest(connection, id?.id ?? '', signal),
      enabled: id !== undefined,
      staleTime: 0,
    }),
};

async function findById(connection: string, id: string, signal: AbortSignal): Promise<FoundChange> {
  try {
    return { change: await call('getChange', { query: { connection, id }, signal }), looked: 1, more: false };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'change-missing')
      return { change: undefined, looked: 0, more: false };
    throw error;
  }
}

/** The journal is not indexed by request id: it is read newest first until the write is found. */
async function findByRequest(
  connection: string,
  requestId: string,
  signal: AbortSignal,
): Promise<FoundChange> {
  let looked = 0;
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const query = { connection, limit: String(pageSize), ...(cursor === undefined ? {} : { cursor }) };
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const { items, nextCursor } = await call('listChanges', { query, signal });
    looked += items.length;
    const change = items.find((item) => item.ossRequestId?.toUpperCase() === requestId);
    if (change !== undefined) return { change, looked, more: false };
    if (nextCursor === undefined) return { change: undefined, looked, more: false };
    cursor = nextCursor;
  }
  return { change: undefined, looked, more: true };
}
