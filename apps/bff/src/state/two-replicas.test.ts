import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

/** Two consoles on one database and one OSS. */
let first: Stack;
let second: Stack;
let counter = 0;
let key = '';
beforeAll(async () => {
  first = await startStack({ impatient: true });
  second = await startStack({
    impatient: true,
    oss: first.oss,
    state: first.state,
    bff: { resolveAfterMs: 50 },
  });
  first.admin.putBucket({ name: 'shared' });
  for (const target of ['v1', 'v2', 'v3'])
    first.admin.putObject({ bucket: 'shared', key: target, body: target });
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});
beforeEach(async () => {
  key = `link ${(counter += 1)}`;
  first.faults.clear();
  await expectOk(first.bffUrl, 'createLink', {
    body: { ...scope(), target: 'v1' },
    ifNoneMatch: '*',
  });
});

const scope = () => ({ connection: 'default', bucket: 'shared', key });
async function repoint(at: Stack, target: string) {
  const { token } = await readForWrite(at.bffUrl, scope());
  return callApi(at.bffUrl, 'repointLink', { body: { ...scope(), target }, ifMatch: token });
}

test('a change made by one is listed, told whole and undone by the other', async () => {
  const made = await repoint(first, 'v2');
  if (!made.ok) throw new Error(made.problem.code);
  const { id } = made.body.change;
  const { items } = await expectOk(second.bffUrl, 'listChanges', {
    query: { connection: 'default', bucket: 'shared', key },
  });
  expect(items.map((change) => change.action)).toEqual(['repoint', 'create']);
  expect(items[0]).toEqual(made.body.change);
  const { token } = await readForWrite(second.bffUrl, scope());
  const undone = await expectOk(second.bffUrl, 'undoChange', {
    body: { connection: 'default', change: id },
    ifMatch: token,
  });
  expect(undone.view?.state).toMatchObject({ link: { target: 'v1' } });
  const told = await expectOk(first.bffUrl, 'getChange', { query: { connection: 'default', id } });
  expect(told.undo).toEqual({ possible: false, why: 'already-undone' });
});

test('of two writers with the same view on different consoles exactly one wins', async () => {
  const { token } = await readForWrite(first.bffUrl, scope());
  const write = (at: Stack, target: string) =>
    callApi(at.bffUrl, 'repointLink', { body: { ...scope(), target }, ifMatch: token });
  const answers = await Promise.all([write(first, 'v2'), write(second, 'v3')]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
});

test('an outcome that one console lost is resolved by the other', async () => {
  // The answer is lost, and so is every read that would tell: only another console, later, can.
  const lost = first.faults.add({
    match: { operation: 'PutSymlink', key },
    effect: { kind: 'reset', when: 'after' },
  });
  const made = await repoint(first, 'v2');
  await lost.hit;
  if (!made.ok) throw new Error(made.problem.code);
  await first.state.database.pool.query(
    "UPDATE signpost.changes SET outcome = 'pending', outcome_at = NULL, after = NULL, owned_until = NULL WHERE id = $1",
    [made.body.change.id],
  );
  await expect
    .poll(
      async () =>
        (
          await first.state.database.pool.query<{ outcome: string }>(
            'SELECT outcome FROM signpost.changes WHERE id = $1',
            [made.body.change.id],
          )
        ).rows[0]?.outcome,
      { timeout: 10_000 },
    )
    .toBe('applied');
});

test('a hundred writes at once on both consoles are each recorded once', async () => {
  const keys = Array.from({ length: 100 }, (_, i) => `many ${counter}/${i}`);
  const answers = await Promise.all(
    keys.map((each, i) =>
      callApi((i % 2 === 0 ? first : second).bffUrl, 'createLink', {
        body: { ...scope(), key: each, target: 'v1' },
        ifNoneMatch: '*',
      }),
    ),
  );
  const ofKey = async () => {
    const { rows } = await first.state.database.pool.query<{ key: string; outcome: string }>(
      'SELECT key, outcome FROM signpost.changes WHERE key = ANY($1)',
      [keys],
    );
    return Map.groupBy(rows, ({ key: of }) => of);
  };
  const recorded = await ofKey();
  // These consoles give OSS little time: on a busy machine some writes are given up, and told so.
  const acknowledged = keys.filter((_, i) => answers[i]?.status === 200);
  expect(acknowledged.length).toBeGreaterThan(0);
  for (const each of acknowledged)
    expect(recorded.get(each)?.map(({ outcome }) => outcome)).toEqual(['applied']);
  for (const rows of recorded.values()) expect(rows).toHaveLength(1);
  const applied = [...recorded].filter(([, [row]]) => row?.outcome === 'applied');
  for (const [each] of applied) expect(first.admin.find({ bucket: 'shared', key: each })?.target).toBe('v1');
});

test('a scan that one makes is seen by the other: its progress, and then what it found', async () => {
  const bucket = 'scanned-once';
  const connection = 'default';
  first.admin.putBucket({ name: bucket });
  first.admin.putObject({ bucket, key: 'v1', body: 'x' });
  first.admin.putSymlink({ bucket, key: 'link', target: 'v1' });
  const coverage = async (at: Stack) =>
    (await expectOk(at.bffUrl, 'listCoverage', { query: { connection, bucket } })).items[0]?.state;
  const held = first.faults.add({
    match: { operation: 'ListObjectsV2', bucket },
    effect: { kind: 'stall', when: 'before' },
  });
  await expectOk(first.bffUrl, 'startScan', { body: { connection, bucket } });
  await held.hit;
  await expect.poll(() => coverage(second)).toBe('scanning');
  held.remove();
  await expect.poll(() => coverage(first)).toBe('complete');
  await expect.poll(() => coverage(second)).toBe('complete');
  const asked = await expectOk(second.bffUrl, 'listBacklinks', { query: { connection, bucket, key: 'v1' } });
  expect(asked).toMatchObject({ items: ['link'], coverage: { state: 'complete' } });
  const before = await expectOk(second.bffUrl, 'preflight', {
    body: { action: 'delete-object', connection, bucket, key: 'v1' },
  });
  expect(before.findings).toContainEqual(expect.objectContaining({ code: 'breaks-links', count: 1 }));
});
