import type { QueryOf } from '@signpost/api-contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import { isChangeOpen } from '../lib/change-standing.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Which changes are asked for. */
type ChangeFilter = Omit<QueryOf<'listChanges'>, 'connection'>;

/** Milliseconds between two reads of a list in which the outcome of a write is open. */
const listPollMs = 3000;

/** Questions to the change log, at no call to OSS. */
export const changeQueries = {
  page: (connection: string, filter: ChangeFilter = {}) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'page', filter],
      queryFn: ({ signal }) =>
        call('listChanges', { query: { connection, limit: '100', ...filter }, signal }),
      // Others write to it. What a loader has just read serves its page.
      staleTime: 2_000,
      refetchOnWindowFocus: true,
      // The server goes on looking at what is open.
      refetchInterval: ({ state: { data } }) =>
        data?.items.some(isChangeOpen) === true ? listPollMs : false,
      meta: staleAfterWrite({ connection }),
    }),
};
