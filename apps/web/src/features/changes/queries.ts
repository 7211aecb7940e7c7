import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { isChangeOpen } from '../../shared/lib/change-standing.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

/** Milliseconds between two looks at a write whose outcome is open. */
const settlePace = 3000;

/** Which changes a page asks for. */
interface ChangeFilter {
  bucket?: string;
  key?: string;
  cursor?: string;
  /** Changes that were made together. */
  group?: string;
}

/** The filter behind an address of the list. */
export function toChangeFilter(shown: { bucket?: string; cursor?: string; group?: string }): ChangeFilter {
  const { bucket, cursor, group } = shown;
  return {
    ...(bucket === undefined ? {} : { bucket }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(group === undefined ? {} : { group }),
  };
}

export const changeQueries = {
  /** One change. While its outcome is unknown, asking makes the server look again. */
  one: (connection: string, id: string) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'one', id],
      queryFn: ({ signal }) => call('getChange', { query: { connection, id }, signal }),
      refetchInterval: ({ state: { data } }) =>
        data === undefined || isChangeOpen(data) ? settlePace : false,
    }),

  page: (connection: string, filter: ChangeFilter = {}) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'page', filter],
      queryFn: ({ signal }) =>
        call('listChanges', { query: { connection, ...filter, limit: '100' }, signal }),
      // The change log is ours: reading it costs no call to OSS, and others write to it. What a loader has just read serves its page.
      staleTime: 2_000,
      refetchOnWindowFocus: true,
      // The server goes on looking at what is open.
      refetchInterval: ({ state: { data } }) =>
        data?.items.some(isChangeOpen) === true ? settlePace : false,
    }),
};
