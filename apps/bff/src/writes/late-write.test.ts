import type { Change } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startIntermediary, type Intermediary } from '../testing/intermediary.ts';
import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';

let oss: RunningOss;
let path: Intermediary;
let stack: Stack;
let time = Date.parse('2026-11-22T10:00:00Z');
const clock = (): Date => new Date(time);
let bucket: string;
let counter = 0;

beforeAll(async () => {
  oss = await startOss({ clock });
  path = await startIntermediary(oss.url);
  // Nobody but the tests looks at open writes.
  stack = await startStack({
    clock,
    oss,
    connection: { endpoint: path.url },
    bff: { resolveAfterMs: 3_600_000 },
  });
});
afterAll(async () => {
  await stack.stop();
  await path.stop();
  await oss.stop();
});
beforeEach(() => {
  bucket = `late-${(counter += 1)}`;
  oss.admin.putBucket({ name: bucket });
  for (const key of ['v1', 'v2', 'v3']) oss.admin.putObject({ bucket, key, body: key });
  oss.admin.putSymlink({ bucket, key: 'link', target: 'v1', metadata: { a: 'b' } });
  time += 600_000;
});

const scope = {
  connection: 'default',
  get bucket() {
    return bucket;
  },
  key: 'link',
};
const view = () => readForWrite(stack.bffUrl, scope);
const getChange = (id: string): Promise<Change> =>
  expectOk(stack.bffUrl, 'getChange', { query: { connection: 'default', id } });
const repoint = async (target: string, accept: string[] = []) => {
  const { token } = await view();
  return callApi(stack.bffUrl, 'repointLink', { body: { ...scope, target, accept }, ifMatch: token });
};
const targetNow = (): string | undefined => oss.admin.find({ bucket, key: 'link' })?.target;

/** A repoint to v2 that stays on its way. */
async function loseRepoint(): Promise<{ id: string; deliver: () => Promise<number> }> {
  const { token } = await view();
  const held = path.holdNext('PUT');
  const { change } = await expectOk(stack.bffUrl, 'repointLink', {
    body: { ...scope, target: 'v2' },
    ifMatch: token,
  });
  expect(change).toMatchObject({
    outcome: 'unknown',
    mayArriveUntil: new Date(time + 120_000).toISOString(),
  });
  return { id: change.id, deliver: () => held.deliver() };
}

describe('a write that OSS takes after it was given up', () => {
  test('is told within two minutes, also when nobody wrote since', async () => {
    const lost = await loseRepoint();
    time += 95_000;
    expect(await getChange(lost.id)).toMatchObject({ outcome: 'unknown' });
    expect(await lost.deliver()).toBe(200);
    const change = await getChange(lost.id);
    expect(change).toMatchObject({
      outcome: 'applied',
      after: { link: { target: 'v2', metadata: { value: { a: 'b' } } } },
      undo: { possible: true },
    });
    expect(change.mayArriveUntil).toBeUndefined();
  });

  test('and never came counts as failed only when it cannot come any more', async () => {
    const lost = await loseRepoint();
    time += 119_000;
    expect(await getChange(lost.id)).toMatchObject({ outcome: 'unknown' });
    time += 2000;
    const change = await getChange(lost.id);
    expect(change).toMatchObject({ outcome: 'failed', problem: { code: 'oss-unreachable' } });
    expect(change.mayArriveUntil).toBeUndefined();
  });

  test('makes a later write to the key a choice that names when it ends, in pre-flight and in the write', async () => {
    const lost = await loseRepoint();
    time += 5000;
    const finding = {
      level: 'choose',
      code: 'earlier-write-open',
      change: lost.id,
      target: 'v2',
      mayArriveUntil: new Date(time + 115_000).toISOString(),
    };
    const { findings } = await expectOk(stack.bffUrl, 'preflight', {
      body: { action: 'repoint', ...scope, target: 'v3' },
    });
    expect(findings).toContainEqual(finding);
    expect(await repoint('v3')).toMatchObject({
      ok: false,
      problem: { code: 'choice-required', needs: ['earlier-write-open'] },
    });
    expect(targetNow()).toBe('v1');
    time += 116_000;
    expect(await repoint('v3')).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
    expect(await getChange(lost.id)).toMatchObject({ outcome: 'failed' });
  });

  test('over a later write is told on both changes, and can be undone', async () => {
    const lost = await loseRepoint();
    time += 5000;
    const later = await repoint('v3', ['earlier-write-open']);
    if (!later.ok) throw new Error('the later write was refused');
    expect(later.body.change).toMatchObject({
      outcome: 'applied',
      earlier: { change: lost.id, mayArriveUntil: new Date(time + 115_000).toISOString() },
    });
    expect(await getChange(lost.id)).toMatchObject({
      outcome: 'unknown',
      overwrittenBy: later.body.change.id,
      mayArriveUntil: new Date(time + 115_000).toISOString(),
    });
    time += 40_000;
    expect(await lost.deliver()).toBe(200);
    // Several ask at once: each resolves, and the last one must not forget what the first one found.
    const [after] = await Promise.all([
      getChange(later.body.change.id),
      getChange(later.body.change.id),
      getChange(lost.id),
    ]);
    expect(after).toMatchObject({ outcome: 'applied', overtakenBy: lost.id, undo: { possible: false } });
    expect(after.earlier).toBeUndefined();
    expect(await getChange(lost.id)).toMatchObject({
      outcome: 'applied',
      overtook: later.body.change.id,
      undo: { possible: true },
    });
    const { token } = await view();
    const undone = await expectOk(stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: lost.id },
      ifMatch: token,
    });
    expect(undone.change.outcome).toBe('applied');
    expect(targetNow()).toBe('v1');
  });

  test('and did not come over a later write stays unknown, closed, and is not looked at for ever', async () => {
    const lost = await loseRepoint();
    const later = await repoint('v3', ['earlier-write-open']);
    if (!later.ok) throw new Error('the later write was refused');
    time += 125_000;
    const change = await getChange(lost.id);
    expect(change).toMatchObject({ outcome: 'unknown', overwrittenBy: later.body.change.id });
    expect(change.mayArriveUntil).toBeUndefined();
    expect((await getChange(later.body.change.id)).earlier).toBeUndefined();
    const calls = oss.faults.add({ match: { bucket }, effect: { kind: 'hook', run: () => {} } });
    await getChange(lost.id);
    calls.remove();
    // Only the request line is formatted anew.
    expect(calls.hits).toBe(0);
  });

  test('to which the later write meant the same is no news', async () => {
    const lost = await loseRepoint();
    const later = await repoint('v2', ['earlier-write-open']);
    if (!later.ok) throw new Error('the later write was refused');
    time += 1000;
    expect(await lost.deliver()).toBe(200);
    expect((await getChange(later.body.change.id)).overtakenBy).toBeUndefined();
  });

  test('is no choice any more once it has arrived', async () => {
    const lost = await loseRepoint();
    expect(await lost.deliver()).toBe(200);
    expect(await repoint('v3')).toMatchObject({ ok: true });
    expect(await getChange(lost.id)).toMatchObject({ outcome: 'applied', undo: { possible: false } });
  });

  test('keeps an upload to the key waiting', async () => {
    const held = path.holdNext('PUT');
    const created = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...scope, key: 'new', target: 'v1' },
      ifNoneMatch: '*',
    });
    await held.arrived;
    expect(created.change.outcome).toBe('unknown');
    const upload = () =>
      fetch(
        `${stack.bffUrl}/api/v1/objects/upload?${new URLSearchParams({ ...scope, key: 'new' }).toString()}`,
        {
          method: 'POST',
          headers: {
            'x-signpost-csrf': '1',
            'content-type': 'application/octet-stream',
            'if-none-match': '*',
          },
          body: 'mine',
        },
      );
    const refused = await upload();
    expect(await refused.json()).toMatchObject({
      code: 'write-blocked',
      params: { finding: 'earlier-write-open' },
    });
    time += 121_000;
    expect((await upload()).status).toBe(200);
  });
});

