import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { createAliOss } from '../peers/ali-oss.ts';
import { connectConsole } from '../peers/console-api.ts';
import { scanBucket } from '../peers/console-scan.ts';
import { startBff } from '../processes/bff.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import { formatNumber } from '../report/table.ts';
import { timeIndexAnswers, writing } from './index-answers.ts';
import type { Benchmark } from './benchmark.ts';

const bucket = 'scanned';
const prefix = 'keys/';
const linkEvery = 20;
/** Calls for links that both sides have in flight. */
const inFlight = 8;
/** How long a bucket takes to be known, with what the console keeps of it, and how long its answers then take. */
export const scanBenchmark: Benchmark = async (context) => {
  const keys = context.scale.manyKeys;
  const oss = await startOss({ buckets: [{ bucket, prefix, keys, linkEvery }, ...writing(keys)] });
  const dataFolder = mkdtempSync(path.join(context.folder, 'bff-'));
  const bff = await startBff({ endpoint: oss.ready.url, dataFolder });
  const api = connectConsole(bff.ready.url, 2);
  try {
    const { peakRss: before } = await bff.usage();
    const began = performance.now();
    const coverage = await scanBucket(api, bucket);
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
      ...(await timeIndexAnswers(context.scale, { api, dataFolder, bucket, prefix, linkEvery })),
    ];
    return {
      rows,
      notes: [
        `The peer lists the bucket page after page and asks for the target of each link, ${String(inFlight)} at a time, as a script would. The console looks up as many at a time, and keeps what it found in its database on the same machine.`,
        'Where the aim is missed: reading alone takes two thirds of the time of ours. The server works 15 CPU seconds on its answers and the client 13 on decoding pages and looking up 50,000 links, on two cores; the peer waits for one page after the other. What is left goes into the database, into the sums of folders, and into garbage. Memory is not flat: about 50 bytes an object and 800 a link stay, the pages under way and what a scan that ends reads come on top.',
        'Answers are compared with one read of a row by its key in that database. While a scan writes, other buckets are scanned for the first time, one after another, by the same console into the same database; the read of a row waits for the same cores.',
      ],
    };
  } finally {
    await api.close();
    await bff.stop();
    await oss.stop();
  }
};

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
