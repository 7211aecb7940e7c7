import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { duel } from '../measure/duel.ts';
import { fetchListPage, toListRequest } from '../peers/list-page.ts';
import { createThinClient, signAhead, type PlainRequest } from '../peers/signed-requests.ts';
import { startBareAnswerer, type FixedAnswer } from '../processes/bare-answerer.ts';
import { isLinkIndex, keyOf } from '../processes/fill-bucket.ts';
import type { MeasuredProcess } from '../processes/measured-process.ts';
import { startOss, type OssServerReady } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark, Context } from './benchmark.ts';
import { largeBucket, startLargeOss } from './large-bucket.ts';

type Oss = MeasuredProcess<OssServerReady>;

const inFlights = [1, 16, 64];
/** Requests signed ahead; sent over and over. */
const distinct = 10_000;
const small = { bucket: 'small', prefix: 'keys/', keys: 1000 };
/** Nobody else's aim: "flat" has to mean something. */
const flatAim = { kind: 'at-most', value: 1.2 } as const;

/** What the embedded OSS adds to plain HTTP, at two sizes, and whether its lists stay flat. */
export const ossServerBenchmark: Benchmark = async (context) => {
  const rows: Row[] = [];
  const little = await startOss({ dataDir: path.join(context.folder, 'oss-small'), buckets: [small] });
  try {
    rows.push(...(await rates(context, little, small)));
  } finally {
    await little.stop();
  }
  const large = largeBucket(context);
  const first = await startLargeOss(context);
  try {
    rows.push(...(await loadRows(first, context)));
  } finally {
    await first.stop();
  }
  const began = performance.now();
  const again = await startLargeOss(context);
  try {
    const size = large.keys.toLocaleString('en-US');
    rows.push({
      what: `start on a folder with ${size} keys`,
      value: (performance.now() - began) / 1000,
      unit: 's',
    });
    rows.push(...(await rates(context, again, large)), ...(await flatness(context, again)));
  } finally {
    await again.stop();
  }
  return {
    rows,
    notes: [
      'Requests are signed ahead and sent by a client that looks at nothing but the status; the peer answers the same requests with as many bytes.',
      'The server keeps its data in a folder and flushes each group of writes to disk, as under `npm start`.',
    ],
  };
};

async function loadRows(oss: Oss, context: Context): Promise<Row[]> {
  const { keys } = largeBucket(context);
  const { fillSeconds, rssBefore } = oss.ready;
  const { rss, peakRss } = await oss.usage();
  const folder = path.join(context.folder, 'oss-large');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  const what = `load ${keys.toLocaleString('en-US')} keys through the admin API`;
  const megabytes = (value: number): number => Math.round(value / 1e6);
  return [
    {
      what,
      value: fillSeconds,
      unit: 's',
      ours: `${Math.round(keys / fillSeconds).toLocaleString('en-US')}/s`,
    },
    {
      what: `${what}: highest resident memory`,
      value: megabytes(peakRss),
      unit: 'MB',
      ours: `${String(megabytes(rssBefore))} MB before, ${String(megabytes(rss))} MB after`,
    },
    {
      what: `${what}: on disk`,
      value: megabytes(bytes),
      unit: 'MB',
      ours: `${Math.round(bytes / keys)} bytes a key`,
    },
  ];
}

