import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerOf } from '@signpost/api-contract';
import { putBucket, putObject, putSymlink, type OssClient } from '@signpost/oss-client';
import pMap from 'p-map';
import { callApi, expectOk } from './api.ts';
import { toTurns, withKillRig, type KillRig, type Kills } from './kill-rig.ts';

const connection = 'default';
const bucket = 'walked';
const inFlight = 32;
const endsWithinMs = 600_000;

interface ScanKillResult {
  /** Kills that hit the scan while it read. */
  hits: number;
  report: AnswerOf<'getScan'>;
  /** What contradicts the promise, in words. */
  faults: string[];
}

interface Run {
  keys: number;
  /** Every so many keys, one is a link. */
  linkEvery: number;
  random: () => number;
}

/**
 * Scans a bucket while the console and its database are killed at random moments. What was kept before a kill is there
 * after it, so that at most the pages under way are read again; at the end the index is what is stored.
 */
export function runScanKills(kills: Kills, { keys, linkEvery, random }: Run): Promise<ScanKillResult> {
  return withKillRig(async (rig) => {
    const links = await fill(rig.client, { keys, linkEvery });
    const faults: string[] = [];
    let hits = 0;
    let kept = 0;
    await expectOk(rig.base, 'startScan', { body: { connection, bucket } });
    for (const victim of toTurns(kills, random)) {
      const before = await untilRead(rig, kept + Math.floor((random() * keys) / 8));
      if (before.scan.state === 'ended') break;
      await rig.strike(victim);
      const after = await untilRead(rig, 0);
      hits += 1;
      kept = after.scan.keys ?? 0;
      if (kept < (before.scan.keys ?? 0))
        faults.push(`${before.scan.keys} keys were kept, ${kept} after a kill of ${victim}`);
    }
    const report = await untilRead(rig, Number.POSITIVE_INFINITY);
    faults.push(...(await compare(rig, { keys, links, report })));
    return { hits, report, faults };
  });
}

async function fill(
  client: OssClient,
  { keys, linkEvery }: { keys: number; linkEvery: number },
): Promise<Map<string, string>> {
  await putBucket(client, { bucket });
  const links = new Map<string, string>();
  const numbers = Array.from({ length: keys }, (_, n) => n);
  const name = (n: number): string => `k${String(n).padStart(7, '0')}`;
  await pMap(
    numbers,
    async (n) => {
      if (n % linkEvery !== 0) {
        await putObject(client, { bucket, key: name(n), body: Buffer.from('x') });
        return;
      }
      links.set(name(n), name(n + 1));
      await putSymlink(client, { bucket, key: name(n), target: name(n + 1) });
    },
    { concurrency: inFlight },
  );
  return links;
}

/** The scan once it has read so many keys, or has ended. */
async function untilRead({ base, logs }: KillRig, least: number): Promise<AnswerOf<'getScan'>> {
  const deadline = Date.now() + endsWithinMs;
  while (Date.now() < deadline) {
    try {
      const answer = await callApi(base, 'getScan', { query: { connection, bucket } });
      if (answer.ok && (answer.body.scan.state === 'ended' || (answer.body.scan.keys ?? 0) >= least))
        return answer.body;
    } catch {
      // The console is being started again.
    }
    await pause(5);
  }
  throw new Error(`The scan did not go on.\n${logs()}`);
}

async function compare(
  { base }: KillRig,
  { keys, links, report }: { keys: number; links: ReadonlyMap<string, string>; report: AnswerOf<'getScan'> },
): Promise<string[]> {
  const faults: string[] = [];
  const { coverage } = report;
  if (coverage.state !== 'complete' || coverage.keys !== keys)
    faults.push(`the index is ${coverage.state} with ${coverage.keys} of ${keys} keys`);
  const found = new Map<string, string | undefined>();
  let cursor: string | undefined;
  do {
    const page = await expectOk(base, 'listLinks', {
      query: { connection, bucket, limit: '1000', ...(cursor === undefined ? {} : { cursor }) },
    });
    for (const { key, target, health } of page.items) {
      found.set(key, target);
      if (health !== 'ok') faults.push(`${key} is ${health}`);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  if (found.size !== links.size) faults.push(`${found.size} links in the index, ${links.size} are stored`);
  for (const [key, target] of links)
    if (found.get(key) !== target) faults.push(`${key} leads to ${found.get(key)} in the index`);
  return faults;
}
