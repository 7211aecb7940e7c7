import type { BodyOf, Change } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Decider } from '../auth/permit.ts';
import { callApi, expectOk, expectProblem } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
const bucket = 'restored';
const start = Date.parse('2026-11-22T10:00:00Z');
let time = start;
let stack: Stack;
let isDenied: (...asked: Parameters<Decider>) => boolean = () => false;
beforeAll(async () => {
  stack = await startStack({
    clock: () => new Date(time),
    impatient: true,
    bff: { decide: (...asked) => !isDenied(...asked) },
  });
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());
beforeEach(() => {
  stack.faults.clear();
  isDenied = () => false;
  time += 3_600_000;
});

type StoredClass = 'Standard' | 'IA' | 'Archive' | 'ColdArchive' | 'DeepColdArchive';

let counter = 0;
/** Stores an object; answers its key and the ETag that a restore must name. */
function store(storageClass: StoredClass = 'Archive'): { key: string; ifMatch: string } {
  const key = `cold ${(counter += 1)}`;
  return { key, ifMatch: stack.admin.putObject({ bucket, key, body: 'cold', storageClass }).etag };
}

type Choice = Pick<BodyOf<'restoreObject'>, 'storageClass' | 'days' | 'tier' | 'reason'>;

const parts = ({ key, ifMatch }: { key: string; ifMatch: string }, choice: Partial<Choice> = {}) => ({
  body: { connection, bucket, key, storageClass: 'Archive' as const, days: 2, ...choice },
  ifMatch,
});

const changesOf = async (key: string): Promise<Change[]> =>
  (await expectOk(stack.bffUrl, 'listChanges', { query: { connection, bucket, key } })).items;

describe('restoring an archived object', () => {
  test('begins, is recorded, and cannot be undone', async () => {
    const object = store('ColdArchive');
    const choice = { storageClass: 'ColdArchive', days: 5, tier: 'Bulk', reason: 'TICKET-7' } as const;
    const answer = await expectOk(stack.bffUrl, 'restoreObject', parts(object, choice));
    expect(answer).toMatchObject({ state: 'started', wait: { least: 5 * 3600, most: 12 * 3600 } });
    const [change] = await changesOf(object.key);
    expect(change).toMatchObject({
      action: 'restore',
      reason: 'TICKET-7',
      restore: { storageClass: 'ColdArchive', days: 5, tier: 'Bulk' },
      outcome: 'applied',
      before: { kind: 'object', facts: { size: 4 } },
      after: { kind: 'object', facts: { size: 4 } },
      intended: null,
      ossRequestId: expect.any(String) as string,
      undo: { possible: false, why: 'restore' },
    });
    const { id } = change!;
    const { formats } = await expectOk(stack.bffUrl, 'getChange', { query: { connection, id } });
    expect(formats?.http).toContain('?restore HTTP/1.1');
    expect(formats?.ossutil).toContain('<Tier>Bulk</Tier>');
    expect(formats?.api).toContain(`if-match: "${object.ifMatch}"`);
  });

  test('is in progress for whoever asks again, who is recorded for nothing', async () => {
    const object = store();
    await expectOk(stack.bffUrl, 'restoreObject', parts(object));
    const again = await expectOk(stack.bffUrl, 'restoreObject', parts(object));
    expect(again).toMatchObject({ state: 'in-progress' });
    expect(again.change).toBeUndefined();
    expect(await changesOf(object.key)).toHaveLength(1);
  });

  test('is in progress where somebody else was faster, and recorded as not done', async () => {
    const object = store();
    stack.faults.add({
      match: { operation: 'RestoreObject', bucket },
      effect: { kind: 'error', code: 'RestoreAlreadyInProgress', status: 409 },
    });
    expect(await expectOk(stack.bffUrl, 'restoreObject', parts(object))).toMatchObject({
      state: 'in-progress',
      change: { outcome: 'failed', problem: { code: 'restore-in-progress' } },
    });
  });

  test('extends the readable copy that there is', async () => {
    const object = store();
    await expectOk(stack.bffUrl, 'restoreObject', parts(object, { days: 1 }));
    time += 61_000;
    const answer = await expectOk(stack.bffUrl, 'restoreObject', parts(object, { days: 7 }));
    expect(answer).toMatchObject({
      state: 'extended',
      readableUntil: new Date(time + 7 * 86_400_000).toISOString(),
    });
  });

  test('leaves a link to it cold until it can be read', async () => {
    const object = store();
    stack.admin.putSymlink({ bucket, key: `to ${object.key}`, target: object.key });
    await scanBucket(stack.bffUrl, bucket);
    const health = async () => {
      const { items } = await expectOk(stack.bffUrl, 'listLinks', {
        query: { connection, bucket, prefix: `to ${object.key}` },
      });
      return items[0]?.health;
    };
    await expectOk(stack.bffUrl, 'restoreObject', parts(object));
    expect(await health()).toBe('cold');
    time += 61_000;
    await expectOk(stack.bffUrl, 'restoreObject', parts(object));
    expect(await health()).toBe('ok');
  });

  test('leaves the undo of what was written before it alone', async () => {
    const key = 'undone beside';
    const { etag } = stack.admin.putObject({ bucket, key, body: 'cold', storageClass: 'Archive' });
    await expectOk(stack.bffUrl, 'restoreObject', parts({ key, ifMatch: etag }));
    stack.admin.deleteObject({ bucket, key });
    const created = await expectOk(stack.bffUrl, 'createLink', {
      body: { connection, bucket, key, target: 'cold 1', accept: ['target-cold'] },
      ifNoneMatch: '*',
    });
    expect(created.change.undo).toEqual({ possible: true });
    const [, restored] = await changesOf(key);
    expect(restored).toMatchObject({ undo: { possible: false, why: 'restore' } });
  });
});

describe('a restore is refused', () => {
  test.each([
    [
      'for a link',
      () => {
        stack.admin.putSymlink({ bucket, key: 'a link', target: 'x' });
        return { key: 'a link', ifMatch: 'x' };
      },
      409,
      'not-an-object',
    ],
    ['where nothing is stored', () => ({ key: 'nothing here', ifMatch: 'x' }), 404, 'object-missing'],
    ['at what is no key', () => ({ key: '/x', ifMatch: 'x' }), 404, 'object-missing'],
    ['for a standard object', () => store('Standard'), 409, 'not-archived'],
    ['for an object of infrequent access', () => store('IA'), 409, 'not-archived'],
    [
      'for another object than was seen',
      () => ({ ...store(), ifMatch: '0'.repeat(32) }),
      412,
      'state-changed',
    ],
    ['for a class whose fee is another', () => store('ColdArchive'), 412, 'state-changed'],
    ['for a bucket that is gone', () => store(), 404, 'bucket-missing', 'no-such-bucket'],
  ] as const)('%s', async (_case, prepare, status, code, elsewhere?: string) => {
    const { body, ifMatch } = parts(prepare());
    const more = elsewhere === undefined ? {} : { bucket: elsewhere };
    const problem = await expectProblem(stack.bffUrl, 'restoreObject', {
      body: { ...body, ...more },
      ifMatch,
    });
    expect(problem).toMatchObject({ status, code });
    expect(await changesOf(body.key)).toEqual([]);
  });

  test.each([
    ['Archive', 8, undefined, '#/days'],
    ['ColdArchive', 366, 'Bulk', '#/days'],
    ['ColdArchive', 0, 'Bulk', '#/days'],
    ['Archive', 1, 'Standard', '#/tier'],
    ['ColdArchive', 1, undefined, '#/tier'],
    ['DeepColdArchive', 1, 'Bulk', '#/tier'],
  ] as const)(
    'in terms that OSS does not know: %s, %i days, %s',
    async (storageClass, days, tier, pointer) => {
      const { body, ifMatch } = parts(store(storageClass), { storageClass, days });
      const problem = await expectProblem(stack.bffUrl, 'restoreObject', {
        body: { ...body, ...(tier === undefined ? {} : { tier }) },
        ifMatch,
      });
      expect(problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
    },
  );

  test('without the ETag of what was seen', async () => {
    const { body } = parts(store());
    expect(await expectProblem(stack.bffUrl, 'restoreObject', { body })).toMatchObject({
      code: 'precondition-required',
    });
  });

  test('to who has no right to this key, whatever other rights they have', async () => {
    const object = store();
    isDenied = (_actor, right, scope) => right === 'object.restore' && scope.key === object.key;
    const problem = await expectProblem(stack.bffUrl, 'restoreObject', parts(object));
    expect(problem).toMatchObject({ code: 'right-missing', params: { right: 'object.restore' } });
    isDenied = (_actor, right) => right !== 'object.restore' && right !== 'change.read';
    await expectOk(stack.bffUrl, 'restoreObject', parts(object));
  });

  test('by OSS, and recorded as failed', async () => {
    const object = store();
    stack.faults.add({
      match: { operation: 'RestoreObject', bucket },
      effect: { kind: 'error', code: 'AccessDenied', status: 403 },
    });
    const problem = await expectProblem(stack.bffUrl, 'restoreObject', parts(object));
    expect(problem).toMatchObject({ status: 403, code: 'oss-access-denied' });
    expect(await changesOf(object.key)).toMatchObject([
      { outcome: 'failed', problem: { code: 'oss-access-denied' } },
    ]);
  });
});

describe('a restore whose answer is lost', () => {
  test('is told by the object when it reached OSS', async () => {
    const object = store();
    stack.faults.add({
      match: { operation: 'RestoreObject', bucket },
      effect: { kind: 'reset', when: 'after' },
    });
    expect(await expectOk(stack.bffUrl, 'restoreObject', parts(object))).toMatchObject({
      state: 'started',
      wait: { most: 60 },
      change: { outcome: 'applied' },
    });
  });

  test('is unknown until it cannot arrive any more, and is not sent again', async () => {
    const object = store();
    stack.faults.add({
      match: { operation: 'RestoreObject', bucket },
      effect: { kind: 'reset', when: 'before' },
    });
    const answered = await callApi(stack.bffUrl, 'restoreObject', parts(object));
    expect(answered).toMatchObject({
      status: 202,
      body: {
        state: 'unknown',
        change: { outcome: 'unknown', mayArriveUntil: expect.any(String) as string },
      },
    });
    const { id } = (await changesOf(object.key))[0]!;
    time += 121_000;
    expect(await expectOk(stack.bffUrl, 'getChange', { query: { connection, id } })).toMatchObject({
      outcome: 'failed',
    });
  });

  test('that may have extended a copy is told by its end', async () => {
    const object = store();
    await expectOk(stack.bffUrl, 'restoreObject', parts(object, { days: 1 }));
    time += 61_000;
    for (const [when, outcome] of [
      ['before', 'unknown'],
      ['after', 'applied'],
    ] as const) {
      stack.faults.clear();
      stack.faults.add({ match: { operation: 'RestoreObject', bucket }, effect: { kind: 'reset', when } });
      const answer = await expectOk(stack.bffUrl, 'restoreObject', parts(object, { days: 7 }));
      expect(answer).toMatchObject({
        state: when === 'after' ? 'extended' : 'unknown',
        change: { outcome },
      });
    }
  });

  test('is looked for by the next console when this one died', async () => {
    const first = await startStack({ impatient: true, ownedMs: 1 });
    const { oss, state, admin } = first;
    try {
      admin.putBucket({ name: bucket });
      const { etag } = admin.putObject({ bucket, key: 'k', body: 'cold', storageClass: 'Archive' });
      first.faults.add({
        match: { operation: 'RestoreObject', bucket },
        effect: { kind: 'reset', when: 'before' },
      });
      await callApi(first.bffUrl, 'restoreObject', parts({ key: 'k', ifMatch: etag }));
      await first.stopBff();
      first.faults.clear();
      admin.setRestore({ bucket, key: 'k' }, { state: 'ongoing' });
      const next = await startStack({ oss, state, ownedMs: 1 });
      const query = { connection, bucket, key: 'k' };
      const changes = async () => (await expectOk(next.bffUrl, 'listChanges', { query })).items;
      await expect.poll(changes).toMatchObject([{ action: 'restore', outcome: 'applied' }]);
      await next.stopBff();
    } finally {
      await first.stop();
    }
  });
});

test('a restore that OSS holds back is sent again after a look at the object', async () => {
  const own = await startStack({ impatient: true });
  try {
    own.admin.putBucket({ name: bucket });
    const { etag } = own.admin.putObject({ bucket, key: 'k', body: 'cold', storageClass: 'Archive' });
    own.faults.add({ match: { operation: 'RestoreObject', bucket }, times: 1, effect: { kind: 'busy' } });
    const answer = await expectOk(own.bffUrl, 'restoreObject', parts({ key: 'k', ifMatch: etag }));
    expect(answer).toMatchObject({ state: 'started', change: { outcome: 'applied' } });
  } finally {
    await own.stop();
  }
});
