import { setTimeout as pause } from 'node:timers/promises';
import type { Change } from '@signpost/api-contract';
import {
  getSymlink,
  listObjectVersions,
  putBucket,
  putBucketVersioning,
  type OssClient,
} from '@signpost/oss-client';
import { callApi } from './api.ts';
import { toTurns, withKillRig, type Kills } from './kill-rig.ts';

/** Buckets of a run: one that keeps versions, one that never did. */
const killBuckets = ['kept', 'plain'] as const;
const keysOfBucket = ['a', 'b', 'c'];

/** What a run left behind, once every outcome could be told. */
export interface KillResult {
  acknowledged: number;
  changes: Change[];
  /** What contradicts the promise, in words. */
  faults: string[];
}

interface Acknowledged {
  id: string;
  target: string;
}

/**
 * Repoints links without a pause, one writer for each key, while processes are killed with SIGKILL at random moments
 * and started again at once. Then compares the log with OSS.
 * @param options.untilResolved waits first until no write can arrive any more and every outcome is told: some minutes
 */
export async function runKills(
  kills: Kills,
  { random, untilResolved = false }: { random: () => number; untilResolved?: boolean },
): Promise<KillResult> {
  return withKillRig(async ({ client, base, logs, strike }) => {
    for (const bucket of killBuckets) await putBucket(client, { bucket });
    await putBucketVersioning(client, { bucket: 'kept', status: 'Enabled' });
    const running = { stopped: false };
    const acknowledged: Acknowledged[] = [];
    const writers = killBuckets.flatMap((bucket) =>
      keysOfBucket.map((key) => writeOn(base, { bucket, key }, { running, acknowledged })),
    );
    for (const victim of toTurns(kills, random)) {
      const enough = acknowledged.length + 2 + Math.floor(random() * 8);
      await until(() => acknowledged.length >= enough, logs);
      await strike(victim);
    }
    running.stopped = true;
    await Promise.all(writers);
    const changes = untilResolved ? await waitUntilResolved(base) : await readChanges(base);
    return {
      acknowledged: acknowledged.length,
      changes,
      faults: await compare(client, { acknowledged, changes }),
    };
  });
}

/** One writer of one key: looks, writes, and goes on at once whatever came of it. */
async function writeOn(
  base: string,
  { bucket, key }: { bucket: string; key: string },
  { running, acknowledged }: { running: { stopped: boolean }; acknowledged: Acknowledged[] },
): Promise<void> {
  const scope = { connection: 'default', bucket, key };
  const accept = ['earlier-write-open', 'target-missing', 'part-unread:headers'];
  for (let turn = 1; !running.stopped; turn += 1) {
    const target = `${key}/${turn}`;
    try {
      const seen = await callApi(base, 'preflight', { body: { action: 'delete', ...scope } });
      if (!seen.ok) continue;
      const { token, state } = seen.body.now;
      const answer =
        state.kind === 'absent'
          ? await callApi(base, 'createLink', { body: { ...scope, target, accept }, ifNoneMatch: '*' })
          : await callApi(base, 'repointLink', { body: { ...scope, target, accept }, ifMatch: token });
      if (answer.ok && answer.body.change.outcome === 'applied')
        acknowledged.push({ id: answer.body.change.id, target });
    } catch {
      // The console is being started again.
      await pause(20);
    }
  }
}

/** Longest time until a write of a killed process is given up, and the pauses between two looks at it. */
const resolvedWithinMs = 300_000;

/** Reads all changes once each has an outcome that no later read can alter. */
async function waitUntilResolved(base: string): Promise<Change[]> {
  const deadline = Date.now() + resolvedWithinMs;
  for (;;) {
    const changes = await readChanges(base);
    const open = changes.filter((change) => isOpen(change) || change.mayArriveUntil !== undefined);
    if (open.length === 0) return changes;
    if (Date.now() > deadline)
      throw new Error(`${open.length} changes are still open, such as ${JSON.stringify(open[0])}`);
    await pause(1000);
  }
}

function isOpen({ outcome, overwrittenBy }: Change): boolean {
  return outcome === 'pending' || (outcome === 'unknown' && overwrittenBy === undefined);
}

