import type { PlanRow } from '@signpost/api-contract';
import { getSymlink, putObject } from '@signpost/oss-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';

const suite = setUpLinks('folder-move');
const plans = drivePlans(suite);

const old = ['CHANGELOG.md', 'VERSION', 'cli-1.0.0-linux.tgz', 'cli-1.0.0-windows.zip'];
/** The next release: nothing for Windows any more, something for a new platform. */
const next = ['CHANGELOG.md', 'VERSION', 'cli-2.0.0-linux.tgz', 'cli-2.0.0-riscv.tgz'];
const links: Record<string, string> = {
  'latest/CHANGELOG.md': 'CHANGELOG.md',
  'latest/VERSION': 'VERSION',
  'latest/cli-linux.tgz': 'cli-1.0.0-linux.tgz',
  'latest/cli-windows.zip': 'cli-1.0.0-windows.zip',
};

beforeEach(() => {
  const { admin } = suite.stack;
  const { bucket } = suite;
  for (const name of old) admin.putObject({ bucket, key: `1.0.0/${name}`, body: `old ${name}` });
  for (const name of next) admin.putObject({ bucket, key: `2.0.0/${name}`, body: `new ${name}` });
  for (const [key, name] of Object.entries(links))
    admin.putSymlink({
      bucket,
      key,
      target: `1.0.0/${name}`,
      acl: 'public-read',
      tagging: { team: 'cli' },
      cacheControl: 'max-age=60',
    });
  admin.putSymlink({ bucket, key: 'latest/elsewhere', target: 'v1/app.txt' });
});

const move = { kind: 'folder-move', prefix: 'latest/', to: '2.0.0/' } as const;
const byKey = (rows: readonly PlanRow[]): Record<string, PlanRow> =>
  Object.fromEntries(rows.map((row) => [row.key, row]));

async function targets(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of [...Object.keys(links), 'latest/cli-riscv.tgz', 'latest/elsewhere']) {
    const link = await getSymlink(suite.stack.client, { bucket: suite.bucket, key }).catch(() => undefined);
    if (link !== undefined) found[key] = link.target;
  }
  return found;
}

