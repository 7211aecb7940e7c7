import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { putObject, putSymlink, type OssClient } from '@signpost/oss-client';
import { createAliOss, type AliOss } from '../peers/ali-oss.ts';
import { connectConsole, type ConsoleApi } from '../peers/console-api.ts';
import { applyPlan, draftFolderMove, draftRollBack } from '../peers/console-plans.ts';
import { connectOss } from '../peers/oss-client.ts';
import { startRecordingProxy } from '../peers/recording-proxy.ts';
import { startBff } from '../processes/bff.ts';
import { startOss } from '../processes/oss-server.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark, Context } from './benchmark.ts';

const bucket = 'plans';
const connection = 'default';
/** As many as the console writes at once. */
const inFlight = 16;
/** Each look costs the console a few queries. */
const pollMs = 250;
/** What a plan of next to nothing has. */
const few = 64;

/** What checks, change log and the way back cost when ten thousand links are repointed by one plan. */
export const planBenchmark: Benchmark = async (context) => {
  const rows = context.scale.quick ? 2000 : 10_000;
  const oss = await startOss({ buckets: [{ bucket, prefix: 'filler/', keys: 0 }] });
  const client = connectOss(oss.ready.url, inFlight);
  const ali = createAliOss(oss.ready.url, bucket);
  try {
    const names = Array.from({ length: rows }, (_, i) => `part-${String(i).padStart(5, '0')}.txt`);
    await fill(client, names);
    const calls = await countCalls(context, { endpoint: oss.ready.url });
    const bff = await startBff({
      endpoint: oss.ready.url,
      dataFolder: mkdtempSync(path.join(context.folder, 'bff-')),
    });
    const api = connectConsole(bff.ready.url, 4);
    try {
      await scan(api);
      await runPlan(api, { prefix: 'few/', to: 'few-2/' });
      const before = await bff.usage({ swept: true });
      const { draftMs, applyMs } = await runPlan(api, { prefix: 'live/', to: '2/' });
      const after = await bff.usage({ swept: true });
      const uncheckedMs = await timeOf(names, (name) =>
        ali.putSymlink(`live/${name}`, `1/${name}`, standard),
      );
      const checkedMs = await timeOf(names, (name) => repointChecked(ali, name));
      const speed = (what: string, peerMs: number, aim: number): Row => ({
        what,
        value: peerMs / applyMs,
        unit: '×',
        aim: { kind: 'at-least', value: aim },
        ours: perSecond(rows, applyMs),
        peer: perSecond(rows, peerMs),
      });
      return {
        rows: [
          {
            what: 'OSS calls of one row, applied',
            value: calls.apply,
            unit: 'calls',
            aim: { kind: 'at-most', value: 8 },
          },
          {
            what: 'OSS calls of one row, drafted',
            value: calls.draft,
            unit: 'calls',
            aim: { kind: 'at-most', value: 8 },
          },
          speed(`${count(rows)} rows applied, against a loop that checks nothing`, uncheckedMs, 0.15),
          speed(`${count(rows)} rows applied, against a loop that makes the same calls`, checkedMs, 1),
          { what: `${count(rows)} rows drafted and checked`, value: draftMs / 1000, unit: 's' },
          {
            what: `heap of the console after ${count(rows)} rows, against ${count(few)}`,
            value: after.heapUsed / before.heapUsed,
            unit: '×',
            aim: { kind: 'at-most', value: 1.5 },
          },
        ],
        notes: [
          `The loops are ali-oss 6.23 with ${String(inFlight)} in flight; the console applies as many at once.`,
          'The same calls: GetSymlink, HeadObject, GetObjectAcl, GetObjectTagging, ListObjectsV2 with one key, HeadObject of the target, PutSymlink, GetSymlink.',
          'Each is timed once, over all rows. The limit of OSS calls per second is lifted; PostgreSQL is the embedded one, with fsync on.',
        ],
      };
    } finally {
      await api.close();
      await bff.stop();
    }
  } finally {
    await client.close();
    await oss.stop();
  }
};

