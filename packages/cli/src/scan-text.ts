import type { AnswerOf } from '@signpost/api-contract';
import { advice } from './advice.ts';
import type { ProgressStep } from './progress.ts';
import { toName, type SourceCost } from './scan-sources.ts';
import { exitCodes, type ExitCode } from './terminal.ts';
import { safeLine, toColumns } from './visible.ts';

export type ScanReport = AnswerOf<'getScan'>;

const openStates: ReadonlySet<ScanReport['scan']['state']> = new Set(['running', 'paused', 'finishing']);
export const isOpen = ({ scan }: ScanReport): boolean => openStates.has(scan.state);

/** Nothing more happens by itself. The console that makes a scan tells a moment after its end how it went. */
export const isOver = (report: ScanReport): boolean =>
  report.scan.state === 'paused' || (!isOpen(report) && report.coverage.state !== 'scanning');

/** What the end of a scan means to a pipeline. */
export function toExitCode({ scan, coverage }: ScanReport): ExitCode {
  if (scan.state === 'paused') return exitCodes.waiting;
  if (scan.state === 'cancelled' || scan.state === 'none') return exitCodes.error;
  // What was known before may still be whole: it is this scan that did not come to its end.
  if (coverage.problem !== undefined || coverage.state === 'failed') return exitCodes.error;
  return coverage.why === 'cut' || coverage.why === 'forbidden' ? exitCodes.error : exitCodes.done;
}

/** What is known of the bucket after a scan, or while it goes on. */
export function formatScan(report: ScanReport): string {
  const { scan, coverage } = report;
  const { why } = coverage;
  const isEnded = scan.state === 'ended';
  const keys = isEnded ? coverage.keys : scan.keys;
  const more = coverage.state === 'elsewhere' ? 'elsewhere' : why;
  const state = isEnded ? `${coverage.state}${more === undefined ? '' : ` (${meaning[more]})`}` : scan.state;
  return toColumns([
    ['bucket', coverage.bucket],
    ['scan', state],
    ['source', scan.source ?? 'list'],
    ['headers', scan.headers ? 'compared' : 'not compared'],
    ...(keys === undefined ? [] : [['keys', String(keys)]]),
    ['calls', String(isEnded ? coverage.calls : scan.calls)],
    ...(scan.beganAt === undefined ? [] : [['began at', scan.beganAt]]),
    ...(coverage.scannedAt === undefined ? [] : [['known as of', coverage.scannedAt]]),
    ...(coverage.linksAt === undefined ? [] : [['links as of', coverage.linksAt]]),
  ]);
}

const meaning: Record<NonNullable<ScanReport['coverage']['why']> | 'elsewhere', string> = {
  elsewhere: 'another console on the same database holds what it found',
  bound: 'it ended at the most keys that the console holds of a bucket',
  cut: 'it was cut short',
  forbidden: 'not all of it may be read',
  links: 'links and their targets only',
};

/** Why a scan did not come to its end, and what to do; nothing where it did. */
export function formatScanProblem({ scan, coverage: { bucket, problem } }: ScanReport): string {
  if (scan.state === 'paused')
    return `signpost: the scan of ${bucket} is paused: signpost scan ${bucket} goes on with it\n`;
  if (scan.state === 'cancelled') return `signpost: the scan of ${bucket} was cancelled\n`;
  if (problem === undefined) return '';
  const todo = (advice as Readonly<Record<string, string | undefined>>)[problem.code];
  return [
    `signpost: the scan of ${bucket} did not come to its end (${safeLine(problem.code)})\n`,
    ...(problem.later === true ? ['  what was known before stays\n'] : []),
    ...(todo === undefined ? [] : [`  What to do: ${todo}\n`]),
    ...(problem.ossRequestId === undefined
      ? []
      : [`  request id of OSS: ${safeLine(problem.ossRequestId)}\n`]),
  ].join('');
}

/** How many keys were read when it was first looked at. */
export interface ScanSample {
  /** Milliseconds. */
  at: number;
  keys: number;
}

/** A rate over less time than this would jump about. */
const leastMs = 2000;

/** How far a scan is. The number of keys is an estimate: once more are read, nobody can tell how many are left. */
export function toScanStep({ scan, coverage }: ScanReport, first: ScanSample, now: number): ProgressStep {
  const { keys } = scan;
  const all = coverage.estimatedKeys;
  const isKnown = keys !== undefined && all !== undefined && all >= keys && scan.state !== 'ended';
  const passed = now - first.at;
  const rate = keys === undefined || passed < leastMs ? 0 : (keys - first.keys) / passed;
  const secondsLeft = isKnown && rate > 0 ? Math.ceil((all - keys) / rate / 1000) : undefined;
  const parts = [
    `scan of ${coverage.bucket} ${scan.state}`,
    ...(keys === undefined ? [] : [`${keys}${isKnown ? ` of about ${all}` : ''} keys`]),
    `${scan.calls} ${scan.calls === 1 ? 'call' : 'calls'}`,
    ...(secondsLeft === undefined || scan.state !== 'running' ? [] : [`about ${secondsLeft} s left`]),
    ...(coverage.waits === undefined ? [] : [`held up by ${safeLine(coverage.waits.code)}`]),
  ];
  return {
    state: `${scan.state} ${coverage.waits?.code ?? ''}`,
    text: parts.join(', '),
    share: scan.state === 'ended' ? 1 : isKnown && all > 0 ? keys / all : 0,
    failed: coverage.waits !== undefined,
  };
}

export interface Estimate {
  connection: string;
  bucket: string;
  /** About how many, old versions included; absent where OSS did not tell. */
  keys?: number | undefined;
  /** Calls to OSS that the console makes each second at most. */
  callsPerSecond?: number | undefined;
  /** Headers of links and targets are compared, too. */
  headers: boolean;
  sources: SourceCost[];
}

export function formatEstimate({ bucket, keys, callsPerSecond, headers, sources }: Estimate): string {
  const size = keys === undefined ? 'nobody knows how many keys' : `about ${keys} keys`;
  const pace = callsPerSecond === undefined ? '' : `, at most ${callsPerSecond} calls a second`;
  return [
    `${bucket}: ${size}${pace}${headers ? ', headers compared' : ''}\n`,
    toColumns([
      ['SOURCE', 'CALLS', 'AT MOST', 'NOTE'],
      ...sources.map((cost) => [toName(cost), ...toNumbers(cost), toNote(cost)]),
    ]),
  ].join('');
}

const toNumbers = ({ calls, most, unusable }: SourceCost): string[] =>
  [calls, most].map((count) => (unusable === undefined ? String(count ?? '?') : '-'));

function toNote({ unusable, createdAt, files, bytes }: SourceCost): string {
  if (unusable !== undefined) return `cannot be used: ${safeLine(unusable)}`;
  return createdAt === undefined ? '' : `as of ${createdAt}, ${files} files, ${bytes} bytes, read twice`;
}
