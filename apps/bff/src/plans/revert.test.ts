import { getObjectTagging, getSymlink, putSymlink } from '@signpost/oss-client';
import { expect, it } from 'vitest';
import { expectOk, readForWrite } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { linkOf, putFullLink } from '../testing/links.ts';
import { drivePlans } from '../testing/plans.ts';

const suite = setUpLinks('revert');
const plans = drivePlans(suite);

async function repoint(key: string, target: string, settings: object = {}): Promise<void> {
  const { bffUrl } = suite.stack;
  const { token } = await readForWrite(bffUrl, suite.scope(key));
  const body = { ...suite.scope(key), target, ...settings };
  await expectOk(bffUrl, 'repointLink', { body, ifMatch: token });
}

async function create(key: string, target: string): Promise<string> {
  const body = { ...suite.scope(key), target };
  const { change } = await expectOk(suite.stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
  return change.id;
}

const targetOf = async (key: string): Promise<string> =>
  (await getSymlink(suite.stack.client, { bucket: suite.bucket, key })).target;

it('puts links back to the state before the selected changes, with all that was recorded of them', async () => {
  putFullLink(suite.stack.admin, suite.bucket);
  const before = linkOf(await suite.view('app.txt'));
  const settings = { tags: {}, acl: 'private', storageClass: 'Standard', metadata: {} } as const;
  const links = { by: 'keys' as const, keys: ['app.txt'] };
  await plans.apply(await plans.draft({ kind: 'set', links, settings }));
  await repoint('app.txt', 'v2/app.txt', { headers: { cacheControl: 'no-cache' } });
  await create('new', 'v1/app.txt');
  const { items } = await expectOk(suite.stack.bffUrl, 'listChanges', {
    query: { connection: 'default', bucket: suite.bucket },
  });
  const changes = items.map(({ id }) => id);
  expect(changes).toHaveLength(3);
  const plan = await plans.draft({ kind: 'revert', to: { by: 'changes', changes } });
  expect(plan).toMatchObject({
    origin: { kind: 'revert', links: 2 },
    kinds: { restored: 2 },
    writes: { repoint: 1, delete: 1 },
  });
  expect((await plans.apply(plan)).outcomes).toEqual({ applied: 2 });
  expect(linkOf(await suite.view('app.txt'))).toEqual(before);
  const { tags } = await getObjectTagging(suite.stack.client, { bucket: suite.bucket, key: 'app.txt' });
  expect(tags).toEqual({ team: 'cli', 'a b': '+=' });
  expect((await suite.view('new')).state).toMatchObject({ kind: 'absent' });
});

it('names a link that was changed since and leaves it alone, until it is chosen', async () => {
  const change = await create('a', 'v1/app.txt');
  await putSymlink(suite.stack.client, { bucket: suite.bucket, key: 'a', target: 'v2/app.txt' });
  const plan = await plans.draft({ kind: 'revert', to: { by: 'changes', changes: [change] } });
  expect(plan).toMatchObject({ kinds: { diverged: 1 }, writes: { delete: 0 } });
  const edited = await expectOk(suite.stack.bffUrl, 'editPlan', {
    body: {
      connection: 'default',
      plan: plan.id,
      revision: plan.revision,
      rows: { by: 'kind', kind: 'diverged' },
      decision: 'write',
    },
  });
  expect((await plans.apply(edited)).outcomes).toEqual({ applied: 1 });
  expect((await suite.view('a')).state).toMatchObject({ kind: 'absent' });
});

it('takes the state of a moment from the record, and has nothing to do where it is so already', async () => {
  await create('a', 'v1/app.txt');
  await create('b', 'v1/app.txt');
  const { items } = await expectOk(suite.stack.bffUrl, 'listChanges', {
    query: { connection: 'default', bucket: suite.bucket },
  });
  const at = items[0]?.at ?? '';
  // The clock tells milliseconds: what comes now must be later.
  while (new Date().toISOString() <= at);
  await repoint('a', 'v2/app.txt');
  await repoint('b', 'v2/app.txt');
  await repoint('b', 'v1/app.txt');
  await create('c', 'v1/app.txt');
  const plan = await plans.draft({
    kind: 'revert',
    to: { by: 'moment', links: { by: 'prefix', prefix: '' }, at },
  });
  expect(plan).toMatchObject({ origin: { links: 3, at }, kinds: { restored: 2, unchanged: 1 } });
  await plans.apply(plan);
  expect(await targetOf('a')).toBe('v1/app.txt');
  expect((await suite.view('c')).state).toMatchObject({ kind: 'absent' });
});

it('puts a link that somebody changed outside back to what was last recorded, if it is chosen', async () => {
  await create('a', 'v1/app.txt');
  await putSymlink(suite.stack.client, { bucket: suite.bucket, key: 'a', target: 'v2/app.txt' });
  const plan = await plans.draft({
    kind: 'revert',
    to: { by: 'moment', links: { by: 'keys', keys: ['a', 'never'] }, at: new Date().toISOString() },
  });
  expect(plan.kinds).toEqual({ diverged: 1 });
  const [row] = await plans.rows(plan.id);
  expect(row).toMatchObject({ key: 'a', decision: 'leave', now: 'v2/app.txt', target: 'v1/app.txt' });
});

it('reverts a group of changes, and does not delete an object that took the place of a link', async () => {
  const change = await create('a', 'v1/app.txt');
  const { admin } = suite.stack;
  admin.putObject({ bucket: suite.bucket, key: 'a', body: 'real' });
  const plan = await plans.draft({ kind: 'revert', to: { by: 'group', group: change } });
  const [row] = await plans.rows(plan.id);
  expect(row).toMatchObject({ key: 'a', decision: 'leave', problem: { code: 'object-there' } });
});