describe('a folder move', () => {
  it('is drafted from the links as they are, and writes nothing', async () => {
    const writes = suite.stack.faults.add({
      match: { bucket: suite.bucket, method: 'PUT' },
      effect: { kind: 'hook', run: () => {} },
    });
    const plan = await plans.draft(move);
    const rows = byKey(await plans.rows(plan.id));
    expect(plan).toMatchObject({
      state: 'open',
      origin: { kind: 'folder-move', prefix: 'latest/', from: '1.0.0/', to: '2.0.0/' },
      writes: { create: 1, repoint: 3, delete: 0 },
      kinds: { moved: 3, created: 1, missing: 1, alone: 1 },
      needs: { accept: [], blocked: 0 },
      share: { prefix: 'latest/', links: 5, changed: 3 },
    });
    expect(rows['latest/cli-windows.zip']).toMatchObject({ kind: 'missing', decision: 'leave' });
    expect(rows['latest/cli-riscv.tgz']).toMatchObject({
      kind: 'created',
      target: '2.0.0/cli-2.0.0-riscv.tgz',
    });
    expect(rows['latest/elsewhere']).toMatchObject({ kind: 'alone', problem: { code: 'elsewhere' } });
    expect(await targets()).toMatchObject({ 'latest/VERSION': '1.0.0/VERSION' });
    expect(writes.hits).toBe(0);
  });

  it('is applied and taken back to exactly the first state', async () => {
    const first = await targets();
    const view = await suite.view('latest/VERSION');
    const done = await plans.apply(await plans.draft(move));
    expect(done).toMatchObject({ state: 'done', outcomes: { applied: 4, 'left-out': 2 } });
    expect(await targets()).toEqual({
      'latest/CHANGELOG.md': '2.0.0/CHANGELOG.md',
      'latest/VERSION': '2.0.0/VERSION',
      'latest/cli-linux.tgz': '2.0.0/cli-2.0.0-linux.tgz',
      'latest/cli-windows.zip': '1.0.0/cli-1.0.0-windows.zip',
      'latest/cli-riscv.tgz': '2.0.0/cli-2.0.0-riscv.tgz',
      'latest/elsewhere': 'v1/app.txt',
    });
    const back = await plans.rollBack(done.id);
    expect(back.writes).toEqual({ create: 0, repoint: 0, delete: 0, restore: 4, copy: 0 });
    expect(await plans.apply(back)).toMatchObject({ state: 'done', outcomes: { applied: 4 } });
    expect(await targets()).toEqual(first);
    const { state } = await suite.view('latest/VERSION');
    expect(state.kind === 'link' && state.link).toEqual(view.state.kind === 'link' && view.state.link);
    expect(await plans.get(done.id)).toMatchObject({ rolledBackBy: { id: back.id, state: 'done' } });
  });

  it('pages by cursors of its own only', async () => {
    const { id } = await plans.draft(move);
    const { bffUrl } = suite.stack;
    for (const cursor of ['x', '-1', '1e3', '9'.repeat(16), '']) {
      const refused = [
        await expectProblem(bffUrl, 'listPlans', { query: { connection: 'default', cursor } }),
        await expectProblem(bffUrl, 'listPlanRows', { query: { connection: 'default', plan: id, cursor } }),
      ];
      const errors = [{ pointer: '#/query/cursor', rule: 'cursor' }];
      for (const problem of refused)
        expect(problem, cursor).toMatchObject({ code: 'invalid-request', errors });
    }
  });

  it('gives a new link the settings that all links beside it share', async () => {
    await plans.apply(await plans.draft(move));
    const { state } = await suite.view('latest/cli-riscv.tgz');
    expect(state).toMatchObject({
      link: {
        headers: { value: { cacheControl: 'max-age=60' } },
      },
    });
  });

  it('sets the headers along without which readers would fail, and says so of the row and in the sums', async () => {
    const { stack, bucket } = suite;
    for (const [folder, contentEncoding] of [['plain/'], ['packed/', 'gzip']] as const)
      stack.admin.putObject({
        bucket,
        key: `${folder}list.txt`,
        body: folder,
        contentType: 'text/plain',
        ...(contentEncoding === undefined ? {} : { contentEncoding }),
      });
    stack.admin.putSymlink({
      bucket,
      key: 'now/list.txt',
      target: 'plain/list.txt',
      contentType: 'text/plain',
    });
    const plan = await plans.draft({ kind: 'folder-move', prefix: 'now/', to: 'packed/' });
    expect(plan.findings.find(({ name }) => name === 'header-set:contentEncoding')).toMatchObject({
      level: 'advise',
      rows: 1,
      first: { finding: { from: null, to: 'gzip' } },
    });
    await plans.apply(plan);
    expect((await suite.view('now/list.txt')).state).toMatchObject({
      link: { target: 'packed/list.txt', headers: { value: { contentEncoding: 'gzip' } } },
    });
  });

  it('writes new links first and entry files last, as one group of changes', async () => {
    const done = await plans.apply(await plans.draft(move));
    const query = { connection: 'default', group: done.id };
    const { items } = await expectOk(suite.stack.bffUrl, 'listChanges', { query });
    expect(items.map(({ plan }) => plan)).toEqual(items.map(() => ({ id: done.id, number: done.number })));
    const keys = items.toReversed().map(({ key }) => key);
    expect(keys[0]).toBe('latest/cli-riscv.tgz');
    expect(keys.at(-1)).toBe('latest/VERSION');
    expect(keys).toHaveLength(4);
  });

  it('leaves a link alone that somebody changed after the review', async () => {
    const plan = await plans.draft(move);
    suite.stack.admin.putSymlink({ bucket: suite.bucket, key: 'latest/VERSION', target: 'v1/app.txt' });
    const done = await plans.apply(plan);
    const rows = byKey(await plans.rows(done.id));
    expect(done.outcomes).toMatchObject({ applied: 3, drifted: 1 });
    expect(rows['latest/VERSION']).toMatchObject({ outcome: 'drifted', problem: { code: 'state-changed' } });
    expect(await targets()).toMatchObject({ 'latest/VERSION': 'v1/app.txt' });
  });

  it('never replaces an object that came to a planned key meanwhile', async () => {
    const plan = await plans.draft(move);
    const key = 'latest/cli-riscv.tgz';
    await putObject(suite.stack.client, { bucket: suite.bucket, key, body: Buffer.from('mine') });
    const done = await plans.apply(plan);
    expect(byKey(await plans.rows(done.id))[key]).toMatchObject({
      outcome: 'drifted',
      problem: { code: 'key-taken' },
    });
  });

  it('does not repoint to a file that was deleted after the review', async () => {
    const plan = await plans.draft(move);
    suite.stack.admin.deleteObject({ bucket: suite.bucket, key: '2.0.0/VERSION' });
    const done = await plans.apply(plan);
    expect(byKey(await plans.rows(done.id))['latest/VERSION']).toMatchObject({
      outcome: 'drifted',
      problem: { code: 'choice-required' },
    });
  });

  it('removes links that would lead nowhere only by decision, and then asks for the number', async () => {
    const plan = await plans.draft(move);
    const edited = await expectOk(suite.stack.bffUrl, 'editPlan', {
      body: {
        connection: 'default',
        plan: plan.id,
        revision: plan.revision,
        rows: { by: 'kind', kind: 'missing' },
        decision: 'remove',
      },
    });
    expect(edited).toMatchObject({
      writes: { create: 1, repoint: 3, delete: 1 },
      needs: { confirm: 5, because: 'deletes' },
    });
    expect(edited.revision).not.toBe(plan.revision);
    const body = { connection: 'default', plan: plan.id, revision: edited.revision };
    expect(await expectProblem(suite.stack.bffUrl, 'applyPlan', { body })).toMatchObject({
      code: 'plan-unconfirmed',
    });
    const stale = { ...body, revision: plan.revision, confirm: 5 };
    expect(await expectProblem(suite.stack.bffUrl, 'applyPlan', { body: stale })).toMatchObject({
      code: 'plan-changed',
    });
    const done = await plans.apply(edited);
    expect(done.outcomes).toMatchObject({ applied: 5 });
    expect(await targets()).not.toHaveProperty(['latest/cli-windows.zip']);
    expect((await plans.apply(await plans.rollBack(done.id))).outcomes).toMatchObject({ applied: 5 });
    expect(await targets()).toMatchObject({ 'latest/cli-windows.zip': '1.0.0/cli-1.0.0-windows.zip' });
  });

  it('makes a folder of links for a version that has none yet', async () => {
    const plan = await plans.draft({ kind: 'folder-move', prefix: 'stable/', to: '2.0.0/' });
    expect(plan.writes).toEqual({ create: 4, repoint: 0, delete: 0, restore: 0, copy: 0 });
    const done = await plans.apply(plan);
    expect(done.outcomes).toMatchObject({ applied: 4 });
    const removal = await plans.draft({ kind: 'delete-links', links: { by: 'prefix', prefix: 'stable/' } });
    expect(removal.needs).toMatchObject({ confirm: 4, because: 'deletes' });
    expect((await plans.apply(removal)).outcomes).toMatchObject({ applied: 4 });
  });

  it('waits while OSS holds writes back, and goes on by itself', async () => {
    const plan = await plans.draft(move);
    const fault = suite.stack.faults.add({
      match: { operation: 'PutSymlink', bucket: suite.bucket },
      times: 4,
      effect: { kind: 'busy' },
    });
    const done = await plans.apply(plan);
    expect(done).toMatchObject({ state: 'done', outcomes: { applied: 4 } });
    expect(done.problem).toBeUndefined();
    expect(fault.hits).toBe(4);
  });

  it('takes links that somebody changed after it out of a roll-back', async () => {
    const done = await plans.apply(await plans.draft(move));
    suite.stack.admin.putSymlink({ bucket: suite.bucket, key: 'latest/VERSION', target: 'v1/app.txt' });
    const back = await plans.rollBack(done.id);
    expect(byKey(await plans.rows(back.id))['latest/VERSION']).toMatchObject({
      decision: 'leave',
      problem: { code: 'undo-impossible' },
    });
    expect((await plans.apply(back)).outcomes).toMatchObject({ applied: 3, 'left-out': 1 });
    expect(await targets()).toMatchObject({ 'latest/VERSION': 'v1/app.txt' });
  });
});
