import type { AnswerOf } from '@signpost/api-contract';
import { command, parseChoice, type CommandCall } from '../command.ts';
import { findConnection } from '../find-connection.ts';
import { timeoutOption } from '../follow-plan.ts';
import { followScan } from '../follow-scan.ts';
import { pickSource, sourceKinds, toCosts, type ScanSource, type SourceKind } from '../scan-sources.ts';
import {
  formatEstimate,
  formatScan,
  formatScanProblem,
  isOpen,
  toExitCode,
  type Estimate,
  type ScanReport,
} from '../scan-text.ts';
import { exitCodes, type ExitCode } from '../terminal.ts';
import { toJson } from '../visible.ts';

const options = {
  source: { value: 'SOURCE', about: 'list (default) of all keys, inventory, or meta-query: links only' },
  headers: { about: 'compare the headers of links and targets, too: two calls more for each link' },
  estimate: { about: 'only say what a scan costs, by source' },
  'no-wait': { about: 'begin it, and do not follow it' },
  ...timeoutOption,
} as const;
type ScanCall = CommandCall<typeof options>;

interface Place {
  connection: string;
  bucket: string;
}

export const scan = command({
  name: 'scan',
  summary: 'read a bucket into the index of the console, or follow the scan under way, to its end',
  args: ['BUCKET'],
  options,
  notes: [
    'A scan that is paused goes on. Ctrl-C ends the following, not the scan.',
    'Of several inventories the newest that can be used is taken; --estimate looks them up, at a few calls to OSS.',
    'Exit code 0: scanned, or with --no-wait begun; 3: paused meanwhile; 1: error, cancelled, cut short,',
    'or no longer followed.',
  ],
  async run(call) {
    const [bucket = ''] = call.args;
    const kind = parseChoice('source', call.options.source ?? 'list', sourceKinds);
    const place = { connection: await findConnection(call), bucket };
    if (call.options.estimate === true) return printEstimate(call, place);
    const begun = await begin(call, place, kind);
    if (call.options['no-wait'] === true) {
      print(call, begun, formatScan);
      return exitCodes.done;
    }
    return follow(call, place, begun);
  },
});

/** Starts a scan, or joins the one that is not over. */
async function begin(call: ScanCall, place: Place, kind: SourceKind): Promise<ScanReport> {
  const { api, options: values, terminal } = call;
  const headers = values.headers === true;
  const before = await api.call('getScan', { query: place });
  const isJoined = isOpen(before);
  if (isJoined) terminal.stderr.write(formatJoined(before, values.source === undefined ? undefined : kind));
  if (isJoined && before.scan.state !== 'paused' && !headers) return before;
  // A scan that is not over goes on with its own source: nobody looks for another.
  const source: ScanSource =
    isJoined || kind === 'list'
      ? { kind: 'list' }
      : pickSource(place.bucket, kind, await api.call('listScanSources', { query: place }));
  await api.call('startScan', { body: { ...place, source, headers } });
  return api.call('getScan', { query: place });
}

function formatJoined({ scan: { state, beganAt, ...begun } }: ScanReport, wanted?: SourceKind): string {
  const source: SourceKind = begun.source ?? 'list';
  const other = wanted === undefined || wanted === source ? '' : `, from ${source} as it was begun`;
  const what = state === 'paused' ? 'goes on with the paused scan' : 'joins the scan';
  return `signpost: ${what} of ${beganAt}${other}\n`;
}

async function follow(call: ScanCall, place: Place, begun: ScanReport): Promise<ExitCode> {
  const { options: values, terminal } = call;
  const { report, end } = await followScan(call, begun, { place, timeout: values.timeout });
  if (end === 'over') {
    print(call, report, formatScan);
    terminal.stderr.write(formatScanProblem(report));
    return toExitCode(report);
  }
  const why = end === 'timeout' ? 'the time is over' : 'interrupted';
  terminal.stderr.write(
    `signpost: ${why}, and the scan goes on: signpost scan ${place.bucket} follows it again\n`,
  );
  return exitCodes.error;
}

async function printEstimate(call: ScanCall, place: Place): Promise<ExitCode> {
  const { api, options: values } = call;
  const headers = values.headers === true;
  const { coverage } = await api.call('getScan', { query: place });
  const { estimatedKeys, estimatedMost = 0, estimatedMostWithHeaders = 0, callsPerSecond } = coverage;
  // That one is known without a look at the others, which only those may take who see the whole bucket.
  const found: AnswerOf<'listScanSources'> =
    values.source === 'list'
      ? {
          list: { calls: coverage.estimatedCalls, most: coverage.estimatedMost },
          inventories: [],
          metaQuery: { state: 'closed' },
        }
      : await api.call('listScanSources', { query: place });
  const costs = toCosts(found, headers ? estimatedMostWithHeaders - estimatedMost : 0);
  const estimate: Estimate = {
    ...place,
    keys: estimatedKeys,
    callsPerSecond,
    headers,
    sources: costs.filter(({ source }) => values.source === undefined || source === values.source),
  };
  print(call, estimate, formatEstimate);
  if (found.inventoriesDenied === true && values.source !== 'meta-query')
    call.terminal.stderr.write('signpost: the console may not list the inventories of the bucket\n');
  return exitCodes.done;
}

function print<T>({ output, terminal }: ScanCall, value: T, format: (value: T) => string): void {
  terminal.stdout.write(
    output === 'table' ? format(value) : `${toJson(value, output === 'json' ? 2 : undefined)}\n`,
  );
}