describe('in a bucket with versioning', () => {
  beforeEach(() => {
    oss.admin.setVersioning(bucket, 'Enabled');
    oss.admin.putSymlink({ bucket, key: 'link', target: 'v1', metadata: { a: 'b' } });
  });

  test('a write below what somebody else wrote since is found by its version', async () => {
    const lost = await loseRepoint();
    expect(await lost.deliver()).toBe(200);
    const { versionId } = oss.admin.putSymlink({ bucket, key: 'link', target: 'theirs' });
    const change = await getChange(lost.id);
    expect(change).toMatchObject({ outcome: 'applied', undo: { possible: false } });
    expect(change.after).toBeUndefined();
    expect(versionId).toBeDefined();
    expect((await view()).state).toMatchObject({ link: { target: 'theirs' } });
  });

  test('a write that is not among the versions never came, although somebody else wrote since', async () => {
    const lost = await loseRepoint();
    oss.admin.putSymlink({ bucket, key: 'link', target: 'theirs' });
    time += 121_000;
    expect(await getChange(lost.id)).toMatchObject({ outcome: 'failed' });
  });

  test('of two equal writes, one lost and one done, each version is claimed once', async () => {
    const lost = await loseRepoint();
    expect(await repoint('v2', ['earlier-write-open'])).toMatchObject({ ok: true });
    time += 121_000;
    expect(await getChange(lost.id)).not.toMatchObject({ outcome: 'applied' });
  });

  test('a delete is found by its marker', async () => {
    const held = path.holdNext('DELETE');
    const { token } = await view();
    const { change } = await expectOk(stack.bffUrl, 'deleteLink', { body: scope, ifMatch: token });
    expect(await held.deliver()).toBe(204);
    oss.admin.putSymlink({ bucket, key: 'link', target: 'theirs' });
    expect(await getChange(change.id)).toMatchObject({ outcome: 'applied' });
  });
});

test('what somebody outside wrote over an open write closes it once it cannot arrive any more', async () => {
  const lost = await loseRepoint();
  oss.admin.putSymlink({ bucket, key: 'link', target: 'theirs' });
  expect(await getChange(lost.id)).toMatchObject({ outcome: 'unknown', mayArriveUntil: expect.any(String) });
  time += 121_000;
  const change = await getChange(lost.id);
  expect(change).toMatchObject({ outcome: 'unknown', overwrittenBy: 'outside' });
});

test('an undo asks for the same choice', async () => {
  const first = await repoint('v2');
  if (!first.ok) throw new Error('the first write was refused');
  const { token } = await view();
  const held = path.holdNext('PUT');
  const lost = await expectOk(stack.bffUrl, 'repointLink', {
    body: { ...scope, target: 'v3' },
    ifMatch: token,
  });
  await held.arrived;
  expect(lost.change.outcome).toBe('unknown');
  const problem = await expectProblem(stack.bffUrl, 'undoChange', {
    body: { connection: 'default', change: first.body.change.id },
    ifMatch: token,
  });
  expect(problem).toMatchObject({ code: 'choice-required', needs: ['earlier-write-open'] });
});
