import type { KeyView, PreflightBody, WriteView } from '@signpost/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef, KeyRef } from '../lib/key-ref.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Questions about one key that the server answers by asking OSS. Apart from the list's, which are part of the first load. */
export const keyQueries = {
  /** What the inspector shows of one key. A write reads the same key anew before it is sent. */
  view: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'view', key],
      queryFn: ({ signal }) => call('getObject', { query: { connection, bucket, key }, signal }),
      staleTime: 15_000,
      meta: staleAfterWrite<KeyView>(
        { connection, bucket },
        (written, view) => written === key || (view !== undefined && leadsTo(view, written)),
      ),
    }),

  /** Tags, or the class of a link: a call of its own, made when somebody opens the row. */
  part: ({ connection, bucket, key }: KeyRef, part: 'tags' | 'storageClass') =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'part', key, part],
      queryFn: ({ signal }) => call('getObjectPart', { query: { connection, bucket, key, part }, signal }),
      staleTime: 15_000,
      meta: {
        write: { kind: 'discard', scope: { connection, bucket }, affects: (written) => written === key },
      },
    }),

  /** The newest versions of a key; where the bucket never kept any, OSS is not asked. */
  versions: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'versions', key],
      queryFn: ({ signal }) => call('listKeyVersions', { query: { connection, bucket, key }, signal }),
      staleTime: 15_000,
      meta: staleAfterWrite({ connection, bucket }, (written) => written === key),
    }),

  /** What others changed at a key, as far as scans and looks found it. Reading the key may find more. */
  outsideChanges: ({ connection, bucket, key }: KeyRef) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'outside-changes', key],
      queryFn: ({ signal }) => call('listOutsideChanges', { query: { connection, bucket, key }, signal }),
      staleTime: 2_000,
      refetchOnWindowFocus: true,
      meta: staleAfterWrite({ connection, bucket }, (written) => written === key),
    }),

  /** The request that writes a link as it is, as pre-flight formats it. */
  writeRequest: ({ connection, bucket, key }: KeyRef, target: string) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'write-request', key, target],
      queryFn: async ({ signal }) => {
        const body: PreflightBody = { action: 'repoint', connection, bucket, key, target };
        return (await call('preflight', { body, signal })).formats;
      },
      staleTime: 15_000,
      meta: {
        write: { kind: 'discard', scope: { connection, bucket }, affects: (written) => written === key },
      },
    }),

  /** Who can read through a link. Asked by a person only; `state` makes another link another question. */
  readers: ({ connection, bucket, key }: KeyRef, state: KeyView['state']) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'readers', key, state],
      queryFn: ({ signal }) => call('tryReaders', { query: { connection, bucket, key }, signal }),
      enabled: false,
      staleTime: Infinity,
      retry: false,
      // The answer does not say what was read: any write to the bucket may have been to the target.
      meta: { write: { kind: 'discard', scope: { connection, bucket } } },
    }),

  /**
   * What a write would do. Asked anew whenever the dialog comes back into view: others write too.
   * @param seen the key as it was read for another target of the same dialog
   */
  preflight: (
    { connection, bucket }: BucketRef,
    body: PreflightBody,
    seen: () => Pick<WriteView, 'token'> | undefined = () => undefined,
  ) =>
    queryOptions({
      queryKey: [...queryScope.bucket(connection, bucket), 'preflight', body],
      queryFn: ({ signal }) => call('preflight', { body: withToken(body, seen()), signal }),
      staleTime: 0,
      gcTime: 0,
      refetchOnWindowFocus: 'always',
      placeholderData: keepPreviousData,
      meta: { write: { kind: 'kept', reason: 'not cached; the write compares the key with what was seen' } },
    }),
};

function withToken(body: PreflightBody, seen: Pick<WriteView, 'token'> | undefined): PreflightBody {
  const isTyped = body.action === 'create' || body.action === 'repoint';
  return isTyped && seen !== undefined ? { ...body, token: seen.token } : body;
}

/** Whether readers of the key pass through another key on their way to the bytes. */
function leadsTo({ link }: KeyView, key: string): boolean {
  if (link === undefined) return false;
  const { key: target, state } = link.target;
  const next = state.found === 'link' ? [state.target, state.final] : [];
  return target === key || next.includes(key) || (state.found === 'object' && state.readAs === key);
}
