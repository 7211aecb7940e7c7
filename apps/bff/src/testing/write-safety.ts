import {
  getObjectTagging,
  listObjectVersions,
  putObjectAcl,
  putObjectTagging,
  putSymlink,
  putObject,
  deleteObject,
} from '@signpost/oss-client';
import type { KeyView } from '@signpost/api-contract';
import fc from 'fast-check';
import { expect } from 'vitest';
import { callApi, expectOk, type Answered } from './api.ts';
import type { Stack } from './stack.ts';

/**
 * The property behind every write: whatever stands at a key, however the bucket keeps versions, and whatever somebody
 * else does meanwhile, no real object is lost without its proof and nothing changes under a stale view.
 *
 * Left out is only what OSS cannot guard: somebody puts a real object over something that stood there, between our
 * last look and our write, in a bucket that keeps no version of it. There the racing writer puts a link instead.
 */

const key = 'link';
const targets = ['a', 'b', 'chained', 'gone', 'folder'] as const;

export type Versioning = 'never' | 'Enabled' | 'Suspended';
export type Start = 'absent' | 'object' | 'link' | 'link to link' | 'delete marker';

export interface Step {
  verb: 'create' | 'repoint' | 'delete' | 'undo';
  eyes: 'fresh' | 'stale' | 'racing';
  target: (typeof targets)[number];
  proof: 'none' | 'right' | 'wrong';
  accept: boolean;
  outsider: number;
}

export interface Run {
  versioning: Versioning;
  start: Start;
  steps: Step[];
}