/** Reads all changes once the console is ready. */
async function readChanges(base: string): Promise<Change[]> {
  // Ready means: what the last killed process left open has been read again.
  while (!(await fetch(`${base}/readyz`)).ok) await pause(50);
  const changes: Change[] = [];
  let cursor: string | undefined;
  do {
    const page = await callApi(base, 'listChanges', {
      query: { connection: 'default', limit: '500', ...(cursor === undefined ? {} : { cursor }) },
    });
    if (!page.ok) throw new Error(`The changes could not be read: ${page.problem.code}`);
    changes.push(...page.body.items);
    cursor = page.body.nextCursor;
  } while (cursor !== undefined);
  return changes;
}

/** An open change is the last one of its key and still within the time in which it may arrive. */
function isLastOfKey(change: Change, changes: readonly Change[]): boolean {
  // Newest first.
  return changes.find(({ bucket, key }) => bucket === change.bucket && key === change.key) === change;
}

async function compare(
  client: OssClient,
  { acknowledged, changes }: { acknowledged: readonly Acknowledged[]; changes: readonly Change[] },
): Promise<string[]> {
  const faults: string[] = [];
  const byId = new Map(changes.map((change) => [change.id, change]));
  for (const { id, target } of acknowledged) {
    const change = byId.get(id);
    if (change?.outcome !== 'applied')
      faults.push(`${target}: acknowledged, recorded as ${change?.outcome ?? 'nothing'}`);
  }
  // A writer asks for each of its targets once.
  const times = new Map<string, number>();
  for (const { bucket, intended } of changes) {
    const name = `${bucket}: ${intended?.target ?? ''}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  for (const [name, count] of times) if (count > 1) faults.push(`${name}: recorded ${count} times`);
  for (const change of changes) {
    if (isOpen(change) && !isLastOfKey(change, changes))
      faults.push(`${change.id}: open although ${change.key} was written since`);
  }
  faults.push(...(await compareVersions(client, changes)), ...(await compareLinks(client, changes)));
  return faults;
}

/** Each link is what its newest applied change made of it; a key whose newest change is open may be either. */
async function compareLinks(client: OssClient, changes: readonly Change[]): Promise<string[]> {
  const faults: string[] = [];
  for (const bucket of killBuckets) {
    for (const key of keysOfBucket) {
      // Newest first. A write that was overtaken by an earlier one is not what is stored.
      const ofKey = changes.filter((change) => change.bucket === bucket && change.key === key);
      const newest = ofKey.find(
        ({ outcome, overtakenBy }) => outcome === 'applied' && overtakenBy === undefined,
      );
      const recorded = [newest, ...ofKey.filter(isOpen)].map((change) => change?.intended?.target);
      const { target } = await getSymlink(client, { bucket, key });
      if (!recorded.includes(target))
        faults.push(`${bucket}: ${key} leads to ${target}, recorded is ${recorded.join(' or ')}`);
    }
  }
  return faults;
}

/** In the bucket that keeps versions every write can be told: one version for each applied change, none for others. */
async function compareVersions(client: OssClient, changes: readonly Change[]): Promise<string[]> {
  const faults: string[] = [];
  const made = new Map<string, number>();
  let markers: { keyMarker?: string | undefined; versionIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await listObjectVersions(client, { bucket: 'kept', ...markers });
    for (const { key, versionId } of page.entries) {
      const { target } = await getSymlink(client, { bucket: 'kept', key, versionId });
      made.set(target, (made.get(target) ?? 0) + 1);
    }
    if (!page.isTruncated) break;
    markers = { keyMarker: page.nextKeyMarker, versionIdMarker: page.nextVersionIdMarker };
  }
  const wanted = new Map<string, number>();
  for (const { bucket, outcome, intended, id, mayArriveUntil } of changes) {
    if (bucket !== 'kept') continue;
    const target = intended?.target ?? '';
    if (outcome === 'applied') wanted.set(target, (wanted.get(target) ?? 0) + 1);
    const isFinal = outcome === 'unknown' && mayArriveUntil === undefined;
    if (isFinal) faults.push(`${id}: unknown in a bucket whose versions tell`);
  }
  for (const target of new Set([...made.keys(), ...wanted.keys()])) {
    const [versions, applied] = [made.get(target) ?? 0, wanted.get(target) ?? 0];
    if (versions !== applied)
      faults.push(`${target}: ${versions} versions, ${applied} changes recorded as applied`);
  }
  return faults;
}

async function until(isMet: () => boolean, logs: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!isMet()) {
    if (Date.now() > deadline) throw new Error(`Nothing was acknowledged for a minute.\n${logs()}`);
    await pause(5);
  }
}
