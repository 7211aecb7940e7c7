import { describe, expect, it, vi } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { app, everything, moved, named, setUpRename } from '../testing/rename-suite.ts';

const suite = setUpRename('renamed-objects');

describe('a renamed object', () => {
  it('is copied, the links that lead to it follow, and it goes last', async () => {
    await suite.scan();
    const before = suite.stored(app)[0]?.[1];
    const plan = await suite.rename(named([app, moved]));
    expect(plan).toMatchObject({
      origin: { kind: 'rename-keys', keys: 1, prefix: app, to: moved },
      writes: { copy: 1, create: 0, repoint: 2, delete: 1, restore: 0 },
      kinds: { copied: 1, moved: 2, removed: 1 },
      needs: { accept: [], blocked: 0, confirm: 4, because: 'deletes' },
    });
    expect(plan.groups.map(({ action, from, to }) => ({ action, from, to }))).toContainEqual({
      action: 'copy',
      from: 'releases/',
      to: 'releases/',
    });
    const rows = await suite.rowsByKey(plan);
    expect(rows[moved]).toMatchObject({ action: 'copy', twin: { key: app, size: 9 } });
    expect(rows[app]).toMatchObject({ action: 'delete-object', twin: { key: moved } });
    expect(rows[app]?.findings).toContainEqual(
      expect.objectContaining({ code: 'kept-elsewhere', at: moved, level: 'advise' }),
    );

    const order: string[] = [];
    suite.stack.faults.add({
      match: { bucket: suite.bucket },
      effect: {
        kind: 'hook',
        run: ({ operation, key }) => {
          if (/^(?:Put|Copy|Delete)/.test(operation)) order.push(`${operation} ${key}`);
        },
      },
    });
    const done = await suite.plans.apply(plan);
    expect(done.outcomes).toEqual({ applied: 4 });
    expect(order[0]).toBe(`CopyObject ${moved}`);
    expect(order.at(-1)).toBe(`DeleteObject ${app}`);
    expect(suite.stored(moved, app)).toEqual([
      [moved, before],
      [app, undefined],
    ]);
    expect(['latest/app.bin', 'stable/app.bin', 'entry'].map(suite.targetOf)).toEqual([
      moved,
      moved,
      'latest/app.bin',
    ]);
  });

  it('is recorded as a copy, which by itself is not undone', async () => {
    await suite.scan();
    const plan = await suite.plans.apply(await suite.rename(named([app, moved])));
    const { items } = await expectOk(suite.stack.bffUrl, 'listChanges', {
      query: { connection: 'default', bucket: suite.bucket, group: plan.id },
    });
    expect(items.find(({ key }) => key === moved)).toMatchObject({
      action: 'copy',
      outcome: 'applied',
      intended: null,
      copyOf: { key: app, size: 9 },
      after: { kind: 'object', facts: { size: 9 } },
      undo: { possible: false, why: 'copy' },
    });
  });

  it('comes back by a copy in a bucket without versions, its links first where they were', async () => {
    await suite.scan();
    const before = suite.stored(...everything);
    const done = await suite.plans.apply(await suite.rename(named([app, moved])));
    const back = await suite.plans.rollBack(done.id);
    const rows = await suite.rowsByKey(back);
    expect(rows[app]).toMatchObject({ action: 'copy', twin: { key: moved } });
    expect(rows[moved]).toMatchObject({ action: 'delete-object', twin: { key: app } });
    expect(await suite.plans.apply(back)).toMatchObject({ outcomes: { applied: 4 } });
    expect(suite.stored(...everything)).toEqual(before);
  });

  it('comes back as its own version in a bucket that keeps versions', async () => {
    suite.stack.admin.putBucketSetting(suite.bucket, 'versioning', undefined);
    const { client } = suite.stack;
    await client.send({
      operation: 'PutBucketVersioning',
      method: 'PUT',
      bucket: suite.bucket,
      query: [['versioning', '']],
      body: new TextEncoder().encode(
        '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
      ),
      effect: 'write',
    });
    await suite.scan();
    const before = suite.stored(...everything);
    const first = suite.stack.admin.find({ bucket: suite.bucket, key: app });
    const done = await suite.plans.apply(await suite.rename(named([app, moved])));
    expect(suite.typeOf(app)).toBeUndefined();
    const back = await suite.plans.rollBack(done.id);
    expect((await suite.rowsByKey(back))[app]).toMatchObject({ action: 'restore' });
    expect(await suite.plans.apply(back)).toMatchObject({ outcomes: { applied: 4 } });
    expect(suite.stored(...everything)).toEqual(before);
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: app })).toEqual(first);
  });

  it('stays, and its links with it, when it cannot be copied, until that is tried again', async () => {
    await suite.scan();
    const fault = suite.refuse({ operation: 'CopyObject' }, 1);
    const done = await suite.plans.apply(await suite.rename(named([app, moved])));
    expect(fault.hits).toBe(1);
    expect(await suite.outcomes(done)).toEqual({
      [moved]: 'failed: oss-access-denied',
      'latest/app.bin': 'failed: needs-another-row',
      'stable/app.bin': 'failed: needs-another-row',
      [app]: 'failed: needs-another-row',
    });
    expect([app, 'latest/app.bin', moved].map(suite.typeOf)).toEqual(['Normal', 'Symlink', undefined]);

    await expectOk(suite.stack.bffUrl, 'controlPlan', {
      body: { connection: 'default', plan: done.id, do: 'retry' },
    });
    expect(await suite.plans.until(done.id, 'done')).toMatchObject({ outcomes: { applied: 4 } });
    expect([app, moved].map(suite.typeOf)).toEqual([undefined, 'Normal']);
  });

  it('goes on where the answer to the copy was lost, and the copy is there', async () => {
    await suite.scan();
    const fault = suite.stack.faults.add({
      match: { bucket: suite.bucket, operation: 'CopyObject' },
      times: 1,
      effect: { kind: 'reset', when: 'after' },
    });
    const done = await suite.plans.apply(await suite.rename(named([app, moved])));
    expect(done.outcomes).toEqual({ applied: 4 });
    expect(fault.hits).toBe(1);
  });

  it('stays, and its links wait, while nobody knows whether it was copied', async () => {
    await suite.scan();
    const { id, revision, needs } = await suite.rename(named([app, moved]));
    suite.stack.faults.add({
      match: { bucket: suite.bucket, operation: 'CopyObject' },
      effect: { kind: 'reset', when: 'before' },
    });
    await expectOk(suite.stack.bffUrl, 'applyPlan', {
      body: { connection: 'default', plan: id, revision, accept: [], confirm: needs.confirm },
    });
    await vi.waitFor(
      async () => {
        expect(await suite.outcomes(await suite.plans.get(id))).toMatchObject({
          [moved]: 'unknown',
          'latest/app.bin': 'waiting',
          [app]: 'waiting',
        });
      },
      { timeout: 10_000 },
    );
    expect([app, moved].map(suite.typeOf)).toEqual(['Normal', undefined]);
  });

  it('stays while one of its links does not follow', async () => {
    await suite.scan();
    suite.refuse({ operation: 'PutSymlink', key: 'stable/app.bin' });
    const done = await suite.plans.apply(await suite.rename(named([app, moved])));
    expect(await suite.outcomes(done)).toMatchObject({
      [moved]: 'applied',
      'latest/app.bin': 'applied',
      'stable/app.bin': 'failed: oss-access-denied',
      [app]: 'failed: needs-another-row',
    });
    expect(suite.typeOf(app)).toBe('Normal');
  });

  it('is not copied when it is another one than was reviewed, and can be reviewed again', async () => {
    await suite.scan();
    const plan = await suite.rename(named([app, moved]));
    suite.stack.admin.putObject({ bucket: suite.bucket, key: app, body: 'other bytes' });
    const done = await suite.plans.apply(plan);
    expect(await suite.outcomes(done)).toMatchObject({
      [moved]: 'drifted: state-changed',
      [app]: 'failed: needs-another-row',
    });
    const again = await suite.plans.draft({ kind: 'again', plan: done.id });
    expect(await suite.plans.apply(again)).toMatchObject({ outcomes: { applied: 4 } });
    expect(suite.stored(moved)[0]?.[1]).toMatchObject({ size: 11 });
    expect([app, 'latest/app.bin'].map(suite.targetOf)).toEqual([undefined, moved]);
    expect(suite.typeOf(app)).toBeUndefined();
  });

  it('stays when it is replaced after it was copied', async () => {
    await suite.scan();
    const plan = await suite.rename(named([app, moved]));
    suite.before({ operation: 'PutSymlink', key: 'latest/app.bin' }, () => {
      suite.stack.admin.putObject({ bucket: suite.bucket, key: app, body: 'newer' });
    });
    const done = await suite.plans.apply(plan);
    expect(await suite.outcomes(done)).toMatchObject({ [moved]: 'applied', [app]: 'drifted: state-changed' });
    expect(suite.typeOf(app)).toBe('Normal');
  });

  it('stays when its copy is not what was copied any more', async () => {
    await suite.scan();
    const plan = await suite.rename(named([app, moved]));
    suite.before({ operation: 'PutSymlink', key: 'latest/app.bin' }, () => {
      suite.stack.admin.putObject({ bucket: suite.bucket, key: moved, body: 'overwritten' });
    });
    expect(await suite.outcomes(await suite.plans.apply(plan))).toMatchObject({
      [app]: 'drifted: copy-missing',
    });
    expect(suite.typeOf(app)).toBe('Normal');
  });

  it('stays when a new link leads to it meanwhile', async () => {
    await suite.scan();
    const plan = await suite.rename(named([app, moved]));
    await expectOk(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('new-link'), target: app },
      ifNoneMatch: '*',
    });
    const done = await suite.plans.apply(plan);
    expect(await suite.outcomes(done)).toMatchObject({ [moved]: 'applied', [app]: 'drifted: still-led-to' });
    expect(suite.typeOf(app)).toBe('Normal');
  });

  it('waits for its copy also when the console is paused in between', async () => {
    await suite.scan();
    const plan = await suite.rename(named([app, moved]));
    const control = (action: 'pause' | 'resume') =>
      expectOk(suite.stack.bffUrl, 'controlPlan', {
        body: { connection: 'default', plan: plan.id, do: action },
      });
    suite.before({ operation: 'CopyObject' }, async () => {
      await control('pause');
    });
    const { revision, needs } = plan;
    await expectOk(suite.stack.bffUrl, 'applyPlan', {
      body: { connection: 'default', plan: plan.id, revision, accept: [], confirm: needs.confirm },
    });
    await suite.plans.until(plan.id, 'paused');
    expect([app, 'latest/app.bin'].map(suite.typeOf)).toEqual(['Normal', 'Symlink']);
    await control('resume');
    expect(await suite.plans.until(plan.id, 'done')).toMatchObject({ outcomes: { applied: 4 } });
  });

  it('says so where the index does not know the whole bucket', async () => {
    const plan = await suite.rename(named([app, moved]));
    expect(plan.origin).toMatchObject({ incomplete: true });
    expect((await suite.rowsByKey(plan))[app]?.findings).toContainEqual({
      level: 'advise',
      code: 'backlinks-unknown',
    });
  });

  it('is left when it is archived, or when its destination is taken', async () => {
    const { admin } = suite.stack;
    admin.putObject({ bucket: suite.bucket, key: 'cold', body: 'x', storageClass: 'Archive' });
    await suite.scan();
    const plan = await suite.rename(named(['cold', 'cold-2'], [app, 'v1/app.txt']));
    expect(plan.needs.blocked).toBe(2);
    const rows = await suite.rowsByKey(plan);
    expect(rows['cold-2']?.findings[0]).toEqual({
      level: 'block',
      code: 'copy-cold',
      storageClass: 'Archive',
    });
    expect(rows['v1/app.txt']?.findings.find(({ level }) => level === 'block')).toEqual({
      level: 'block',
      code: 'destination-taken',
      to: 'v1/app.txt',
    });
    for (const key of ['cold', app, 'latest/app.bin'])
      expect(rows[key]).toMatchObject({ decision: 'leave', problem: { code: 'needs-another-row' } });
    const { revision, id } = plan;
    const refused = await expectProblem(suite.stack.bffUrl, 'applyPlan', {
      body: { connection: 'default', plan: id, revision },
    });
    expect(refused.code).toBe('write-blocked');
  });
});