const standard = { storageClass: 'Standard' };
const count = (rows: number): string => rows.toLocaleString('en-US');
const perSecond = (rows: number, ms: number): string => `${((rows / ms) * 1000).toFixed(0)} rows/s`;

async function fill(client: OssClient, names: readonly string[]): Promise<void> {
  await fillFolder(client, { names, links: 'live/', folders: ['1/', '2/'] });
  // A folder of links follows all names of its target: the few have folders of their own.
  await fillFolder(client, { names: names.slice(0, few), links: 'few/', folders: ['few-1/', 'few-2/'] });
}

/** Puts objects of each name below two folders, and links to those of the first. */
async function fillFolder(
  client: OssClient,
  { names, links, folders }: { names: readonly string[]; links: string; folders: readonly [string, string] },
): Promise<void> {
  const httpHeaders = { contentType: 'text/plain' };
  await timeOf(names, async (name) => {
    for (const folder of folders)
      await putObject(client, { bucket, key: folder + name, body: Buffer.from(name), httpHeaders });
    await putSymlink(client, { bucket, key: links + name, target: folders[0] + name, httpHeaders });
  });
}

/** Moves a folder of links and waits for its end. */
async function runPlan(
  api: ConsoleApi,
  move: { prefix: string; to: string },
): Promise<{ draftMs: number; applyMs: number }> {
  const beganDraft = performance.now();
  const plan = await draftFolderMove(api, { bucket, ...move });
  const beganApply = performance.now();
  const done = await applyPlan(api, plan);
  const { applied = 0, ...others } = done.outcomes;
  if (applied === 0 || Object.keys(others).length > 0)
    throw new Error(`A plan ended with ${JSON.stringify(done.outcomes)}.`);
  return { draftMs: beganApply - beganDraft, applyMs: performance.now() - beganApply };
}

/** Calls for each row of a plan, as a proxy between console and OSS sees them. */
async function countCalls(
  { folder }: Context,
  { endpoint }: { endpoint: string },
): Promise<{ draft: number; apply: number }> {
  const proxy = await startRecordingProxy(endpoint);
  const bff = await startBff({ endpoint: proxy.url, dataFolder: mkdtempSync(path.join(folder, 'bff-')) });
  const api = connectConsole(bff.ready.url, 1);
  try {
    await scan(api);
    proxy.take();
    const plan = await draftFolderMove(api, { bucket, prefix: 'few/', to: 'few-2/' });
    const draft = proxy.take().length / few;
    await applyPlan(api, plan);
    const apply = proxy.take().length / few;
    await applyPlan(api, await draftRollBack(api, plan));
    return { draft, apply };
  } finally {
    await api.close();
    await bff.stop();
    await proxy.close();
  }
}

/** Calls of the console's own scan are none of a plan. */
async function scan(api: ConsoleApi): Promise<void> {
  await api.write('POST', '/api/v1/index/scan', { body: { connection, bucket } });
  for (;;) {
    const { items } = await api.get<{ items: { bucket: string; state: string }[] }>('/api/v1/index', {
      connection,
    });
    if (items.find((one) => one.bucket === bucket)?.state === 'complete') return;
    await pause(pollMs);
  }
}

async function repointChecked(ali: AliOss, name: string): Promise<void> {
  const [key, target] = [`live/${name}`, `2/${name}`];
  await ali.getSymlink(key);
  await ali.head(key);
  await Promise.all([ali.getACL(key), ali.getObjectTagging(key)]);
  await ali.listV2({ prefix: `${target}/`, 'max-keys': '1' }, {});
  await ali.head(target);
  await ali.putSymlink(key, target, standard);
  await ali.getSymlink(key);
}

/** Milliseconds that work on each name takes, so many at once. */
async function timeOf(names: readonly string[], work: (name: string) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let name = names[next++]; name !== undefined; name = names[next++]) await work(name);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return performance.now() - began;
}
