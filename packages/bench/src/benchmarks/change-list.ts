import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { putObject } from '@signpost/oss-client';
import { duel } from '../measure/duel.ts';
import { connectConsole, type ConsoleApi } from '../peers/console-api.ts';
import { fillChangeLog, openConsoleDatabase } from '../peers/console-database.ts';
import { connectOss } from '../peers/oss-client.ts';
import { startBff, type BffReady } from '../processes/bff.ts';
import type { MeasuredProcess } from '../processes/measured-process.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark, Context } from './benchmark.ts';

const bucket = 'history';
const pageSize = 50;
const farPage = 1000;
const few = 1000;

/** What a long change log costs the reader of a page. */
export const changeListBenchmark: Benchmark = async (context) => {
  const oss = await startOss({ buckets: [{ bucket, prefix: '', keys: 0 }] });
  const client = connectOss(oss.ready.url, 1);
  await putObject(client, { bucket, key: 'target', body: Buffer.from('x') });
  await client.close();
  const many = context.scale.manyKeys;
  const short = await startFilled(context, { endpoint: oss.ready.url, changes: few });
  const long = await startFilled(context, { endpoint: oss.ready.url, changes: many });
  try {
    const { scale } = context;
    const size = many.toLocaleString('en-US');
    // In the quick look there are not a thousand pages.
    const page = Math.min(farPage, many / pageSize / 2);
    const cursor = await cursorOfPage(long.api, page);
    const peer = { operate: () => readPage(short.api, {}), parts: [short.bff] };
    const pages: readonly [what: string, query: Record<string, string>][] = [
      ['page 1', {}],
      [`page ${String(page)}`, { cursor }],
      ['page 1 of one bucket and a prefix of a hundred changes', { bucket, prefix: 'releases/00042/' }],
      ['page 1 of a prefix of a hundred changes, in all buckets', { prefix: 'releases/00042/' }],
      ['page 1 of one of fifty actors', { actor: 'person-3' }],
      ['page 1 of an action that one of a thousand is', { action: 'undo' }],
      ['page 1 of an outcome that one of ten thousand has', { outcome: 'failed' }],
      ['a request id', { requestId: await requestIdAt(long.api, cursor) }],
      ['page 1 of the last hour', { since: daysAgo(1 / 24) }],
      ['page 1 of what is older than half a year', { until: daysAgo(183) }],
    ];
    const rows: Row[] = [];
    for (const [what, query] of pages) {
      const { items } = await readPage(long.api, query);
      if (items.length === 0) throw new Error(`Nothing was found for ${what}.`);
      rows.push(
        await duel({
          what: `${size} changes, ${what}`,
          ours: { operate: () => readPage(long.api, query), parts: [long.bff] },
          peer,
          inFlight: 1,
          pace: scale.shortPace,
          compare: 'cost',
          aim: { kind: 'at-most', value: 2 },
        }),
      );
    }
    return {
      rows,
      notes: [
        `The peer is page 1, unfiltered, of ${few.toLocaleString('en-US')} changes. A page has ${String(pageSize)}; both sides are read through the API of a console of their own.`,
      ],
    };
  } finally {
    for (const { api, bff } of [short, long]) {
      await api.close();
      await bff.stop();
    }
    await oss.stop();
  }
};

interface Filled {
  readonly bff: MeasuredProcess<BffReady>;
  readonly api: ConsoleApi;
}

/** A console with so many changes: one that it made itself, and copies of it. */
async function startFilled(
  { folder }: Context,
  { endpoint, changes }: { endpoint: string; changes: number },
): Promise<Filled> {
  const dataFolder = mkdtempSync(path.join(folder, 'bff-'));
  const bff = await startBff({ endpoint, dataFolder });
  const api = connectConsole(bff.ready.url, 1);
  await makeChange(api, `first-of-${String(changes)}`);
  const database = await openConsoleDatabase(dataFolder);
  await fillChangeLog(database, changes);
  await database.end();
  return { bff, api };
}

async function makeChange(api: ConsoleApi, key: string): Promise<void> {
  await api.write('POST', '/api/v1/links', {
    body: { connection: 'default', bucket, key, target: 'target' },
    ifNoneMatch: '*',
  });
}

interface ChangePage {
  readonly items: readonly unknown[];
  readonly nextCursor?: string;
}

function readPage(api: ConsoleApi, query: Readonly<Record<string, string>>): Promise<ChangePage> {
  return api.get('/api/v1/changes', { connection: 'default', limit: String(pageSize), ...query });
}

/** Walks there as a reader would, with pages as large as the API gives them. */
async function cursorOfPage(api: ConsoleApi, page: number): Promise<string> {
  let cursor: string | undefined;
  for (let left = (page - 1) * pageSize; left > 0;) {
    const limit = Math.min(left, 500);
    const answer = await readPage(api, {
      limit: String(limit),
      ...(cursor === undefined ? {} : { cursor }),
    });
    cursor = answer.nextCursor;
    left -= limit;
  }
  if (cursor === undefined) throw new Error('The change log has no such page.');
  return cursor;
}

async function requestIdAt(api: ConsoleApi, cursor: string): Promise<string> {
  const { items } = await readPage(api, { cursor });
  return (items as readonly { ossRequestId?: string }[])[0]?.ossRequestId ?? '';
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
