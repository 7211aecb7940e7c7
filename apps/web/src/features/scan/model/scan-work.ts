import type { AnswerOf } from '@signpost/api-contract';
import type { Work, WorkState } from '../../../shared/ui/parts/work-progress-model.ts';

type ScanReport = AnswerOf<'getScan'>;

/** How many keys had been read at a time, in milliseconds. */
export interface ScanSample {
  at: number;
  keys: number;
}

const states: Partial<Record<ScanReport['scan']['state'], WorkState>> = {
  running: 'running',
  finishing: 'running',
  paused: 'paused',
  cancelled: 'stopped',
};

/** A rate over less time than this would jump about. */
const leastMs = 2000;

/** How far a scan has come. The number of keys is an estimate: once more are read, nobody can tell how many are left. */
export function toScanWork(
  { scan, coverage }: ScanReport,
  { first, now, cancelling }: { first: ScanSample | undefined; now: number; cancelling: boolean },
): Work {
  const done = scan.keys ?? 0;
  const state = states[scan.state] ?? 'done';
  const total = coverage.estimatedKeys;
  const read = first === undefined ? 0 : done - first.keys;
  const ms = first === undefined ? 0 : now - first.at;
  return {
    state: cancelling && state === 'running' ? 'stopping' : state,
    done,
    ...(total === undefined || total < done || state === 'done' ? {} : { total }),
    ...(ms < leastMs || read <= 0 ? {} : { perSecond: (read * 1000) / ms }),
  };
}
