import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let time = Date.parse('2026-11-22T10:00:00Z');
const clock = (): Date => new Date(time);
let bucket: string;
let counter = 0;

beforeAll(async () => {
  stack = await startStack({ clock, impatient: true });
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `lost-${(counter += 1)}`;
  stack.faults.clear();
  stack.admin.putBucket({ name: bucket });
  for (const key of ['v1', 'v2']) stack.admin.putObject({ bucket, key, body: key });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'v1', metadata: { a: 'b' } });
  time += 10_000;
});

const scope = (key: string) => ({ connection: 'default', bucket, key });
const view = (key: string) => readForWrite(stack.bffUrl, scope(key));
const repoint = async () => {
  const { token } = await view('link');
  return expectOk(stack.bffUrl, 'repointLink', { body: { ...scope('link'), target: 'v2' }, ifMatch: token });
};
const change = (id: string) => expectOk(stack.bffUrl, 'getChange', { query: { connection: 'default', id } });

describe('a write whose answer was lost', () => {
  test.each(['reset', 'stall'] as const)(
    '(%s) is settled as applied by looking, and is sent once',
    async (kind) => {
      const fault = stack.faults.add({
        match: { operation: 'PutSymlink', bucket },
        effect: { kind, when: 'after' },
      });
      const { change, view } = await repoint();
      expect(change).toMatchObject({ outcome: 'applied', undo: { possible: true } });
      expect(view?.state).toMatchObject({ link: { target: 'v2', metadata: { value: { a: 'b' } } } });
      expect(fault.hits).toBe(1);
    },
  );

  test('and that never arrived stays unknown until it cannot arrive any more, then counts as failed', async () => {
    const fault = stack.faults.add({
      match: { operation: 'PutSymlink', bucket },
      effect: { kind: 'reset', when: 'before' },
    });
    const { token } = await view('link');
    const response = await fetch(`${stack.bffUrl}/api/v1/links`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-signpost-csrf': '1', 'if-match': `"${token}"` },
      body: JSON.stringify({ ...scope('link'), target: 'v2' }),
    });
    expect(response.status).toBe(202);
    const answer = (await response.json()) as { change: { id: string; outcome: string }; view?: unknown };
    expect(answer.change).toMatchObject({
      outcome: 'unknown',
      undo: { possible: false, why: 'outcome-open' },
    });
    expect(answer.view).toBeUndefined();
    expect(await change(answer.change.id)).toMatchObject({ outcome: 'unknown' });
    time += 121_000;
    expect(await change(answer.change.id)).toMatchObject({
      outcome: 'failed',
      problem: { code: 'oss-unreachable' },
    });
    expect(fault.hits).toBe(1);
    expect(stack.admin.find({ bucket, key: 'link' })?.target).toBe('v1');
  });

  test('and over which somebody else has written stays unknown: it cannot be told any more', async () => {
    stack.faults.add({
      match: { operation: 'GetSymlink', bucket },
      skip: 2,
      times: 1,
      effect: {
        kind: 'hook',
        run: () => void stack.admin.putSymlink({ bucket, key: 'link', target: 'theirs' }),
      },
    });
    stack.faults.add({
      match: { operation: 'PutSymlink', bucket },
      effect: { kind: 'reset', when: 'after' },
    });
    const { change: made } = await repoint();
    expect(made.outcome).toBe('unknown');
    time += 121_000;
    expect(await change(made.id)).toMatchObject({ outcome: 'unknown', overwrittenBy: 'outside' });
  });

  test('is a delete as well', async () => {
    stack.faults.add({
      match: { operation: 'DeleteObject', bucket },
      effect: { kind: 'reset', when: 'after' },
    });
    const { token } = await view('link');
    const deleted = await expectOk(stack.bffUrl, 'deleteLink', { body: scope('link'), ifMatch: token });
    expect(deleted.change.outcome).toBe('applied');
    expect(deleted.view?.state.kind).toBe('absent');
  });

  test('is settled while OSS cannot be looked at by looking again later', async () => {
    const put = stack.faults.add({
      match: { operation: 'PutSymlink', bucket },
      effect: { kind: 'reset', when: 'after' },
    });
    const { token } = await view('link');
    const look = stack.faults.add({
      match: { operation: 'GetSymlink', bucket },
      skip: 1,
      effect: { kind: 'busy' },
    });
    const { change: made } = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('link'), target: 'v2' },
      ifMatch: token,
    });
    expect(made.outcome).toBe('unknown');
    put.remove();
    look.remove();
    expect(await change(made.id)).toMatchObject({ outcome: 'applied' });
  });

  test('that a 503 of OSS answered is not one: it was not done', async () => {
    stack.faults.add({ match: { operation: 'PutSymlink', bucket }, effect: { kind: 'busy', delayMs: 4000 } });
    const { token } = await view('link');
    const problem = await expectProblem(stack.bffUrl, 'repointLink', {
      body: { ...scope('link'), target: 'v2' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({
      code: 'oss-throttled',
      status: 503,
      retryable: true,
      retryAfterMs: 4000,
    });
    const { items } = await expectOk(stack.bffUrl, 'listChanges', {
      query: { connection: 'default', bucket },
    });
    expect(items[0]).toMatchObject({ outcome: 'failed', problem: { code: 'oss-throttled' } });
  });

  test('whose read-back fails is applied all the same', async () => {
    const { token } = await view('link');
    stack.faults.add({ match: { operation: 'GetSymlink', bucket }, skip: 1, effect: { kind: 'busy' } });
    const result = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('link'), target: 'v2' },
      ifMatch: token,
    });
    expect(result.change).toMatchObject({ outcome: 'applied', undo: { possible: false } });
    expect(result.view).toBeUndefined();
  });
});

describe('a crash between intent and outcome', () => {
  test('is resolved by a read after the next start', async () => {
    const { change: made } = await repoint();
    // As a process leaves it that is killed after OSS took the write: an intent without an outcome.
    await stack.state.database.pool.query(
      "UPDATE signpost.changes SET outcome = 'pending', outcome_at = NULL, after = NULL WHERE id = $1",
      [made.id],
    );
    const again = await startStack({ clock, impatient: true, oss: stack.oss, state: stack.state });
    try {
      const resolved = await expectOk(again.bffUrl, 'getChange', {
        query: { connection: 'default', id: made.id },
      });
      expect(resolved).toMatchObject({
        outcome: 'applied',
        undo: { possible: true },
        after: { link: { target: 'v2' } },
      });
    } finally {
      await again.stop();
    }
  });
});

test('a write that is answered as done, while what it replaces is still there, is not called applied', async () => {
  stack.faults.add({
    match: { operation: 'PutSymlink', bucket },
    effect: { kind: 'error', code: 'OK', status: 200 },
  });
  const { change: recorded } = await repoint();
  expect(recorded).toMatchObject({ outcome: 'unknown', problem: { code: 'oss-answer-invalid' } });
  time += 121_000;
  expect(await change(recorded.id)).toMatchObject({ outcome: 'failed' });
  expect(stack.admin.find({ bucket, key: 'link' })?.target).toBe('v1');
});
