import type { Change } from '@signpost/api-contract';
import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../../shared/api/api-error.ts';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

/** Longest text the index is asked for. */
const maxText = 1024;

/** What was found for an id; no change where the change log has none of it. */
export interface FoundChange {
  change: Change | undefined;
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
    return { change: await call('getChange', { query: { connection, id }, signal }) };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'change-missing') return { change: undefined };
    throw error;
  }
}

async function findByRequest(
  connection: string,
  requestId: string,
  signal: AbortSignal,
): Promise<FoundChange> {
  const { items } = await call('listChanges', { query: { connection, requestId, limit: '1' }, signal });
  return { change: items[0] };
}
