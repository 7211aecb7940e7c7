import type { QueryOf } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import { staleAfterWrite } from './write-effect.ts';

/** How many changes each choice of a filter would list. Apart from the list's query, which is part of the first load. */
export const changeCountQueries = {
  counts: (connection: string, filter: Omit<QueryOf<'countChanges'>, 'connection'>) =>
    queryOptions({
      queryKey: [...queryScope.changes(connection), 'counts', filter],
      queryFn: ({ signal }) => call('countChanges', { query: { connection, ...filter }, signal }),
      staleTime: 2_000,
      // The choices stay where they are while the numbers of another filter are asked for.
      placeholderData: keepPreviousData,
      meta: staleAfterWrite({ connection }),
    }),
};
