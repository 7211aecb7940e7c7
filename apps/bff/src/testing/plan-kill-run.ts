import { setTimeout as pause } from 'node:timers/promises';
import type { OperationName, Plan } from '@signpost/api-contract';
import {
  getObjectAcl,
  getObjectTagging,
  getSymlink,
  listObjectVersions,
  putBucket,
  putBucketVersioning,
  putObject,
  putSymlink,
  type OssClient,
} from '@signpost/oss-client';
import pMap from 'p-map';
import { callApi, type Answered, type CallParts } from './api.ts';
import { scanBucket } from './scan.ts';
import { toTurns, withKillRig, type KillRig, type Kills } from './kill-rig.ts';

const connection = 'default';
const bucket = 'kept';
const inFlight = 8;
/** A killed write is looked for over two minutes before its outcome is given up. */
const endsWithinMs = 600_000;

/** What a run left behind. */
export interface PlanKillResult {
  applied: Plan;
  /** Absent where the run ended before that. */
  rolledBack?: Plan;
  /** What contradicts the promise, in words. */
  faults: string[];
}

interface Run {
  links: number;
  random: () => number;
  /** Takes the plan back, once writes of killed processes cannot arrive any more: after two minutes. */
  rollsBack: boolean;
}

/**
 * Applies a folder move while processes are killed at random moments. The bucket keeps versions, so that every write
 * can be counted: a link that was written twice has one too many.
 */
export function runPlanKills(kills: Kills, { links, random, rollsBack }: Run): Promise<PlanKillResult> {
  return withKillRig(async (rig) => {
    const { client } = rig;
    const names = toNames(links);
    await prepare(client, names);
    const first = await readLinks(client, names);
    const source = { kind: 'folder-move', prefix: 'live/', to: '2.0/' } as const;
    const drafted = await ask(rig, 'draftPlan', { body: { connection, bucket, source } });
    const plan = await untilState(rig, drafted.id, 'open');
    await apply(rig, plan);
    await strikeWhileApplied(rig, plan, { kills, random });
    if (!rollsBack) {
      const applied = await untilNoneWaits(rig, plan.id);
      return { applied, faults: await compareSettled(rig, plan.id, names) };
    }
    const applied = await untilState(rig, plan.id, 'done');
    const faults = [
      ...(await listUnapplied(rig, plan.id)),
      ...compareTargets(await readLinks(client, names), (name) => `2.0/${name}`),
      ...[...(await countVersions(client, 'live/'))].flatMap(([key, count]) =>
        count === 2 ? [] : [`${key}: ${count} versions`],
      ),
    ];
    const back = await ask(rig, 'rollBackPlan', { body: { connection, plan: plan.id } });
    await apply(rig, await untilState(rig, back.id, 'open'));
    const rolledBack = await untilState(rig, back.id, 'done');
    faults.push(...(await listUnapplied(rig, back.id)));
    const last = await readLinks(client, names);
    for (const name of names)
      if (last.get(name) !== first.get(name))
        faults.push(`${name}: ${last.get(name)}, was ${first.get(name)}`);
    return { applied, rolledBack, faults };
  });
}

/**
 * Renames a folder of objects, each with a link that leads to it, while processes are killed at random moments: copies,
 * then links, then deletes.
 */
export function runRenameKills(
  kills: Kills,
  { objects, random }: { objects: number; random: () => number },
): Promise<Omit<PlanKillResult, 'rolledBack'>> {
  return withKillRig(async (rig) => {
    const { client } = rig;
    const names = toNames(objects);
    await prepare(client, names);
    await scanBucket(rig.base, bucket);
    const source = { kind: 'rename-keys', renamed: { by: 'prefix', prefix: '1.0/', to: '1.1/' } } as const;
    const drafted = await ask(rig, 'draftPlan', { body: { connection, bucket, source } });
    const plan = await untilState(rig, drafted.id, 'open');
    await apply(rig, plan);
    await strikeWhileApplied(rig, plan, { kills, random });
    const applied = await untilState(rig, plan.id, 'done');
    const live = await countVersions(client, 'live/');
    const copies = await countVersions(client, '1.1/');
    // What was stored, and the marker of its delete.
    const old = await countVersions(client, '1.0/');
    const faults = [
      ...(await listUnapplied(rig, plan.id)),
      ...compareTargets(await readLinks(client, names), (name) => `1.1/${name}`),
      ...names.flatMap((name) => {
        const made = [live.get(`live/${name}`), copies.get(`1.1/${name}`), old.get(`1.0/${name}`)].join();
        return made === '2,1,2' ? [] : [`${name}: ${made} versions of link, copy and old key`];
      }),
    ];
    return { applied, faults };
  });
}

/** Strikes at random moments of what a plan has left to do, evenly over all of it. */
async function strikeWhileApplied(
  rig: KillRig,
  { id, rows }: Plan,
  { kills, random }: { kills: Kills; random: () => number },
): Promise<void> {
  for (const [i, victim] of toTurns(kills, random).entries()) {
    const share = (i + random()) / sumOf(kills);
    await untilApplied(rig, id, Math.floor(rows * share * 0.9));
    await rig.strike(victim);
  }
}

const toNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `file-${String(i).padStart(5, '0')}.txt`);

const sumOf = (kills: Kills): number => Object.values(kills).reduce((sum, count) => sum + count, 0);

