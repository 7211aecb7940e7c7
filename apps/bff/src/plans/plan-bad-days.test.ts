import { expect, it } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';

const suite = setUpLinks('plan-bad-days');
const plans = drivePlans(suite);
const names = Array.from({ length: 24 }, (_, i) => `file-${String(i).padStart(2, '0')}.txt`);
const move = { kind: 'folder-move', prefix: 'live/', to: '2/' } as const;

function putFolders(): void {
  const { stack, bucket } = suite;
  for (const name of names) {
    for (const version of ['1', '2'])
      stack.admin.putObject({ bucket, key: `${version}/${name}`, body: version, contentType: 'text/plain' });
    putLink(name, '1');
  }
}

function putLink(name: string, version: string): void {
  const { stack, bucket } = suite;
  stack.admin.putSymlink({
    bucket,
    key: `live/${name}`,
    target: `${version}/${name}`,
    contentType: 'text/plain',
  });
}

const find = (key: string) => suite.stack.admin.find({ bucket: suite.bucket, key });
const targets = () => names.map((name) => find(`live/${name}`)?.target?.split('/')[0]);

it.each(['SecurityTokenExpired', 'InvalidAccessKeyId', 'SignatureDoesNotMatch'])(
  'rows wait while the credential is refused (%s), and go on once it is renewed',
  async (code) => {
    putFolders();
    const { stack, bucket } = suite;
    const plan = await plans.draft(move);
    const refused = stack.faults.add({
      match: { bucket, key: /^live\// },
      skip: 40,
      effect: { kind: 'error', code, status: 403 },
    });
    await plans.begin(plan);
    await expect
      .poll(async () => (await plans.get(plan.id)).problem?.code, { timeout: 25_000 })
      .toBe('oss-credentials-rejected');
    expect((await plans.get(plan.id)).outcomes.failed).toBeUndefined();
    refused.remove();
    expect((await plans.until(plan.id, 'done')).outcomes).toEqual({ applied: names.length });
    expect(new Set(targets())).toEqual(new Set(['2']));
  },
  40_000,
);

it('a credential that is refused in the middle of reading a link is no drift', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const plan = await plans.draft(move);
  stack.faults.add({
    match: { bucket, operation: 'HeadObject', key: /^live\// },
    times: 3,
    effect: { kind: 'error', code: 'SignatureDoesNotMatch', status: 403 },
  });
  expect((await plans.apply(plan)).outcomes).toEqual({ applied: names.length });
}, 40_000);

it('a bucket that was removed meanwhile fails its rows with that reason, and nothing is made anew', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const plan = await plans.draft(move);
  stack.faults.add({ match: { bucket }, effect: { kind: 'error', code: 'NoSuchBucket', status: 404 } });
  const ended = await plans.apply(plan);
  expect(ended.outcomes).toEqual({ failed: names.length });
  const rows = await plans.rows(plan.id);
  expect(new Set(rows.map(({ problem }) => problem?.code))).toEqual(new Set(['bucket-missing']));
});

it('a target that was deleted since the review is not pointed at, and the other rows are written', async () => {
  putFolders();
  const plan = await plans.draft(move);
  suite.stack.admin.deleteObject({ bucket: suite.bucket, key: `2/${names[3]!}` });
  const ended = await plans.apply(plan);
  expect(ended.outcomes).toEqual({ applied: names.length - 1, drifted: 1 });
  expect(find(`live/${names[3]!}`)?.target).toBe(`1/${names[3]!}`);
});

it('rows wait while OSS does not answer for their targets, and go on once it does', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const plan = await plans.draft(move);
  const away = stack.faults.add({
    match: { bucket, operation: 'HeadObject', key: /^2\// },
    effect: { kind: 'busy' },
  });
  await plans.begin(plan);
  await expect
    .poll(async () => (await plans.get(plan.id)).problem?.code, { timeout: 25_000 })
    .toBe('oss-unavailable');
  expect((await plans.get(plan.id)).outcomes.drifted).toBeUndefined();
  away.remove();
  expect((await plans.until(plan.id, 'done')).outcomes).toEqual({ applied: names.length });
});

