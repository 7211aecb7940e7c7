import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { duel } from '../measure/duel.ts';
import { createAliOss } from '../peers/ali-oss.ts';
import { connectConsole, type ConsoleApi } from '../peers/console-api.ts';
import { openConsoleDatabase } from '../peers/console-database.ts';
import { startBff } from '../processes/bff.ts';
import { isLinkIndex, keyOf } from '../processes/fill-bucket.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import { formatNumber } from '../report/table.ts';
import type { Benchmark, Context } from './benchmark.ts';

const bucket = 'scanned';
const prefix = 'keys/';
const linkEvery = 20;
/** Calls for links that both sides have in flight. */
const inFlight = 8;
const scope = { connection: 'default', bucket };

interface Coverage {
  state: string;
  keys: number;
  calls: number;
}

/** How long a bucket takes to be known, with what the console keeps of it, and how long its answers then take. */
export const scanBenchmark: Benchmark = async (context) => {
  const keys = context.scale.manyKeys;
  const oss = await startOss({ buckets: [{ bucket, prefix, keys, linkEvery }] });
  const dataFolder = mkdtempSync(path.join(context.folder, 'bff-'));
  const bff = await startBff({ endpoint: oss.ready.url, dataFolder });
  const api = connectConsole(bff.ready.url, 1);
  try {
    const { peakRss: before } = await bff.usage();
    const began = performance.now();
    const coverage = await scan(api);
    const ours = performance.now() - began;
    const { peakRss } = await bff.usage();
    const peer = await timeLoop(oss.ready.url);
    const links = keys / linkEvery;
    const size = `${keys.toLocaleString('en-US')} keys, ${links.toLocaleString('en-US')} links`;
    const rows: Row[] = [
      {
        what: `scan of ${size}`,
        value: peer / ours,
        unit: '×',
        aim: { kind: 'at-least', value: 3 },
        ours: `${formatNumber(ours / 1000)} s, ${coverage.calls.toLocaleString('en-US')} calls`,
        peer: `${formatNumber(peer / 1000)} s`,
      },
      {
        what: `memory of the console at most, more than before the scan`,
        value: (peakRss - before) / 1e6,
        unit: 'MB',
      },
      ...(await timeAnswers(context, { api, dataFolder, links })),
    ];
    return {
      rows,
      notes: [
        `The peer lists the bucket page after page and asks for the target of each link, ${String(inFlight)} at a time, as a script would. The console looks up as many at a time, and keeps what it found in its database on the same machine.`,
        'Answers are compared with one read of a row by its key in that database.',
      ],
    };
  } finally {
    await api.close();
    await bff.stop();
    await oss.stop();
  }
};

async function scan(api: ConsoleApi): Promise<Coverage> {
  await api.write('POST', '/api/v1/index/scan', { body: scope });
  for (;;) {
    const { items } = await api.get<{ items: Coverage[] }>('/api/v1/index', scope);
    const [coverage] = items;
    if (coverage?.state === 'complete') return coverage;
    if (coverage?.state !== 'scanning') throw new Error(`The scan ended as ${String(coverage?.state)}.`);
    await pause(100);
  }
}

/** @returns milliseconds of a loop that lists and looks up links */
async function timeLoop(endpoint: string): Promise<number> {
  const client = createAliOss(endpoint, bucket);
  const began = performance.now();
  let token: string | undefined;
  do {
    const query = { 'max-keys': '1000', ...(token === undefined ? {} : { 'continuation-token': token }) };
    const page = (await client.listV2(query, {})) as {
      objects: { name: string; type: string }[];
      nextContinuationToken?: string | null;
    };
    const links = page.objects.filter(({ type }) => type === 'Symlink').values();
    const work = async (): Promise<void> => {
      for (const { name } of links) await client.getSymlink(name);
    };
    await Promise.all(Array.from({ length: inFlight }, work));
    token = page.nextContinuationToken ?? undefined;
  } while (token !== undefined);
  return performance.now() - began;
}

async function timeAnswers(
  { scale }: Context,
  { api, dataFolder, links }: { api: ConsoleApi; dataFolder: string; links: number },
): Promise<Row[]> {
  const database = await openConsoleDatabase(dataFolder);
  const { rows } = await database.query<{ connection_id: string }>(
    'SELECT connection_id FROM signpost.index_scans WHERE bucket = $1',
    [bucket],
  );
  const target = keyOf(prefix, linkEvery - 2);
  if (!isLinkIndex(linkEvery - 1, linkEvery)) throw new Error('The first link is not where it was put.');
  const read = (n: number): Promise<unknown> =>
    database.query(
      'SELECT * FROM signpost.index_keys WHERE connection_id = $1 AND bucket = $2 AND key = $3',
      [rows[0]?.connection_id, bucket, keyOf(prefix, n % 1000)],
    );
  const page = { ...scope, limit: '100' };
  const questions: readonly [what: string, ask: () => Promise<unknown>][] = [
    ['backlinks of an object', () => api.get('/api/v1/backlinks', { ...scope, key: target })],
    [
      `first page of ${links.toLocaleString('en-US')} links, with counts`,
      () => api.get('/api/v1/links', page),
    ],
    ['the same, broken ones alone', () => api.get('/api/v1/links', { ...page, health: 'missing' })],
    [
      'sums of a folder',
      () => api.write('POST', '/api/v1/index/folders', { body: { ...scope, prefixes: [prefix] } }),
    ],
    ['Home', () => api.get('/api/v1/home', { connection: 'default' })],
  ];
  try {
    const answers: Row[] = [];
    for (const [what, ask] of questions)
      answers.push(
        await duel({
          what,
          ours: { operate: ask, parts: [] },
          peer: { operate: read, parts: [] },
          inFlight: 1,
          pace: scale.shortPace,
          compare: 'cost',
        }),
      );
    return answers;
  } finally {
    await database.end();
  }
}
