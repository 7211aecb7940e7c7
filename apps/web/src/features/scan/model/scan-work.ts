import type { AnswerOf } from '@signpost/api-contract';
import type { Work, WorkState } from '../../../shared/ui/parts/work-progress-model.ts';

type ScanReport = AnswerOf<'getScan'>;

/** How many keys had been read, with how many calls, at a time in milliseconds. */
export interface ScanSample {
  at: number;
  keys: number;
  calls: number;
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
  const read = first === undefined ? 0 : toRate(done - first.keys, now - first.at);
  return {
    state: cancelling && state === 'running' ? 'stopping' : state,
    done,
    ...(total === undefined || total < done || state === 'done' ? {} : { total }),
    ...(read > 0 ? { perSecond: read } : {}),
  };
}

/** Calls to OSS in a second since it was first looked at; undefined where it is too early to tell, and where none are made. */
export function toCallRate(
  { scan }: ScanReport,
  { first, now }: { first: ScanSample | undefined; now: number },
): number | undefined {
  const rate = first === undefined ? 0 : toRate(scan.calls - first.calls, now - first.at);
  return rate > 0 ? rate : undefined;
}

/** 0 where it is too early to tell. */
function toRate(count: number, ms: number): number {
  return ms < leastMs ? 0 : (count * 1000) / ms;
}

/** It goes on, now or when somebody says so. */
export function isUnderWay({ scan: { state } }: ScanReport): boolean {
  return state === 'running' || state === 'paused' || state === 'finishing';
}

/** What is told of a scan is older than what is shown: of a scan before it, or of fewer calls. */
export function isEarlier({ scan: told }: ScanReport, { scan: shown }: ScanReport): boolean {
  const [since, shownSince] = [told.beganAt ?? '', shown.beganAt ?? ''];
  return since < shownSince || (since === shownSince && told.calls < shown.calls);
}
