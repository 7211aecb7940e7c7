import type { WriteView } from '@signpost/api-contract';
import fc from 'fast-check';
import { expect } from 'vitest';
import {
  interfere,
  key,
  look,
  prepare,
  targets,
  truth,
  write,
  type Run,
  type SafetyStack,
  type Start,
  type Step,
  type Truth,
  type Versioning,
  type World,
} from './write-world.ts';

/**
 * The property behind every write: whatever is stored at a key, however the bucket keeps versions, and whatever somebody
 * else does meanwhile, no real object is lost without its proof and nothing changes under a stale view.
 *
 * Left out is only what OSS cannot guard: somebody puts a real object over something that stood there, between our
 * last look and our write, in a bucket that keeps no version of it. There the racing writer puts a link instead.
 */

export const runs: fc.Arbitrary<Run> = fc.record({
  versioning: fc.constantFrom<Versioning[]>('never', 'Enabled', 'Suspended'),
  start: fc.constantFrom<Start[]>(
    'absent',
    'object',
    'link',
    'link to link',
    'delete marker',
    'object under a marker',
    'object under a link',
  ),
  steps: fc.array(
    fc.record({
      verb: fc.constantFrom<Step['verb'][]>('create', 'repoint', 'delete', 'delete-object', 'undo', 'undo'),
      reads: fc.constantFrom<Step['reads'][]>('fresh', 'fresh', 'fresh', 'stale', 'racing', 'pausing'),
      wire: fc.constantFrom<Step['wire'][]>('fine', 'fine', 'fine', 'fine', 'reset-before', 'reset-after'),
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
export async function checkRun({ stack, pause }: SafetyStack, run: Run): Promise<void> {
  const bucket = `safety-${process.pid}-${(buckets += 1)}`;
  prepare(stack, bucket, run);
  const world: World = { stack, pause, bucket, versioning: run.versioning, lastChange: undefined };
  for (const step of run.steps) await checkStep(world, step);
}

async function checkStep(world: World, step: Step): Promise<void> {
  const seen = await look(world);
  if (step.verb === 'undo' && world.lastChange === undefined) return;
  if (step.reads === 'stale') await checkStale(world, step, seen);
  else if (step.reads === 'racing') await checkRacing(world, step, seen);
  else if (step.reads === 'pausing') await checkPausing(world, step, seen);
  else await checkFresh(world, step, seen);
}

async function checkStale(world: World, step: Step, seen: WriteView): Promise<void> {
  await interfere(world, step, seen);
  const before = await truth(world);
  const answer = await write(world, step, seen);
  expect(answer.ok, JSON.stringify(answer)).toBe(false);
  expect(await truth(world)).toEqual(before);
}

async function checkFresh(world: World, step: Step, seen: WriteView): Promise<void> {
  const before = await truth(world);
  const wire = breakWire(world, step);
  const answer = await write(world, step, seen);
  wire.remove();
  const after = await truth(world);
  if (!answer.ok) {
    expect(after).toEqual(before);
    return;
  }
  if (step.wire === 'reset-before') {
    expect(after).toEqual(before);
    expect(answer.body.change.outcome).toBe('unknown');
    return;
  }
  expect(answer.body.change.outcome).toBe('applied');
  // Where the bucket is to the letter as our write left it, nobody's change can be lost: a link that came and went again.
  if (step.verb === 'undo')
    expect(before, "an undo over somebody's later change").toEqual(world.lastChange?.left);
  await checkNothingLost(world, { step, before });
  await checkOnlyTarget(world, { step, seen, now: await look(world) });
  world.lastChange = { id: answer.body.change.id, before: seen, left: after };
}

/** The connection of the next write is reset, before OSS takes it or after. */
function breakWire({ stack, bucket }: World, { wire }: Step): { remove: () => void } {
  if (wire === 'fine') return { remove: () => {} };
  return stack.faults.add({
    match: { operation: ['PutSymlink', 'DeleteObject'], bucket, key },
    times: 1,
    effect: { kind: 'reset', when: wire === 'reset-before' ? 'before' : 'after' },
  });
}

/** OSS answers 503 and somebody else uses the pause: the write is not repeated over what they did. */
async function checkPausing(world: World, step: Step, seen: WriteView): Promise<void> {
  const { stack, bucket, pause } = world;
  let left = await truth(world);
  pause.run = async () => {
    pause.run = async () => {};
    await interfere(world, step, seen);
    left = await truth(world);
  };
  const fault = stack.faults.add({
    match: { operation: ['PutSymlink', 'DeleteObject'], bucket, key },
    times: 1,
    effect: { kind: 'busy', ...(step.outsider % 2 === 0 ? {} : { delayMs: 3000 }) },
  });
  const answer = await write(world, step, seen);
  fault.remove();
  pause.run = async () => {};
  expect(answer.ok, JSON.stringify(answer)).toBe(false);
  expect(await truth(world)).toEqual(left);
  // Where nothing was sent, nobody wrote either: the last change can still be undone.
  if (fault.hits > 0) world.lastChange = undefined;
}

/** Every real object that was there, current or below, is still a version, or the request named it. */
async function checkNothingLost(
  world: World,
  { step, before }: { step: Step; before: Truth },
): Promise<void> {
  const after = await truth(world);
  const isKept = (one: Truth['versions'][number]): boolean =>
    after.versions.some(({ etag, versionId }) => etag === one.etag && versionId === one.versionId);
  const lost = before.versions.filter(
    (one) => one.type !== 'Symlink' && one.type !== 'marker' && !isKept(one),
  );
  if (lost.length > 0) expect(step).toMatchObject({ proof: 'right' });
  expect(lost.length).toBeLessThanOrEqual(1);
}

/** A repoint, and an undo of one, change the target and nothing else of what was known. */
async function checkOnlyTarget(
  { lastChange }: World,
  { step, seen, now }: { step: Step; seen: WriteView; now: WriteView },
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

async function checkRacing(world: World, step: Step, seen: WriteView): Promise<void> {
  const { stack, bucket, versioning } = world;
  const isGuarded = versioning === 'never' && seen.state.kind === 'absent' && !step.verb.startsWith('delete');
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
