import { describe, expect, it, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { app, everything, named, setUpRename } from '../testing/rename-suite.ts';

const suite = setUpRename('renamed-keys');

describe('a renamed link', () => {
  it('keeps all that it has, and what leads to it follows', async () => {
    await suite.scan();
    const before = suite.stored('latest/app.bin')[0]?.[1];
    const plan = await suite.rename(named(['latest/app.bin', 'current/app.bin']));
    expect(plan).toMatchObject({ writes: { create: 1, repoint: 1, delete: 1, copy: 0 } });
    expect(await suite.plans.apply(plan)).toMatchObject({ outcomes: { applied: 3 } });
    expect(suite.stored('current/app.bin', 'latest/app.bin')).toEqual([
      ['current/app.bin', before],
      ['latest/app.bin', undefined],
    ]);
    expect(suite.targetOf('entry')).toBe('current/app.bin');
  });

  it('is taken back to exactly the first state', async () => {
    await suite.scan();
    const before = suite.stored(...everything);
    const done = await suite.plans.apply(await suite.rename(named(['latest/app.bin', 'current/app.bin'])));
    const back = await suite.plans.rollBack(done.id);
    expect(await suite.plans.apply(back)).toMatchObject({ outcomes: { applied: 3 } });
    expect(suite.stored(...everything)).toEqual(before);
  });

  it('is not deleted when somebody changed it after it was copied', async () => {
    await suite.scan();
    const plan = await suite.rename(named(['stable/app.bin', 'current/app.bin']));
    suite.before({ operation: 'PutSymlink', key: 'current/app.bin' }, () => {
      suite.stack.admin.putSymlink({
        bucket: suite.bucket,
        key: 'stable/app.bin',
        target: 'v2/app.txt',
      });
    });
    expect(await suite.outcomes(await suite.plans.apply(plan))).toEqual({
      'current/app.bin': 'applied',
      'stable/app.bin': 'drifted: state-changed',
    });
    expect(suite.targetOf('stable/app.bin')).toBe('v2/app.txt');
  });

  it('is not copied when it leads elsewhere than was reviewed', async () => {
    await suite.scan();
    const plan = await suite.rename(named(['stable/app.bin', 'current/app.bin']));
    suite.stack.admin.putSymlink({ bucket: suite.bucket, key: 'stable/app.bin', target: 'v2/app.txt' });
    expect(await suite.outcomes(await suite.plans.apply(plan))).toEqual({
      'current/app.bin': 'drifted: source-changed',
      'stable/app.bin': 'failed: needs-another-row',
    });
  });
});

describe('all keys below a prefix', () => {
  it('move together: links lead to the new keys of what moves with them, and back', async () => {
    const { admin } = suite.stack;
    admin.putSymlink({
      bucket: suite.bucket,
      key: 'releases/latest',
      target: app,
      contentType: 'application/x-app',
    });
    await suite.createChained('releases/index.html', 'releases/latest');
    await suite.scan();
    const keys = ['app-1.0.bin', 'latest', 'index.html'];
    const all = [...keys.flatMap((name) => [`releases/${name}`, `archive/${name}`]), ...everything];
    const before = suite.stored(...all);
    const plan = await suite.rename({ by: 'prefix', prefix: 'releases/', to: 'archive/' });
    expect(plan).toMatchObject({
      origin: { keys: 3, prefix: 'releases/', to: 'archive/' },
      writes: { copy: 1, create: 2, repoint: 2, delete: 3 },
    });
    const done = await suite.plans.apply(plan);
    expect(await suite.outcomes(done)).not.toContain('failed');
    expect(done.outcomes).toEqual({ applied: 8 });
    expect(['archive/latest', 'archive/index.html', 'latest/app.bin'].map(suite.targetOf)).toEqual([
      'archive/app-1.0.bin',
      'archive/latest',
      'archive/app-1.0.bin',
    ]);
    expect(keys.map((name) => suite.typeOf(`releases/${name}`))).toEqual([undefined, undefined, undefined]);
    const back = await suite.plans.apply(await suite.plans.rollBack(done.id));
    expect(back.outcomes).toEqual({ applied: 8 });
    expect(suite.stored(...all)).toEqual(before);
  });

  it('are copied: links lead where they led, and nothing else changes', async () => {
    await suite.scan();
    const before = suite.stored(...everything);
    const plan = await suite.copy({ by: 'prefix', prefix: 'latest/', to: 'next/' });
    expect(plan).toMatchObject({ writes: { create: 1, copy: 0, repoint: 0, delete: 0 } });
    expect(plan.needs).not.toHaveProperty('confirm');
    const done = await suite.plans.apply(plan);
    expect(suite.stored('next/app.bin')[0]?.[1]).toEqual(suite.stored('latest/app.bin')[0]?.[1]);
    expect(suite.stored(...everything)).toEqual(before);
    await suite.plans.apply(await suite.plans.rollBack(done.id));
    expect(suite.typeOf('next/app.bin')).toBeUndefined();
  });
});

describe('pairs that no plan can carry out', () => {
  test('are found before anything is written, each with its reason', async () => {
    await suite.scan();
    const tooLong = 'x'.repeat(1024);
    const plan = await suite.copy(
      named(
        ['v1/app.txt', 'same'],
        ['v2/app.txt', 'same'],
        [app, app],
        ['stable/app.bin', tooLong],
        ['latest/app.bin', 'entry'],
        ['nobody', 'anybody'],
      ),
    );
    const rows = await suite.rowsByKey(plan);
    expect(plan.needs.blocked).toBe(5);
    expect(rows['v1/app.txt']?.findings).toEqual([
      { level: 'block', code: 'destination-twice', to: 'same', first: ['v2/app.txt'] },
    ]);
    expect(rows[app]?.findings).toEqual([{ level: 'block', code: 'destination-is-source' }]);
    expect(rows['stable/app.bin']?.findings).toEqual([
      { level: 'block', code: 'destination-invalid', to: tooLong, problem: 'too-long' },
    ]);
    expect(rows['entry']?.findings).toContainEqual({
      level: 'block',
      code: 'destination-taken',
      to: 'entry',
    });
    expect(rows['nobody']).toMatchObject({ decision: 'leave', problem: { code: 'nothing-there' } });
  });

  test('are left out, and the rest is done', async () => {
    await suite.scan();
    const plan = await suite.copy(named([app, 'v1/app.txt'], ['latest/app.bin', 'next/app.bin']));
    const edited = await expectOk(suite.stack.bffUrl, 'editPlan', {
      body: {
        connection: 'default',
        plan: plan.id,
        revision: plan.revision,
        rows: { by: 'finding', name: 'destination-taken' },
        decision: 'leave',
      },
    });
    expect(await suite.plans.apply(edited)).toMatchObject({ outcomes: { applied: 1, 'left-out': 1 } });
    expect(suite.typeOf('v1/app.txt')).toBe('Normal');
  });

  test('a key that can hold nothing is no request', async () => {
    const { errors } = await expectProblem(suite.stack.bffUrl, 'draftPlan', {
      body: {
        connection: 'default',
        bucket: suite.bucket,
        source: { kind: 'rename-keys', renamed: named(['', 'a']) },
      },
    });
    expect(errors?.[0]).toMatchObject({ pointer: '#/source/renamed/keys/0/from', rule: 'empty' });
  });
});