/** Each operation at each number in flight, against plain HTTP. */
async function rates(
  { scale, folder }: Context,
  oss: Oss,
  { bucket, prefix, keys }: { bucket: string; prefix: string; keys: number },
): Promise<Row[]> {
  const bodyFile = path.join(folder, `${bucket}-page.xml`);
  writeFileSync(bodyFile, await fetchListPage(oss.ready.url, { bucket, prefix }));
  const links = Array.from({ length: keys }, (_, index) => index).filter((index) => isLinkIndex(index));
  const operations: { name: string; requests: PlainRequest[]; answer: FixedAnswer }[] = [
    {
      name: 'PutSymlink',
      requests: numbers(distinct).map((n) => toPutSymlink(bucket, n)),
      answer: { headers: { ETag: '"D41D8CD98F00B204E9800998ECF8427E"' } },
    },
    {
      name: 'GetSymlink',
      requests: numbers(distinct).map(() => {
        const index = links[Math.floor(Math.random() * links.length)]!;
        return { method: 'GET', bucket, key: keyOf(prefix, index), query: [['symlink', '']] };
      }),
      answer: {
        headers: { ETag: '"D41D8CD98F00B204E9800998ECF8427E"', 'x-oss-symlink-target': 'keys%2Fk0000000' },
      },
    },
    {
      name: 'ListObjectsV2 (1,000 keys)',
      requests: numbers(Math.min(500, keys)).map(() => {
        const at = Math.floor(Math.random() * Math.max(0, keys - 1000));
        return toListRequest({ bucket, prefix, ...(keys > 1000 ? { startAfter: keyOf(prefix, at) } : {}) });
      }),
      answer: { headers: { 'content-type': 'application/xml' }, bodyFile },
    },
  ];
  const rows: Row[] = [];
  for (const { name, requests, answer } of operations) {
    const bare = await startBareAnswerer(answer);
    for (const inFlight of inFlights) {
      const signed = signAhead(requests);
      const ours = createThinClient(oss.ready.url, inFlight);
      const peer = createThinClient(bare.ready.url, inFlight);
      const pick = (n: number) => signed[n % signed.length]!;
      rows.push(
        await duel({
          what: `${name}, ${keys.toLocaleString('en-US')} keys, ${String(inFlight)} in flight`,
          ours: { operate: (n) => ours.send(pick(n)), parts: [oss] },
          peer: { operate: (n) => peer.send(pick(n)), parts: [bare] },
          inFlight,
          pace: scale.shortPace,
          compare: 'speed',
        }),
      );
      await Promise.all([ours.close(), peer.close()]);
    }
    await bare.stop();
  }
  return rows;
}

/** A late page against the first, with nothing grouped and with every key a group of its own. */
async function flatness(context: Context, oss: Oss): Promise<Row[]> {
  const { bucket, prefix, keys } = largeBucket(context);
  const late = Math.floor((keys / 1000) * 0.9);
  const lastBefore = keyOf(prefix, (late - 1) * 1000 - 1);
  const cases = [
    { name: 'no delimiter', startAfter: lastBefore },
    { name: 'delimiter /, nothing to group', delimiter: '/', startAfter: lastBefore },
    { name: 'delimiter -, 1,000 groups', delimiter: '-', startAfter: `${lastBefore.split('-')[0]!}-` },
  ];
  const client = createThinClient(oss.ready.url, 1);
  const rows: Row[] = [];
  for (const { name, startAfter, ...delimiter } of cases) {
    const [first, later] = signAhead([
      toListRequest({ bucket, prefix, ...delimiter }),
      toListRequest({ bucket, prefix, ...delimiter, startAfter }),
    ]) as [ReturnType<typeof signAhead>[0], ReturnType<typeof signAhead>[0]];
    rows.push(
      await duel({
        what: `time of page ${String(late)} against page 1, ${name}`,
        ours: { operate: () => client.send(later), parts: [oss] },
        peer: { operate: () => client.send(first), parts: [oss] },
        inFlight: 1,
        pace: context.scale.pace,
        compare: 'cost',
        aim: flatAim,
      }),
    );
  }
  await client.close();
  return rows;
}

function toPutSymlink(bucket: string, n: number): PlainRequest {
  return {
    method: 'PUT',
    bucket,
    key: `written/link-${String(n)}`,
    query: [['symlink', '']],
    headers: {
      'x-oss-symlink-target': `keys%2Fk${String(n).padStart(7, '0')}`,
      'x-oss-storage-class': 'Standard',
    },
  };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
