import type { QueryOf } from '@signpost/api-contract';
import { queryOptions } from '@tanstack/react-query';
import { callAccount } from '../api/call-account.ts';

/** The beginning of the key of everything that is asked about accounts: a change to one makes all of it stale. */
export const accountKey = ['account'] as const;

const meta = { write: { kind: 'kept', reason: 'no write to a key changes who may do what' } } as const;

/** What the pages of accounts ask for. */
export const accountQueries = {
  session: () =>
    queryOptions({
      queryKey: [...accountKey, 'session'] as const,
      queryFn: ({ signal }) => callAccount('getSession', { signal }),
      meta,
      staleTime: 60_000,
    }),
  sessions: () =>
    queryOptions({
      queryKey: [...accountKey, 'sessions'] as const,
      queryFn: ({ signal }) => callAccount('listSessions', { signal }),
      meta,
    }),
  users: () =>
    queryOptions({
      queryKey: [...accountKey, 'users'] as const,
      queryFn: ({ signal }) => callAccount('listUsers', { signal }),
      meta,
    }),
  groups: () =>
    queryOptions({
      queryKey: [...accountKey, 'groups'] as const,
      queryFn: ({ signal }) => callAccount('listGroups', { signal }),
      meta,
    }),
  grants: () =>
    queryOptions({
      queryKey: [...accountKey, 'grants'] as const,
      queryFn: ({ signal }) => callAccount('listGrants', { signal }),
      meta,
    }),
  tokens: () =>
    queryOptions({
      queryKey: [...accountKey, 'tokens'] as const,
      queryFn: ({ signal }) => callAccount('listTokens', { signal }),
      meta,
    }),
  /** Settings of connections, which hold no secrets. */
  connections: () =>
    queryOptions({
      queryKey: [...accountKey, 'connections'] as const,
      queryFn: ({ signal }) => callAccount('listConnectionSettings', { signal }),
      meta,
    }),
  /** Asked anew each time: what somebody may do is no matter for an old answer. */
  access: (query: QueryOf<'reviewAccess'>) =>
    queryOptions({
      queryKey: [...accountKey, 'access', query] as const,
      queryFn: ({ signal }) => callAccount('reviewAccess', { query, signal }),
      meta,
      staleTime: 0,
    }),
};
