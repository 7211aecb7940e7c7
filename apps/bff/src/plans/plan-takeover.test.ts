import { getSymlink } from '@signpost/oss-client';
import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { createState } from '../state/open-state.ts';
import { expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';
import { startStack } from '../testing/stack.ts';

const suite = setUpLinks('plan-takeover');
const plans = drivePlans(suite);
const connection = 'default';
const names = Array.from({ length: 40 }, (_, i) => `file-${String(i).padStart(2, '0')}.txt`);

function putFolders(): void {
  const { admin } = suite.stack;
  const { bucket } = suite;
  for (const name of names) {
    for (const version of ['1.0', '2.0'])
      admin.putObject({
        bucket,
        key: `${version}/${name}`,
        body: `${version} ${name}`,
        contentType: 'text/plain',
      });
    admin.putSymlink({ bucket, key: `live/${name}`, target: `1.0/${name}`, contentType: 'text/plain' });
  }
}

const move = { kind: 'folder-move', prefix: 'live/', to: '2.0/' } as const;

async function countTargets(version: string): Promise<number> {
  const { client } = suite.stack;
  const found = await Promise.all(
    names.map((name) => getSymlink(client, { bucket: suite.bucket, key: `live/${name}` })),
  );
  return found.filter(({ target }) => target.startsWith(`${version}/`)).length;
}

it('a console goes on with the rows that a killed one had claimed, and writes each once', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const plan = await plans.draft(move);
  const writes = stack.faults.add({
    match: { operation: 'PutSymlink', bucket },
    effect: { kind: 'hook', run: () => {} },
  });
  // Another console took the plan and some of its rows, and was killed before it wrote any.
  const killed = createState({ db: stack.state.database.db, newId: randomUUID }).planStore;
  const terms = { accept: plan.needs.accept, onDrift: 'skip', appliedAt: new Date().toISOString() } as const;
  const actor = { kind: 'person', id: 'local', name: 'local' } as const;
  expect(await killed.apply(plan.id, plan.revision, { ...terms, actor })).toBe('done');
  await killed.claimPlans(['applying'], [stack.state.connectionId], 200);
  const claimed = await killed.claimRows(plan.id, 7, 200);
  const done = await plans.until(plan.id, 'done');
  expect(done.outcomes).toEqual({ applied: names.length });
  expect(await countTargets('2.0')).toBe(names.length);
  expect(writes.hits).toBe(names.length);
  // A row of the killed console kept its change: it was looked up, and had not been begun.
  const rows = await plans.rows(plan.id);
  for (const { row, change } of claimed) expect(rows[row - 1]?.change).toBe(change);
});

it('a write that a killed console had recorded and not sent is written once it cannot arrive any more', async () => {
  let ahead = 0;
  const clock = (): Date => new Date(Date.now() + ahead);
  const stack = await startStack({ clock });
  onTestFinished(() => stack.stop());
  const bucket = 'recorded-only';
  stack.admin.putBucket({ name: bucket });
  for (const version of ['1', '2'])
    stack.admin.putObject({ bucket, key: `${version}/a.txt`, body: version, contentType: 'text/plain' });
  stack.admin.putSymlink({ bucket, key: 'live/a.txt', target: '1/a.txt', contentType: 'text/plain' });
  const own = drivePlans({ stack, bucket });
  const plan = await own.draft({ kind: 'folder-move', prefix: 'live/', to: '2/' });
  const { planStore, changeLog } = createState({ db: stack.state.database.db, newId: randomUUID });
  const terms = { accept: plan.needs.accept, onDrift: 'skip', appliedAt: clock().toISOString() } as const;
  const actor = { kind: 'person', id: 'local', name: 'local' } as const;
  await planStore.apply(plan.id, plan.revision, { ...terms, actor });
  await planStore.claimPlans(['applying'], [stack.state.connectionId], 60_000);
  const [claimed] = await planStore.claimRows(plan.id, 1, 200);
  const { state } = await readForWrite(stack.bffUrl, { connection, bucket, key: 'live/a.txt' });
  if (claimed === undefined || state.kind !== 'link') throw new Error('No row was claimed');
  const link = {
    target: '2/a.txt',
    headers: { contentType: 'text/plain' },
    metadata: {},
    tags: {},
    acl: 'default',
    storageClass: 'Standard',
  } as const;
  const intent = {
    id: claimed.change,
    group: plan.id,
    connection: stack.state.connectionId,
    bucket,
    key: 'live/a.txt',
    action: 'repoint',
    at: clock().toISOString(),
    actor,
    before: state,
    intended: { kind: 'link', link },
    versioning: 'never',
  } as const;
  await changeLog.begin([intent]);
  await planStore.releasePlan(plan.id);
  await expect
    .poll(async () => (await own.get(plan.id)).outcomes, { timeout: 25_000 })
    .toEqual({ unknown: 1 });
  ahead = 200_000;
  const done = await own.until(plan.id, 'done');
  expect(done.outcomes).toEqual({ applied: 1 });
  expect(stack.admin.find({ bucket, key: 'live/a.txt' })?.target).toBe('2/a.txt');
  expect((await own.rows(plan.id))[0]?.change).not.toBe(claimed.change);
}, 60_000);

