import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { queryScope } from '../api/query-scope.ts';
import type { BucketRef } from '../lib/key-ref.ts';
import { staleAfterWrite } from './write-effect.ts';

/** Milliseconds between two looks at a scan that is read, and at one that another console may go on with. */
const running = 1000;
const resting = 5000;

export const scanQueries = {
  /** The scan of one bucket, on whichever console it is made. Costs no call to OSS but for an estimate. */
  report: ({ connection, bucket }: BucketRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'scan', bucket],
      queryFn: ({ signal }) => call('getScan', { query: { connection, bucket }, signal }),
      staleTime: 0,
      refetchInterval: ({ state: { data } }) =>
        data?.scan.state === 'running' || data?.scan.state === 'finishing' ? running : resting,
      meta: staleAfterWrite({ connection }),
    }),
  /** What can feed a scan of it. Costs calls to OSS for each inventory: asked once for a dialog. */
  sources: ({ connection, bucket }: BucketRef) =>
    queryOptions({
      queryKey: [...queryScope.index(connection), 'scan-sources', bucket],
      queryFn: ({ signal }) => call('listScanSources', { query: { connection, bucket }, signal }),
      staleTime: 60_000,
      meta: { write: { kind: 'kept', reason: 'no write to a key changes what can feed a scan' } },
    }),
};
