import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answered, callApi, expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let bucket: string;
let counter = 0;
/** Runs in the pause that OSS asked for. */
let inPause: () => void = () => {};
const pauses: number[] = [];

beforeAll(async () => {
  stack = await startStack({
    bff: {
      clientOptions: {
        retry: { attempts: 3, baseDelayMs: 100, maxDelayMs: 10_000 },
        random: () => 0.5,
        sleep: async (ms) => {
          pauses.push(ms);
          inPause();
        },
      },
    },
  });
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `throttled-${(counter += 1)}`;
  inPause = () => {};
  pauses.length = 0;
  stack.faults.clear();
  stack.admin.putBucket({ name: bucket });
  for (const key of ['v1', 'v2']) stack.admin.putObject({ bucket, key, body: key });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'v1', metadata: { a: 'b' } });
  stack.admin.putObject({ bucket, key: 'object', body: 'real' });
});

const scope = (key: string) => ({ connection: 'default', bucket, key });
const view = (key: string) => readForWrite(stack.bffUrl, scope(key));
const newest = async () =>
  (await expectOk(stack.bffUrl, 'listChanges', { query: { connection: 'default', bucket } })).items[0];

const writes: Record<string, () => Promise<Answered<'repointLink'>>> = {
  async repoint() {
    const { token } = await view('link');
    return callApi(stack.bffUrl, 'repointLink', { body: { ...scope('link'), target: 'v2' }, ifMatch: token });
  },
  async create() {
    return callApi(stack.bffUrl, 'createLink', { body: { ...scope('new'), target: 'v2' }, ifNoneMatch: '*' });
  },
  async delete() {
    const { token } = await view('link');
    return callApi(stack.bffUrl, 'deleteLink', { body: scope('link'), ifMatch: token });
  },
  async 'delete-object'() {
    const { token, state } = await view('object');
    const proof = state.kind === 'object' ? { etag: state.facts.etag, size: state.facts.size } : undefined;
    return callApi(stack.bffUrl, 'deleteObject', {
      body: { ...scope('object'), accept: ['breaks-links'], ...(proof === undefined ? {} : { proof }) },
      ifMatch: token,
    });
  },
  async undo() {
    const { token } = await view('link');
    const made = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('link'), target: 'v2' },
      ifMatch: token,
    });
    throttle();
    return callApi(stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: made.change.id },
      ifMatch: made.view?.token ?? '',
    });
  },
};
const keyOf = (name: string): string =>
  name === 'create' ? 'new' : name === 'delete-object' ? 'object' : 'link';

let delayMs: number | undefined;
let hits = (): number => 0;
/** OSS holds the next write back once. */
function throttle(): void {
  const fault = stack.faults.add({
    match: { operation: ['PutSymlink', 'DeleteObject'], bucket },
    times: 1,
    effect: { kind: 'busy', ...(delayMs === undefined ? {} : { delayMs }) },
  });
  hits = () => fault.hits;
}
const countWrites = (): (() => number) => {
  const fault = stack.faults.add({
    match: { operation: ['PutSymlink', 'DeleteObject', 'PutObject'], bucket },
    effect: { kind: 'hook', run: () => {} },
  });
  return () => fault.hits;
};

describe.each([undefined, 3000])('a write that OSS answered with 503 (delay asked for: %s)', (delay) => {
  beforeEach(() => {
    delayMs = delay;
  });

  test.each(Object.keys(writes))(
    '%s is sent again after the pause when the key is as it was',
    async (name) => {
      if (name !== 'undo') throttle();
      const answer = await writes[name]?.();
      expect(answer).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
      expect(hits()).toBe(1);
      expect(pauses).toEqual([delay === undefined ? 50 : delay + 50]);
    },
  );

  test.each(Object.keys(writes))(
    '%s is refused when somebody put a real object there in the pause',
    async (name) => {
      const key = keyOf(name);
      inPause = () => void stack.admin.putObject({ bucket, key, body: 'theirs, much longer' });
      if (name !== 'undo') throttle();
      const answer = await writes[name]?.();
      expect(answer).toMatchObject({
        ok: false,
        problem: {
          code: name === 'create' ? 'key-taken' : 'state-changed',
          now: { state: { kind: 'object' } },
        },
      });
      expect(stack.admin.find({ bucket, key })).toMatchObject({ type: 'Normal', size: 19 });
      expect(await newest()).toMatchObject({ outcome: 'failed', undo: { possible: false } });
    },
  );

  test('repoint is refused when somebody repointed the link in the pause, and is sent once', async () => {
    inPause = () => void stack.admin.putSymlink({ bucket, key: 'link', target: 'theirs' });
    throttle();
    const sent = countWrites();
    expect(await writes['repoint']?.()).toMatchObject({ ok: false, problem: { code: 'state-changed' } });
    expect(sent()).toBe(1);
    expect(stack.admin.find({ bucket, key: 'link' })?.target).toBe('theirs');
  });

  test('repoint is refused when only the ACL changed in the pause', async () => {
    inPause = () =>
      void stack.admin.putSymlink({
        bucket,
        key: 'link',
        target: 'v1',
        metadata: { a: 'b' },
        acl: 'public-read',
      });
    throttle();
    expect(await writes['repoint']?.()).toMatchObject({ ok: false, problem: { code: 'state-changed' } });
  });

  test('an upload is not sent again: what somebody wrote in the meantime stays', async () => {
    const { state } = await view('object');
    const proof = state.kind === 'object' ? state.facts : { etag: '', size: 0 };
    const fault = stack.faults.add({
      match: { operation: 'PutObject', bucket },
      effect: { kind: 'busy', ...(delay === undefined ? {} : { delayMs: delay }) },
    });
    const query = new URLSearchParams({
      ...scope('object'),
      proofEtag: proof.etag,
      proofSize: String(proof.size),
    });
    const answer = await fetch(`${stack.bffUrl}/api/v1/objects/upload?${query.toString()}`, {
      method: 'POST',
      headers: {
        'x-signpost-csrf': '1',
        'content-type': 'application/octet-stream',
        'if-match': `"${proof.etag}"`,
      },
      body: 'mine',
    });
    expect(answer.status).toBe(503);
    expect(fault.hits).toBe(1);
    expect(stack.admin.find({ bucket, key: 'object' })?.size).toBe(4);
  });
});

test('a write that OSS holds back for too long ends with what OSS asks, and is recorded as failed', async () => {
  stack.faults.add({ match: { operation: 'PutSymlink', bucket }, effect: { kind: 'busy', delayMs: 60_000 } });
  expect(await writes['repoint']?.()).toMatchObject({
    ok: false,
    status: 503,
    problem: { code: 'oss-throttled', retryAfterMs: 60_000 },
  });
  expect(pauses).toEqual([]);
  expect(await newest()).toMatchObject({ outcome: 'failed', problem: { code: 'oss-throttled' } });
});
