import type { AnswerOf, Scan } from '@signpost/api-contract';
import { openLinkIndex } from '../link-index/memory-link-index.ts';
import { restrictIndexes } from '../link-index/restrict-indexes.ts';
import type { StoredScan } from '../link-index/scan-store.ts';
import type { StoredSchedule } from '../link-index/schedule-store.ts';
import { estimateScan } from './estimate-scan.ts';
import type { OperationContext } from './operation.ts';

/** The scan of a bucket as it is kept, whichever console makes it, beside what is known of the bucket. */
export async function answerScan(
  { connection: name, bucket }: { connection: string; bucket: string },
  { services, permit }: Pick<OperationContext, 'services' | 'permit'>,
): Promise<AnswerOf<'getScan'>> {
  const connection = services.connections.get(name);
  const stored = await connection.indexes.storedScan(bucket);
  const index = openLinkIndex(connection, permit);
  const coverage = await estimateScan(index, { connection, coverage: await index.coverage(bucket) });
  const scheduled = await connection.schedules.get(bucket);
  const { callsPerSecond } = connection;
  return {
    scan: toScan(stored, restrictIndexes(connection, permit).isWhole(bucket)),
    coverage: callsPerSecond === undefined ? coverage : { ...coverage, callsPerSecond },
    ...(scheduled === undefined ? {} : { schedule: toSchedule(scheduled) }),
  };
}

function toSchedule({ schedule, nextRun, setBy, setAt }: StoredSchedule): AnswerOf<'getScan'>['schedule'] {
  return { schedule, nextRun, setBy, setAt };
}

/** Parts name keys, and their sums tell of them: who may not see every key is told of neither. */
function toScan(stored: StoredScan | undefined, seesAll: boolean): Scan {
  if (stored === undefined) return { state: 'none', calls: 0, headers: false };
  const { state, since, comparesHeaders, progress } = stored;
  const scan = {
    state,
    beganAt: new Date(since).toISOString(),
    calls: progress.calls,
    headers: comparesHeaders,
    ...(progress.source === undefined ? {} : { source: progress.source.kind }),
  };
  if (!seesAll) return scan;
  const keys = progress.parts.reduce((sum, part) => sum + part.keys, 0);
  if (progress.source !== undefined) return { ...scan, keys };
  return {
    ...scan,
    keys,
    parts: progress.parts.map(({ after, upTo, at, keys: found, done }) => ({
      after,
      upTo,
      at,
      keys: found,
      done,
    })),
  };
}
