import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { isChangeOpen } from '../../shared/lib/change-standing.ts';
import { queryScope } from '../../shared/api/query-scope.ts';

/** Milliseconds between two reads of a write whose outcome is open. */
const outcomePollMs = 3000;

/** Which changes a page asks for. */
interface ChangeFilter {
  bucket?: string;
  key?: string;
  cursor?: string;
  /** The change to begin with. */
  from?: string;
}

/** The question behind an address of the list. What was written together is a run of the change log, whatever else it is narrowed to. */
export function toChangeFilter(shown: { bucket?: string; cursor?: string; group?: string }): ChangeFilter {
  const { bucket, cursor, group } = shown;
  if (group !== undefined) return { from: group };
  return { ...(bucket === undefined ? {} : { bucket }), ...(cursor === undefined ? {} : { cursor }) };
}

export const changeQueries = {
  /** One change. While its outcome is unknown, asking makes the server look again. */
  one: (connection: string, id: string) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'one', id],
      queryFn: ({ signal }) => call('getChange', { query: { connection, id }, signal }),
      refetchInterval: ({ state: { data } }) =>
        data === undefined || isChangeOpen(data) ? outcomePollMs : false,
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
        data?.items.some(isChangeOpen) === true ? outcomePollMs : false,
    }),
};