async function prepare(client: OssClient, names: readonly string[]): Promise<void> {
  await putBucket(client, { bucket });
  await putBucketVersioning(client, { bucket, status: 'Enabled' });
  const httpHeaders = { contentType: 'text/plain' };
  await pMap(
    names,
    async (name) => {
      for (const folder of ['1.0', '2.0'])
        await putObject(client, {
          bucket,
          key: `${folder}/${name}`,
          body: Buffer.from(`${folder} ${name}`),
          httpHeaders,
        });
      await putSymlink(client, {
        bucket,
        key: `live/${name}`,
        target: `1.0/${name}`,
        httpHeaders: { ...httpHeaders, cacheControl: 'no-cache' },
        storageClass: 'Standard',
        acl: 'public-read',
        metadata: { owner: name },
        tags: { release: 'one' },
      });
    },
    { concurrency: inFlight },
  );
}

/** Everything that is stored of each link, as text. */
async function readLinks(client: OssClient, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const read = async (name: string): Promise<[string, string]> => {
    const place = { bucket, key: `live/${name}` };
    const { target, httpHeaders, metadata, storageClass } = await getSymlink(client, place);
    const { acl } = await getObjectAcl(client, place);
    const { tags } = await getObjectTagging(client, place);
    return [name, JSON.stringify({ target, httpHeaders, metadata, storageClass, acl, tags })];
  };
  return new Map(await pMap(names, read, { concurrency: inFlight }));
}

function compareTargets(links: ReadonlyMap<string, string>, wanted: (name: string) => string): string[] {
  return [...links].flatMap(([name, text]) => {
    const { target } = JSON.parse(text) as { target: string };
    return target === wanted(name) ? [] : [`${name}: leads to ${target}`];
  });
}

/** Rows that a plan which is done has not written, and why. */
async function listUnapplied(rig: KillRig, id: string): Promise<string[]> {
  const query = { connection, plan: id, limit: '100' };
  const outcomes = ['failed', 'drifted', 'unknown', 'left-out'] as const;
  const pages = await Promise.all(
    outcomes.map((outcome) => ask(rig, 'listPlanRows', { query: { ...query, outcome } })),
  );
  return pages
    .flatMap(({ items }) => items)
    .map(({ key, outcome, problem }) => `${key}: ${outcome} ${problem?.code ?? ''}`);
}

/** Of the rows that are applied; one of unknown outcome is written or not. */
async function compareSettled(rig: KillRig, id: string, names: readonly string[]): Promise<string[]> {
  const versions = await countVersions(rig.client, 'live/');
  const links = await readLinks(rig.client, names);
  const query = { connection, plan: id, limit: '1000' };
  const { items } = await ask(rig, 'listPlanRows', { query });
  return items.flatMap(({ key, outcome, target }) => {
    const link = links.get(key.slice('live/'.length)) ?? '{}';
    const isMoved = (JSON.parse(link) as { target?: string }).target === target;
    const isOnce = versions.get(key) === (isMoved ? 2 : 1);
    if (isOnce && (isMoved ? outcome !== 'failed' : outcome === 'unknown')) return [];
    return [`${key}: ${outcome}, ${versions.get(key) ?? 0} versions, ${link}`];
  });
}

async function countVersions(client: OssClient, prefix: string): Promise<ReadonlyMap<string, number>> {
  const made = new Map<string, number>();
  let markers: { keyMarker?: string | undefined; versionIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await listObjectVersions(client, { bucket, prefix, ...markers });
    for (const { key } of page.entries) made.set(key, (made.get(key) ?? 0) + 1);
    if (!page.isTruncated) break;
    markers = { keyMarker: page.nextKeyMarker, versionIdMarker: page.nextVersionIdMarker };
  }
  return made;
}

/** Asks until the console, or its database, is there again. Only for requests that may be made twice. */
async function ask<N extends OperationName>(
  { base, logs }: KillRig,
  name: N,
  parts: CallParts<N>,
): Promise<Extract<Answered<N>, { ok: true }>['body']> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const answer = await callApi(base, name, parts).catch(() => undefined);
    if (answer?.ok === true) return answer.body;
    if (answer !== undefined && answer.status < 500)
      throw new Error(`${name}: ${answer.problem.code} ${JSON.stringify(answer.problem.params)}`);
    if (Date.now() > deadline) throw new Error(`${name} is not answered.\n${logs()}`);
    await pause(50);
  }
}

async function apply(rig: KillRig, { id, revision, needs }: Plan): Promise<void> {
  const { accept, confirm } = needs;
  const body = { connection, plan: id, revision, accept, ...(confirm === undefined ? {} : { confirm }) };
  await ask(rig, 'applyPlan', { body });
}

const read = (rig: KillRig, id: string): Promise<Plan> =>
  ask(rig, 'getPlan', { query: { connection, plan: id } });

async function untilApplied(rig: KillRig, id: string, rows: number): Promise<void> {
  const deadline = Date.now() + endsWithinMs;
  for (;;) {
    const { state, outcomes } = await read(rig, id);
    if (state === 'done' || (outcomes.applied ?? 0) >= rows) return;
    if (Date.now() > deadline) throw new Error(`Only ${outcomes.applied ?? 0} of ${rows} rows are applied.`);
    await pause(20);
  }
}

async function untilNoneWaits(rig: KillRig, id: string): Promise<Plan> {
  const deadline = Date.now() + endsWithinMs;
  for (;;) {
    const plan = await read(rig, id);
    const { waiting = 0, running = 0 } = plan.outcomes;
    if (waiting + running === 0) return plan;
    if (Date.now() > deadline) throw new Error(`Rows still wait: ${JSON.stringify(plan.outcomes)}`);
    await pause(50);
  }
}

async function untilState(rig: KillRig, id: string, state: Plan['state']): Promise<Plan> {
  const deadline = Date.now() + endsWithinMs;
  for (;;) {
    const plan = await read(rig, id);
    if (plan.state === state) return plan;
    if (Date.now() > deadline) throw new Error(`The plan is ${plan.state}: ${JSON.stringify(plan.outcomes)}`);
    await pause(100);
  }
}
