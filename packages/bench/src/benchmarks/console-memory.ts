import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { putObject } from '@signpost/oss-client';
import { connectConsole, type ConsoleApi } from '../peers/console-api.ts';
import { fillChangeLog, openConsoleDatabase } from '../peers/console-database.ts';
import { connectOss } from '../peers/oss-client.ts';
import { startBff } from '../processes/bff.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark } from './benchmark.ts';

const bucket = 'writes';
const scope = { connection: 'default', bucket };
const inFlight = 16;
const pageSize = 500;

/** Whether the console grows with the changes that it has made and shown. */
export const consoleMemoryBenchmark: Benchmark = async ({ scale, folder }) => {
  const oss = await startOss({ buckets: [{ bucket, prefix: '', keys: 0 }] });
  const client = connectOss(oss.ready.url, 1);
  await putObject(client, { bucket, key: 'target', body: Buffer.from('x') });
  await client.close();
  const dataFolder = mkdtempSync(path.join(folder, 'bff-'));
  const bff = await startBff({ endpoint: oss.ready.url, dataFolder });
  const api = connectConsole(bff.ready.url, inFlight);
  const written = scale.quick ? 100 : 2000;
  const recorded = scale.quick ? 2000 : 100_000;
  try {
    // What the first hundred leave behind is code and pools.
    await createLinks(api, 0, 100);
    await readAll(api);
    const before = await bff.usage({ swept: true });
    await createLinks(api, 100, 100 + written);
    const afterWrites = await bff.usage({ swept: true });
    const database = await openConsoleDatabase(dataFolder);
    await fillChangeLog(database, recorded);
    await database.end();
    await readAll(api);
    const after = await bff.usage({ swept: true });
    const row = (what: string, heapUsed: number, rss: number): Row => ({
      what,
      value: heapUsed / before.heapUsed,
      unit: '×',
      ours: `heap ${megabytes(heapUsed)}, resident ${megabytes(rss)}`,
      peer: `heap ${megabytes(before.heapUsed)}, resident ${megabytes(before.rss)}`,
      aim: { kind: 'at-most', value: 1.5 },
    });
    return {
      rows: [
        row(`heap after ${written.toLocaleString('en-US')} writes`, afterWrites.heapUsed, afterWrites.rss),
        row(
          `heap after a log of ${recorded.toLocaleString('en-US')} changes was read to its end`,
          after.heapUsed,
          after.rss,
        ),
      ],
      notes: [
        'The peer is the same console after its first hundred writes. Heaps are swept before they are looked at.',
        'The writes run through the API; the other changes are copied into the database, then every page of them is read through the API.',
      ],
    };
  } finally {
    await api.close();
    await bff.stop();
    await oss.stop();
  }
};

async function createLinks(api: ConsoleApi, from: number, until: number): Promise<void> {
  let next = from;
  const work = async (): Promise<void> => {
    while (next < until) {
      const key = `links/${String(next++)}`;
      await api.write('POST', '/api/v1/links', {
        body: { ...scope, key, target: 'target' },
        ifNoneMatch: '*',
      });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}

async function readAll(api: ConsoleApi): Promise<void> {
  let cursor: string | undefined;
  do {
    const page: { nextCursor?: string } = await api.get('/api/v1/changes', {
      connection: 'default',
      limit: String(pageSize),
      ...(cursor === undefined ? {} : { cursor }),
    });
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
