import type { Coverage } from '@signpost/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { indexQueries } from '../../shared/queries/index-queries.ts';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import { refreshIndex } from '../../shared/api/refresh-index.ts';
import { findEnded, mergeProgress } from './model/scan-progress.ts';

/** How far the buckets have been read, and the way to read one. */
export interface IndexScan {
  coverages: readonly Coverage[];
  /** With `headers` it also compares those of links and targets. */
  read: (bucket: string, options?: { headers?: boolean }) => void;
  /** The bucket whose reading is being asked for. */
  asking: string | undefined;
  /** A scan that could not be started. */
  refused: { bucket: string; error: unknown } | undefined;
}

/**
 * Follows running scans, with growing pauses, and makes what the index says stale when one ends.
 * Nothing is asked while none is under way.
 */
export function useIndexScan(connection: string, known: readonly Coverage[]): IndexScan {
  const queryClient = useQueryClient();
  const underWay = known.some(({ state }) => state === 'scanning');
  const polled = useQuery({
    ...indexQueries.coverage(connection),
    enabled: underWay,
  });
  const answers = polled.data?.items ?? [];
  const ended = findEnded(known, answers).join(' ');
  useEffect(() => {
    if (ended !== '') void queryClient.invalidateQueries({ queryKey: queryScope.index(connection) });
  }, [ended, connection, queryClient]);

  const start = useMutation({
    mutationFn: ({ bucket, headers }: { bucket: string; headers: boolean }) =>
      call('startScan', { body: { connection, bucket, ...(headers ? { headers } : {}) } }),
    onSuccess: () => refreshIndex(queryClient, connection),
  });
  return {
    coverages: mergeProgress(known, answers),
    read: (bucket, { headers = false } = {}) => start.mutate({ bucket, headers }),
    asking: start.isPending ? start.variables.bucket : undefined,
    refused: start.isError ? { bucket: start.variables.bucket, error: start.error } : undefined,
  };
}
