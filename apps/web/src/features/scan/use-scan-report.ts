import type { AnswerOf } from '@signpost/api-contract';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { toOperationUrl } from '../../shared/api/call.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { scanQueries } from '../../shared/queries/scan-queries.ts';
import { followEvents } from '../../shared/streams/follow-events.ts';
import { isEarlier, isUnderWay } from './model/scan-work.ts';

type ScanReport = AnswerOf<'getScan'>;

/** The scan of a bucket as it is: told by the server while it is under way, asked for where events do not come through. */
export function useScanReport({ connection, bucket }: BucketRef): UseQueryResult<ScanReport> {
  const queryClient = useQueryClient();
  const [isLive, setLive] = useState(false);
  const query = scanQueries.report({ connection, bucket });
  const report = useQuery({ ...query, ...(isLive ? { refetchInterval: false } : {}) });
  const follows = report.data !== undefined && isUnderWay(report.data);
  useEffect(() => {
    if (!follows) return undefined;
    const leaving = new AbortController();
    const { queryKey } = scanQueries.report({ connection, bucket });
    const onEvent = (data: unknown): void => {
      const told = data as ScanReport;
      const shown = queryClient.getQueryData(queryKey);
      // What a proxy held back comes after an answer that knows more.
      if (shown !== undefined && isEarlier(told, shown)) return;
      // An answer on its way may know less.
      void queryClient.cancelQueries({ queryKey, exact: true });
      queryClient.setQueryData(queryKey, told);
    };
    void followEvents(toOperationUrl('watchScan', { connection, bucket }), {
      signal: leaving.signal,
      onEvent,
      onLive: setLive,
    });
    return () => {
      leaving.abort();
      setLive(false);
    };
  }, [follows, connection, bucket, queryClient]);
  return report;
}
