import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const day = 86_400_000;
let stack: Stack;
let ahead = 0;
let bucket = '';
let buckets = 0;
beforeAll(async () => {
  stack = await startStack({ clock: () => new Date(Date.now() + ahead) });
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `retained-${(buckets += 1)}`;
});

/** Keeps everything in the bucket for so many days, for good. */
async function retain(days: number): Promise<void> {
  const body = Buffer.from(
    `<InitiateWormConfiguration><RetentionPeriodInDays>${days}</RetentionPeriodInDays></InitiateWormConfiguration>`,
  );
  const call = { bucket, effect: 'write' } as const;
  const { headers } = await stack.client.send({
    ...call,
    operation: 'InitiateBucketWorm',
    method: 'POST',
    query: [['worm', '']],
    body,
  });
  await stack.client.send({
    ...call,
    operation: 'CompleteBucketWorm',
    method: 'POST',
    query: [['wormId', headers.get('x-oss-worm-id') ?? '']],
  });
}

async function setUp(versioning?: 'Enabled'): Promise<void> {
  stack.admin.putBucket({ name: bucket });
  if (versioning !== undefined) stack.admin.setVersioning(bucket, versioning);
  stack.admin.putObject({ bucket, key: 'a', body: 'a' });
  stack.admin.putObject({ bucket, key: 'b', body: 'b' });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'a' });
  await retain(30);
}

const scope = (key: string) => ({ connection: 'default', bucket, key });
const view = (key: string) => readForWrite(stack.bffUrl, scope(key));
const repoint = async () =>
  callApi(stack.bffUrl, 'repointLink', {
    body: { ...scope('link'), target: 'b' },
    ifMatch: (await view('link')).token,
  });

describe('in a bucket under retention', () => {
  test('a repoint and a delete are refused before they are sent, with the date', async () => {
    await setUp();
    const writes = stack.faults.add({
      match: { bucket, operation: ['PutSymlink', 'DeleteObject', 'PutObject'] },
      effect: { kind: 'hook', run: () => {} },
    });
    const { state, token } = await view('link');
    const changed = state.kind === 'link' ? Date.parse(state.facts.lastModified) : 0;
    const until = new Date(changed + 30 * day).toISOString();
    for (const request of [
      { action: 'repoint', ...scope('link'), target: 'b' } as const,
      { action: 'delete', ...scope('link') } as const,
    ]) {
      const { findings } = await expectOk(stack.bffUrl, 'preflight', { body: request });
      expect(findings[0]).toEqual({ level: 'block', code: 'retained', until });
      expect(findings.map(({ code }) => code)).not.toContain('undo-after');
    }
    expect(await repoint()).toMatchObject({
      status: 409,
      problem: { code: 'object-immutable', params: { finding: 'retained', until } },
    });
    const deleted = { body: scope('link'), ifMatch: token };
    expect(await expectProblem(stack.bffUrl, 'deleteLink', deleted)).toMatchObject({
      code: 'object-immutable',
    });
    expect(writes.hits).toBe(0);
    writes.remove();
  });

  test('an upload over an object is refused before its bytes are sent', async () => {
    await setUp();
    const { state } = await view('a');
    const facts = state.kind === 'object' ? state.facts : { etag: '', size: 0 };
    const query = { ...scope('a'), proofEtag: facts.etag, proofSize: String(facts.size) };
    const answer = await fetch(
      `${stack.bffUrl}/api/v1/objects/upload?${new URLSearchParams(query).toString()}`,
      {
        method: 'POST',
        headers: {
          'x-signpost-csrf': '1',
          'content-type': 'application/octet-stream',
          'if-match': `"${facts.etag}"`,
        },
        body: 'other',
      },
    );
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { code: 'object-immutable', params: { finding: 'retained' } },
    ]);
  });

  test('a link can be created, and until when it is kept is said before; its undo is refused until then', async () => {
    await setUp();
    const request = { action: 'create', ...scope('new'), target: 'a' } as const;
    const { findings } = await expectOk(stack.bffUrl, 'preflight', { body: request });
    const ahead30 = findings.find(({ code }) => code === 'retained-after');
    expect(ahead30).toMatchObject({ level: 'advise' });
    expect(findings.map(({ code }) => code)).not.toContain('undo-after');
    const { change } = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...scope('new'), target: 'a' },
      ifNoneMatch: '*',
    });
    const { token } = await view('new');
    const undo = { body: { connection: 'default', change: change.id }, ifMatch: token };
    expect(await expectProblem(stack.bffUrl, 'undoChange', undo)).toMatchObject({ code: 'object-immutable' });
  });

  test('what is older than the period can be changed, as OSS allows it', async () => {
    await setUp();
    ahead += 31 * day;
    expect(await repoint()).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
    expect(await repoint()).toMatchObject({ ok: false, problem: { code: 'object-immutable' } });
  });

  test('that keeps versions, a new version is no change of the kept one', async () => {
    await setUp('Enabled');
    expect(await repoint()).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
  });
});

test('a credential that may not ask for retention learns of it from OSS', async () => {
  await setUp();
  const denied = stack.faults.add({
    match: { bucket, operation: 'GetBucketWorm' },
    effect: { kind: 'error', code: 'AccessDenied' },
  });
  expect(await repoint()).toMatchObject({ status: 409, problem: { code: 'object-immutable' } });
  expect(denied.hits).toBe(1);
  denied.remove();
});
