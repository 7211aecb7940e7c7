import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { listObjectsV2 } from '@signpost/oss-client';
import { Pool } from 'undici';
import { duel } from '../measure/duel.ts';
import { connectOss } from '../peers/oss-client.ts';
import { startBff } from '../processes/bff.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark } from './benchmark.ts';

const bucket = 'pages';
const prefix = 'reports/';
const inFlight = 16;

/** What the extra hop costs a user who waits for a list: the same page, with and without the BFF in between. */
export const bffListBenchmark: Benchmark = async ({ scale, folder }) => {
  const oss = await startOss({ buckets: [{ bucket, prefix, keys: 2000 }] });
  const bff = await startBff({
    endpoint: oss.ready.url,
    dataFolder: mkdtempSync(path.join(folder, 'bff-')),
  });
  const client = connectOss(oss.ready.url, inFlight);
  const pool = new Pool(bff.ready.url, { connections: inFlight, pipelining: 1 });
  const throughBff = async (limit: number): Promise<{ items: unknown[] }> => {
    const query = new URLSearchParams({ connection: 'default', bucket, prefix, limit: String(limit) });
    const answer = await pool.request({ method: 'GET', path: `/api/v1/objects?${query}` });
    if (answer.statusCode !== 200) {
      throw new Error(`The BFF answered ${String(answer.statusCode)}: ${await answer.body.text()}`);
    }
    return (await answer.body.json()) as { items: unknown[] };
  };
  try {
    const rows: Row[] = [];
    for (const limit of [1000, 100]) {
      const { items } = await throughBff(limit);
      if (items.length !== limit)
        throw new Error(`The BFF listed ${String(items.length)} of ${String(limit)}.`);
      rows.push(
        await duel({
          what: `pages of ${limit.toLocaleString('en-US')} keys, ${String(inFlight)} in flight`,
          ours: { operate: () => throughBff(limit), parts: [bff, oss] },
          peer: {
            operate: () => listObjectsV2(client, { bucket, prefix, delimiter: '/', maxKeys: limit }),
            parts: [oss],
          },
          inFlight,
          pace: scale.pace,
          compare: 'cost',
          ...(limit === 1000 ? { aim: { kind: 'at-most', value: 1.5 } as const } : {}),
        }),
      );
    }
    return {
      rows,
      notes: [
        'Pages of 1,000 are what the object browser asks for. Both sides end with parsed values.',
        'Where the aim is missed: the BFF is the part that has no more to give. It decodes each page as the direct side does, and then checks it against the contract, looks for secrets in it and writes it as JSON, one page after another on one core; the direct side shares its work with the server over two.',
      ],
    };
  } finally {
    await client.close();
    await pool.close();
    await bff.stop();
    await oss.stop();
  }
};