it.each([
  ['stop', 'stopped', 'left-out'],
  ['pause', 'paused', 'waiting'],
] as const)(
  'rows that a killed console had claimed are settled when the plan is told to %s',
  async (what, state, outcome) => {
    putFolders();
    const { stack } = suite;
    const plan = await plans.draft(move);
    const killed = createState({ db: stack.state.database.db, newId: randomUUID }).planStore;
    const terms = {
      accept: plan.needs.accept,
      onDrift: 'skip',
      appliedAt: new Date().toISOString(),
    } as const;
    const actor = { kind: 'person', id: 'local', name: 'local' } as const;
    await killed.apply(plan.id, plan.revision, { ...terms, actor });
    await killed.claimPlans(['applying'], [stack.state.connectionId], 60_000);
    expect(await killed.claimRows(plan.id, 7, 200)).toHaveLength(7);
    await expectOk(stack.bffUrl, 'controlPlan', { body: { connection, plan: plan.id, do: what } });
    await killed.releasePlan(plan.id);
    await expect
      .poll(async () => (await plans.until(plan.id, state)).outcomes, { timeout: 5000 })
      .toEqual({ [outcome]: names.length });
  },
);

it('a second console applies what the first left when it was stopped', async () => {
  putFolders();
  const { stack } = suite;
  const first = await startStack({ oss: stack.oss, state: stack.state });
  onTestFinished(() => first.stop());
  const stall = stack.faults.add({
    match: { operation: 'PutSymlink', bucket: suite.bucket },
    effect: { kind: 'stall', when: 'before', ms: 20 },
  });
  const plan = await plans.draft(move);
  const { revision, needs } = plan;
  const body = { connection, plan: plan.id, revision, accept: needs.accept, confirm: needs.confirm ?? 0 };
  await expectOk(first.bffUrl, 'applyPlan', { body });
  await stall.hit;
  await first.stopBff();
  const done = await plans.until(plan.id, 'done');
  expect(done.outcomes).toEqual({ applied: names.length });
  expect(stall.hits).toBe(names.length);
});

it('a plan is paused, goes on, and is stopped; what is left can be taken back', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const stall = stack.faults.add({
    match: { operation: 'PutSymlink', bucket },
    skip: 3,
    effect: { kind: 'stall', when: 'before' },
  });
  const plan = await plans.draft(move);
  const { id } = plan;
  await plans.begin(plan);
  await stall.hit;
  const control = (what: 'pause' | 'resume' | 'stop') =>
    expectOk(stack.bffUrl, 'controlPlan', { body: { connection, plan: id, do: what } });
  expect((await control('pause')).state).toBe('paused');
  stall.remove();
  // Rows under way end, and no more are begun.
  const paused = await plans.until(id, 'paused');
  expect(paused.outcomes.waiting).toBeGreaterThan(0);
  expect((await control('resume')).state).toBe('applying');
  await control('stop').catch(() => undefined);
  const ended = await plans.until(id, 'stopped', 'done');
  const applied = ended.outcomes.applied ?? 0;
  expect(applied).toBeGreaterThan(0);
  const back = await plans.rollBack(id);
  await plans.apply(back);
  expect(await countTargets('1.0')).toBe(names.length);
});