export const runs: fc.Arbitrary<Run> = fc.record({
  versioning: fc.constantFrom<Versioning[]>('never', 'Enabled', 'Suspended'),
  start: fc.constantFrom<Start[]>('absent', 'object', 'link', 'link to link', 'delete marker'),
  steps: fc.array(
    fc.record({
      verb: fc.constantFrom<Step['verb'][]>('create', 'repoint', 'delete', 'undo', 'undo'),
      eyes: fc.constantFrom<Step['eyes'][]>('fresh', 'fresh', 'fresh', 'stale', 'racing'),
      target: fc.constantFrom(...targets),
      proof: fc.constantFrom<Step['proof'][]>('none', 'right', 'right', 'wrong'),
      accept: fc.boolean(),
      outsider: fc.nat(4),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

let buckets = 0;

/** Carries out one run in a bucket of its own and checks every step. */
export async function checkRun(stack: Stack, run: Run): Promise<void> {
  const bucket = `safety-${process.pid}-${(buckets += 1)}`;
  prepare(stack, bucket, run);
  const world: World = { stack, bucket, versioning: run.versioning, lastChange: undefined };
  for (const step of run.steps) await checkStep(world, step);
}

interface World {
  stack: Stack;
  bucket: string;
  versioning: Versioning;
  /** The last write that was applied, with the view before it. */
  lastChange: { id: string; before: KeyView; isOvertaken: boolean } | undefined;
}

function prepare({ admin }: Stack, bucket: string, { versioning, start }: Run): void {
  admin.putBucket({ name: bucket });
  admin.putObject({ bucket, key: 'a', body: 'a', contentType: 'text/plain' });
  admin.putObject({
    bucket,
    key: 'b',
    body: 'bb',
    contentType: 'text/markdown',
    contentEncoding: 'identity',
  });
  admin.putObject({ bucket, key: 'folder/x', body: 'x' });
  admin.putSymlink({ bucket, key: 'chained', target: 'a' });
  if (versioning !== 'never') admin.setVersioning(bucket, versioning);
  const dressed = {
    bucket,
    key,
    acl: 'public-read',
    tagging: { t: '1' },
    metadata: { m: '1' },
    cacheControl: 'no-cache',
    contentType: 'text/plain',
    storageClass: 'IA',
  } as const;
  if (start === 'object') admin.putObject({ ...dressed, body: 'precious' });
  if (start === 'link') admin.putSymlink({ ...dressed, target: 'a' });
  if (start === 'link to link') admin.putSymlink({ ...dressed, target: 'chained' });
  if (start === 'delete marker') {
    admin.putObject({ ...dressed, body: 'precious' });
    admin.deleteObject({ bucket, key });
  }
}

async function checkStep(world: World, step: Step): Promise<void> {
  const seen = await look(world);
  if (step.verb === 'undo' && world.lastChange === undefined) return;
  if (step.eyes === 'stale') await checkStale(world, step, seen);
  else if (step.eyes === 'racing') await checkRacing(world, step, seen);
  else await checkFresh(world, step, seen);
}

async function checkStale(world: World, step: Step, seen: KeyView): Promise<void> {
  await interfere(world, step, seen);
  const before = await truth(world);
  const answer = await write(world, step, seen);
  expect(answer.ok, JSON.stringify(answer)).toBe(false);
  expect(await truth(world)).toEqual(before);
  if (world.lastChange !== undefined) world.lastChange.isOvertaken = true;
}

async function checkFresh(world: World, step: Step, seen: KeyView): Promise<void> {
  const before = await truth(world);
  const answer = await write(world, step, seen);
  const after = await truth(world);
  if (!answer.ok) {
    expect(after).toEqual(before);
    return;
  }
  expect(answer.body.change.outcome).toBe('applied');
  expect(
    step.verb === 'undo' && world.lastChange?.isOvertaken === true,
    "an undo over somebody's later change",
  ).toBe(false);
  await checkNothingLost(world, { step, seen, before });
  await checkOnlyTarget(world, { step, seen, now: await look(world) });
  world.lastChange = { id: answer.body.change.id, before: seen, isOvertaken: false };
}

/** A real object that stood there is still a version, or the request named it. */
async function checkNothingLost(
  world: World,
  { step, seen, before }: { step: Step; seen: KeyView; before: Truth },
): Promise<void> {
  if (seen.state.kind !== 'object') return;
  const after = await truth(world);
  const kept = after.versions.some(
    ({ etag, versionId }) => etag === before.current?.etag && versionId === before.current.versionId,
  );
  if (!kept) expect(step).toMatchObject({ verb: 'create', proof: 'right' });
}

/** A repoint, and an undo of one, change the target and nothing else of what was known. */
async function checkOnlyTarget(
  { lastChange }: World,
  { step, seen, now }: { step: Step; seen: KeyView; now: KeyView },
): Promise<void> {
  if (step.verb === 'repoint' && seen.state.kind === 'link') {
    const { headers, ...known } = seen.state.link;
    expect(now.state).toMatchObject({
      link: { ...known, target: step.target, ...(headers.known ? { headers } : {}) },
    });
  }
  if (step.verb === 'undo' && lastChange?.before.state.kind === 'link') {
    expect(now.state).toMatchObject({ kind: 'link', link: lastChange.before.state.link });
  }
  if (step.verb === 'undo' && lastChange?.before.state.kind === 'object')
    expect(now.state).toEqual(lastChange.before.state);
  if (step.verb === 'undo' && lastChange?.before.state.kind === 'absent')
    expect(now.state.kind).toBe('absent');
}

async function checkRacing(world: World, step: Step, seen: KeyView): Promise<void> {
  const { stack, bucket, versioning } = world;
  const isGuarded = versioning === 'never' && seen.state.kind === 'absent' && step.verb !== 'delete';
  const putsObject = isGuarded || versioning === 'Enabled';
  let theirs: { etag: string; versionId: string | undefined } | undefined;
  const run = (): void => {
    theirs = putsObject
      ? stack.admin.putObject({ bucket, key, body: 'racing' })
      : stack.admin.putSymlink({ bucket, key, target: 'racing' });
  };
  const fault = stack.faults.add({
    match: { operation: ['PutSymlink', 'DeleteObject'], bucket, key },
    times: 1,
    effect: { kind: 'hook', run },
  });
  const answer = await write(world, step, seen);
  fault.remove();
  const after = await truth(world);
  if (theirs !== undefined && putsObject) {
    const kept = after.versions.some(({ etag }) => etag === theirs?.etag);
    expect(kept, 'the racing object is still there').toBe(true);
    if (isGuarded) expect(answer).toMatchObject({ ok: false, problem: { code: 'key-taken' } });
  }
  if (theirs !== undefined && answer.ok && versioning === 'Enabled' && answer.body.change.action !== 'undo') {
    expect(answer.body.change.problem).toEqual({ code: 'version-between', detail: theirs.versionId });
  }
  world.lastChange = undefined;
}

function look({ stack, bucket }: World): Promise<KeyView> {
  return expectOk(stack.bffUrl, 'getObject', { query: { connection: 'default', bucket, key } });
}

type WriteAnswer = Answered<'createLink'>;

const everything = [
  'moves-link',
  'target-missing',
  'target-folder',
  'target-chained',
  'target-loops',
  ...['headers', 'metadata', 'acl', 'tags', 'storageClass'].map((part) => `part-unread:${part}`),
];

async function write(world: World, step: Step, seen: KeyView): Promise<WriteAnswer> {
  const { stack, bucket, lastChange } = world;
  const scope = { connection: 'default', bucket, key };
  const accept = step.accept ? everything : [];
  const ifMatch = seen.token;
  switch (step.verb) {
    case 'create': {
      const proof = proofOf(step, seen);
      const body = { ...scope, target: step.target, accept, ...(proof === undefined ? {} : { proof }) };
      return callApi(
        stack.bffUrl,
        'createLink',
        seen.state.kind === 'absent' ? { body, ifNoneMatch: '*' } : { body, ifMatch },
      );
    }
    case 'repoint':
      return callApi(stack.bffUrl, 'repointLink', {
        body: { ...scope, target: step.target, accept },
        ifMatch,
      });
    case 'delete':
      return callApi(stack.bffUrl, 'deleteLink', { body: { ...scope, accept }, ifMatch });
    case 'undo':
      return callApi(stack.bffUrl, 'undoChange', {
        body: { connection: 'default', change: lastChange?.id ?? '', accept },
        ifMatch,
      });
  }
}

function proofOf({ proof }: Step, { state }: KeyView): { etag: string; size: number } | undefined {
  if (proof === 'none' || state.kind !== 'object') return undefined;
  const { etag, size } = state.facts;
  return proof === 'right' ? { etag, size } : { etag, size: size + 1 };
}

/** Somebody outside changes what stands at the key, sometimes only its ACL or its tags. */
async function interfere({ stack, bucket }: World, { outsider }: Step, { state }: KeyView): Promise<void> {
  const at = { bucket, key };
  const { client } = stack;
  if (state.kind === 'object') await putObject(client, { ...at, body: Buffer.from(`other ${outsider}`) });
  else if (state.kind === 'absent') {
    if (outsider % 2 === 0) await putObject(client, { ...at, body: Buffer.from('theirs') });
    else await putSymlink(client, { ...at, target: 'theirs' });
  } else if (outsider === 0)
    await putObjectAcl(client, {
      ...at,
      acl: state.link.acl.known && state.link.acl.value === 'private' ? 'public-read' : 'private',
    });
  else if (outsider === 1) {
    const { tags } = await getObjectTagging(client, at);
    await putObjectTagging(client, { ...at, tags: { ...tags, theirs: String(Object.keys(tags).length) } });
  } else if (outsider === 2)
    await putSymlink(client, { ...at, target: `theirs-${state.link.target.slice(0, 20)}` });
  else if (outsider === 3) await deleteObject(client, at);
  else await putObject(client, { ...at, body: Buffer.from('theirs') });
}

interface Truth {
  current: { etag: string; versionId: string } | undefined;
  versions: { etag: string; versionId: string; type: string }[];
  details: unknown;
}

/** Everything the bucket holds at the key, all versions and markers included, by the outsider's eyes. */
async function truth({ stack, bucket }: World): Promise<Truth> {
  const page = await listObjectVersions(stack.client, { bucket, prefix: key });
  const found = stack.admin.find({ bucket, key });
  return {
    current:
      found === undefined
        ? undefined
        : {
            etag: found.etag,
            versionId:
              page.entries.find((one) => one.kind === 'version' && one.isLatest)?.versionId ?? 'null',
          },
    versions: page.entries.map((one) => ({
      etag: one.kind === 'version' ? one.etag : 'marker',
      versionId: one.versionId,
      type: one.kind === 'version' ? one.type : 'marker',
    })),
    details: found,
  };
}
