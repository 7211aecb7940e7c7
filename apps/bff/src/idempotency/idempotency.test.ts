import { idempotencyHeader, replayedHeader } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, expectOk, type CallParts } from '../testing/api.ts';
import { putVersions } from '../testing/links.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { applyRetention } from '../state/retention.ts';

/** Two consoles on one database and one OSS. */
let first: Stack;
let second: Stack;
let counter = 0;
const bucket = 'keyed';
const connection = 'default';
beforeAll(async () => {
  first = await startStack();
  second = await startStack({ oss: first.oss, state: first.state });
  putVersions(first.admin, bucket);
  for (const name of ['a', 'b'])
    first.admin.putSymlink({ bucket, key: `live/${name}`, target: 'v1/app.txt' });
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});
let key = '';
beforeEach(() => {
  key = `key-${(counter += 1)}`;
});

const query = async <T extends object>(text: string, values: unknown[] = []) =>
  (await first.state.database.pool.query<T>(text, values)).rows;
const countPlans = async () =>
  (await query<{ count: string }>('SELECT count(*) FROM signpost.plans'))[0]?.count;
const keyed = <P extends object>(parts: P) => ({ ...parts, headers: { [idempotencyHeader]: key } });
const draft = (at: Stack, prefix = 'live/') =>
  callApi(
    at.bffUrl,
    'draftPlan',
    keyed<CallParts<'draftPlan'>>({
      body: { connection, bucket, source: { kind: 'delete-links', links: { by: 'prefix', prefix } } },
    }),
  );

/** As a console leaves a request that is killed after it has done what was asked, and before it has kept the answer. */
const cutOff = () =>
  query(
    "UPDATE signpost.idempotency_keys SET status = NULL, answer = NULL, owned_until = now() - interval '1 s' WHERE key = $1",
    [key],
  );

test('a request that is sent again is answered the same, by another console too', async () => {
  const before = await draft(first);
  const plans = await countPlans();
  for (const stack of [first, second]) {
    const again = await draft(stack);
    expect(again).toMatchObject({ ok: true, body: before.ok ? before.body : {} });
    expect(again.headers.get(replayedHeader)).toBe('true');
  }
  expect(before.headers.get(replayedHeader)).toBeNull();
  expect(await countPlans()).toBe(plans);
});

test('the key of another request is refused', async () => {
  await draft(first);
  expect(await draft(second, 'other/')).toMatchObject({
    status: 422,
    problem: { code: 'idempotency-key-reused' },
  });
});

test('of two requests at once on two consoles one is carried out, and both are answered', async () => {
  const plans = Number(await countPlans());
  const answers = await Promise.all([draft(first), draft(second), draft(first), draft(second)]);
  const ids = answers.map((answer) => (answer.ok ? answer.body.id : answer.problem.code));
  expect(new Set(ids).size).toBe(1);
  expect(Number(await countPlans())).toBe(plans + 1);
});

test('a request that was cut off makes no second plan', async () => {
  const before = await draft(first);
  const plans = await countPlans();
  await cutOff();
  const again = await draft(second);
  expect(again.ok && before.ok && again.body.id === before.body.id).toBe(true);
  expect(again.headers.get(replayedHeader)).toBeNull();
  expect(await countPlans()).toBe(plans);
});

test('a plan that a request had begun when it was cut off is answered, not refused', async () => {
  const drafted = await draft(first);
  if (!drafted.ok) throw new Error(drafted.problem.code);
  const { id, revision, needs } = drafted.body;
  key = `${key}-apply`;
  const body = { connection, plan: id, revision, accept: needs.accept, confirm: needs.confirm ?? 0 };
  const apply = (at: Stack) => callApi(at.bffUrl, 'applyPlan', keyed<CallParts<'applyPlan'>>({ body }));
  expect((await apply(first)).status).toBe(200);
  await cutOff();
  expect(await apply(second)).toMatchObject({ status: 200, body: { id } });
  // Somebody else with a key of his own is told that it is under way or done.
  key = `${key}-other`;
  expect((await apply(second)).status).toBe(409);
});

test('a request that was refused can be sent again under its key', async () => {
  for (const name of ['a', 'b'])
    first.admin.putSymlink({ bucket, key: `again/${name}`, target: 'v1/app.txt' });
  const drafted = await draft(first, 'again/');
  if (!drafted.ok) throw new Error(drafted.problem.code);
  key = `${key}-apply`;
  const { id: plan, revision, needs } = drafted.body;
  const apply = () =>
    callApi(
      first.bffUrl,
      'applyPlan',
      keyed<CallParts<'applyPlan'>>({ body: { connection, plan, revision, accept: needs.accept } }),
    );
  for (let i = 0; i < 2; i += 1)
    expect(await apply()).toMatchObject({ status: 428, problem: { code: 'plan-unconfirmed' } });
});

test('a write to a link that is sent again is done once', async () => {
  const write = (at: Stack) =>
    callApi(
      at.bffUrl,
      'createLink',
      keyed<CallParts<'createLink'>>({
        body: { connection, bucket, key: `new-${key}`, target: 'v1/app.txt' },
        ifNoneMatch: '*',
      }),
    );
  const [one, other] = await Promise.all([write(first), write(second)]);
  expect([one.status, other.status]).toEqual([200, 200]);
  const { items } = await expectOk(first.bffUrl, 'listChanges', {
    query: { connection, bucket, key: `new-${key}` },
  });
  expect(items).toHaveLength(1);
});

test('a key is kept for a day', async () => {
  const before = await draft(first);
  await query(
    "UPDATE signpost.idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = $1",
    [key],
  );
  const later = await draft(first);
  expect(before.ok && later.ok && before.body.id !== later.body.id).toBe(true);
  await query(
    "UPDATE signpost.idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = $1",
    [key],
  );
  await applyRetention(
    first.state.database.db,
    { dailyStats: 40, outsideChanges: 40 },
    new AbortController().signal,
  );
  expect(await query('SELECT 1 FROM signpost.idempotency_keys WHERE key = $1', [key])).toEqual([]);
});

test('a key that is none, and one that nobody reads, are refused', async () => {
  key = 'a b';
  expect(await draft(first)).toMatchObject({
    status: 400,
    problem: { errors: [{ pointer: '#/headers/idempotency-key', rule: 'wrong-form' }] },
  });
  key = 'k';
  const parts = keyed<CallParts<'startScan'>>({ body: { connection, bucket } });
  expect(await callApi(first.bffUrl, 'startScan', parts)).toMatchObject({
    status: 400,
    problem: { errors: [{ rule: 'unknown-member' }] },
  });
});