it('a roll-back waits for the rows that were under way when the plan was stopped', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const stall = stack.faults.add({
    match: { operation: 'PutSymlink', bucket },
    skip: 3,
    effect: { kind: 'stall', when: 'before' },
  });
  const plan = await plans.draft(move);
  const { id } = plan;
  await plans.begin(plan);
  await stall.hit;
  await expectOk(stack.bffUrl, 'controlPlan', { body: { connection, plan: id, do: 'stop' } });
  const asked = plans.rollBack(id);
  const drafts = () => expectOk(stack.bffUrl, 'listPlans', { query: { connection, bucket } });
  await expect.poll(async () => (await drafts()).items.map(({ state }) => state)).toContain('drafting');
  stall.remove();
  const { writes } = await asked;
  expect(writes.restore).toBe((await plans.get(id)).outcomes.applied);
  expect(writes.restore).toBeGreaterThan(3);
});

it('while OSS refuses writes one row at a time finds out whether that is over, with longer pauses', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const busy = stack.faults.add({ match: { operation: 'PutSymlink', bucket }, effect: { kind: 'busy' } });
  const plan = await plans.draft(move);
  const { id } = plan;
  await plans.begin(plan);
  const retries = new Set<string>();
  const look = async (): Promise<number> => {
    const { problem } = await plans.get(id);
    if (problem?.retryAt !== undefined) retries.add(problem.retryAt);
    return retries.size;
  };
  await expect.poll(look, { timeout: 25_000, interval: 20 }).toBe(1);
  const first = busy.hits;
  await expect.poll(look, { timeout: 25_000, interval: 20 }).toBe(3);
  // Each row is sent twice before it is given back.
  expect(busy.hits - first).toBeLessThanOrEqual(4);
  busy.remove();
  expect((await plans.until(id, 'done')).outcomes).toEqual({ applied: names.length });
});

it('two open plans on the same keys name each other, and the later one drifts', async () => {
  putFolders();
  const one = await plans.draft(move);
  const other = await plans.draft({ kind: 'folder-move', prefix: 'live/', to: '2.0/' });
  expect(other.overlaps).toEqual([{ id: one.id, number: one.number, keys: names.length }]);
  await plans.apply(one);
  const late = await plans.apply(other);
  expect(late.outcomes).toEqual({ drifted: names.length });
});

it('links that had changed are reviewed again as they are now, and written over that', async () => {
  putFolders();
  const { admin, bffUrl } = suite.stack;
  const { bucket } = suite;
  const plan = await plans.draft(move);
  admin.putSymlink({ bucket, key: 'live/file-00.txt', target: '1.0/file-09.txt', contentType: 'text/plain' });
  admin.deleteObject({ bucket, key: 'live/file-01.txt' });
  admin.putObject({ bucket, key: 'live/file-02.txt', body: 'theirs' });
  const done = await plans.apply(plan);
  expect(done.outcomes).toEqual({ applied: names.length - 3, drifted: 3 });
  const source = { kind: 'again', plan: done.id } as const;
  const again = await plans.draft(source);
  expect(again.origin).toEqual({ kind: 'again', plan: done.id, number: done.number });
  const rows = (await plans.rows(again.id)).map(({ key, action, now, target, decision }) => [
    key.slice(-6, -4),
    decision === 'leave' ? decision : action,
    now,
    target,
  ]);
  expect(rows).toEqual([
    ['00', 'repoint', '1.0/file-09.txt', '2.0/file-00.txt'],
    ['01', 'create', null, '2.0/file-01.txt'],
    // A real object goes one at a time, with its proof.
    ['02', 'leave', null, '2.0/file-02.txt'],
  ]);
  expect((await plans.apply(again)).outcomes).toEqual({ applied: 2, 'left-out': 1 });
  const body = { connection, bucket, source: { kind: 'again' as const, plan: again.id } };
  expect(await expectProblem(bffUrl, 'draftPlan', { body })).toMatchObject({ code: 'plan-empty' });
});

it('more than a third of a folder is applied only with the number of writes', async () => {
  putFolders();
  const { id, revision, needs } = await plans.draft(move);
  expect(needs).toMatchObject({ confirm: names.length, because: 'share' });
  const body = { connection, plan: id, revision, confirm: 1 };
  const refused = await expectProblem(suite.stack.bffUrl, 'applyPlan', { body });
  expect(refused).toMatchObject({ code: 'plan-unconfirmed', params: { writes: names.length } });
  expect(await countTargets('1.0')).toBe(names.length);
});