it('an object that was uploaded over a link since the review is neither deleted nor replaced', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const key = `live/${names[0]!}`;
  stack.admin.deleteObject({ bucket, key: `1/${names[0]!}` });
  const deletion = await plans.draft({ kind: 'delete-links', links: { by: 'keys', keys: [key] } });
  const repoint = await plans.draft(move);
  stack.admin.putObject({ bucket, key, body: 'somebody needs this' });
  expect((await plans.apply(deletion)).outcomes).toEqual({ drifted: 1 });
  expect((await plans.apply(repoint)).outcomes).toMatchObject({ drifted: 1 });
  expect(find(key)).toMatchObject({ type: 'Normal', size: 19 });
});

it('a write whose answer is lost is found to be done, and written once', async () => {
  putFolders();
  const { stack, bucket } = suite;
  stack.admin.setVersioning(bucket, 'Enabled');
  const plan = await plans.draft(move);
  const writes: string[] = [];
  stack.faults.add({
    match: { bucket, operation: 'PutSymlink' },
    effect: { kind: 'reset', when: 'after' },
    times: 5,
  });
  stack.faults.add({
    match: { bucket, operation: 'PutSymlink' },
    effect: { kind: 'hook', run: ({ key }) => void writes.push(key ?? '') },
  });
  const ended = await plans.apply(plan);
  expect(ended.outcomes).toEqual({ applied: names.length });
  expect(writes.toSorted()).toEqual(names.map((name) => `live/${name}`));
});

it('a write that was not read back, since OSS was away by then, is taken back all the same', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const plan = await plans.draft(move);
  const away = names.slice(0, 3).map((name) =>
    stack.faults.add({
      match: { bucket, operation: 'GetSymlink', key: `live/${name}` },
      skip: 1,
      effect: { kind: 'reset', when: 'before' },
    }),
  );
  expect((await plans.apply(plan)).outcomes).toEqual({ applied: names.length });
  for (const fault of away) fault.remove();
  // Somebody wrote over one of them before anybody looked.
  putLink(names[2]!, '1');
  const back = await plans.rollBack(plan.id);
  const { outcomes } = await plans.apply(back);
  expect(outcomes).toEqual({ applied: names.length - 1, 'left-out': 1 });
  expect(new Set(targets())).toEqual(new Set(['1']));
});

it('a link that is said to be gone drifts, and a write that is said to be done and is not stays open', async () => {
  putFolders();
  const { stack, bucket } = suite;
  const plan = await plans.draft(move);
  stack.faults.add({
    match: { bucket, operation: 'GetSymlink', key: `live/${names[1]!}` },
    effect: { kind: 'error', code: 'NoSuchKey', status: 404 },
  });
  stack.faults.add({
    match: { bucket, operation: 'PutSymlink', key: `live/${names[2]!}` },
    effect: { kind: 'error', code: 'OK', status: 200 },
  });
  await plans.begin(plan);
  await expect
    .poll(async () => (await plans.get(plan.id)).outcomes, { timeout: 25_000 })
    .toEqual({ applied: names.length - 2, drifted: 1, unknown: 1 });
  expect(targets().slice(0, 4)).toEqual(['2', '1', '1', '2']);

  await expectOk(stack.bffUrl, 'controlPlan', {
    body: { connection: 'default', plan: plan.id, do: 'stop' },
  });
  const back = await plans.rollBack(plan.id);
  const open = (await plans.rows(back.id)).find(({ key }) => key === `live/${names[2]!}`);
  expect(open).toMatchObject({ kind: 'skipped', decision: 'leave', problem: { code: 'outcome-open' } });
  expect((await plans.apply(back)).outcomes).toEqual({ applied: names.length - 2, 'left-out': 1 });
  expect(new Set(targets())).toEqual(new Set(['1']));
});
