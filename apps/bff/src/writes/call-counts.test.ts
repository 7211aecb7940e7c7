import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let time = Date.now();
let calls: string[] = [];
const buckets = ['plain', 'versioned', 'suspended'];
beforeAll(async () => {
  stack = await startStack({ bff: { now: () => new Date(time) } });
  const { admin } = stack;
  for (const bucket of buckets) {
    admin.putBucket({ name: bucket });
    admin.putObject({ bucket, key: 'v1', body: 'one' });
    admin.putObject({ bucket, key: 'v2', body: 'two' });
    admin.putSymlink({ bucket, key: 'link', target: 'v1', tagging: { team: 'cli' } });
    admin.putSymlink({ bucket, key: 'second', target: 'v1' });
    admin.putSymlink({ bucket, key: 'dangling', target: 'gone' });
  }
  admin.setVersioning('versioned', 'Enabled');
  // The current version has an id, so that the version `null` below it may be a real object.
  admin.setVersioning('suspended', 'Enabled');
  admin.putSymlink({ bucket: 'suspended', key: 'link', target: 'v1', tagging: { team: 'cli' } });
  admin.setVersioning('suspended', 'Suspended');
  // Facts of a bucket are read once in five minutes: they count apart.
  for (const bucket of buckets) await readForWrite(stack.bffUrl, place(bucket, 'link'));
  stack.faults.add({ effect: { kind: 'hook', run: ({ operation }) => void calls.push(operation) } });
});
afterAll(() => stack.stop());
beforeEach(() => {
  calls = [];
});

const place = (bucket: string, key: string) => ({ connection: 'default', bucket, key });
const read = ['GetSymlink', 'HeadObject', 'GetObjectACL', 'GetObjectTagging', 'ListObjectsV2'];
const repoint = async (bucket: string, key: string, target: string) => {
  const { token } = await readForWrite(stack.bffUrl, place(bucket, key));
  calls = [];
  return expectOk(stack.bffUrl, 'repointLink', {
    body: { ...place(bucket, key), target, accept: ['target-missing', 'target-chained'] },
    ifMatch: token,
  });
};

test.each([
  ['plain', [...read, 'HeadObject', 'PutSymlink', 'GetSymlink']],
  ['versioned', [...read, 'HeadObject', 'PutSymlink', 'ListObjectVersions']],
  ['suspended', [...read, 'HeadObject', 'ListObjectVersions', 'PutSymlink', 'GetSymlink']],
])('a repoint in a bucket with versioning "%s" makes these calls, and no other', async (bucket, expected) => {
  const answer = await repoint(bucket, 'link', 'v2');
  expect(calls.toSorted()).toEqual(expected.toSorted());
  expect(answer.calls).toBe(expected.length);
  expect(answer.view).toMatchObject({
    state: { link: { target: 'v2', tags: { value: { team: 'cli' } } } },
    link: { health: 'ok' },
  });
  // What the write answers is what the next read finds.
  expect((await readForWrite(stack.bffUrl, place(bucket, 'link'))).token).toBe(answer.view?.token);
});

test('a repoint looks for a folder where the target is missing, and at each link of a chain', async () => {
  expect((await repoint('plain', 'link', 'nowhere')).calls).toBe(9);
  // HeadObject does not tell where a link at the target leads.
  expect((await repoint('plain', 'link', 'second')).calls).toBe(8 + 2);
});

test('a pre-flight costs seven calls, and one for each further target within ten seconds', async () => {
  stack.admin.putSymlink({ bucket: 'plain', key: 'link', target: 'v1', tagging: { team: 'cli' } });
  const ask = (target: string, token?: string) =>
    expectOk(stack.bffUrl, 'preflight', {
      body: {
        action: 'repoint',
        ...place('plain', 'link'),
        target,
        ...(token === undefined ? {} : { token }),
      },
    });
  const first = await ask('v2');
  // Lifecycle rules are asked for once in minutes for a bucket.
  expect(calls.filter((call) => call !== 'GetBucketLifecycle').toSorted()).toEqual(
    [...read, 'HeadObject', 'HeadObject'].toSorted(),
  );
  expect(first.now.link).toMatchObject({ health: 'ok', target: { key: 'v1' } });
  const second = await ask('second', first.now.token);
  expect(second.calls).toBe(1 + 2);
  expect(second.now).toEqual(first.now);
  time += 10_001;
  expect((await ask('v2', first.now.token)).calls).toBe(7);
});

test('a token that stands for another state is not answered from memory', async () => {
  const before = await readForWrite(stack.bffUrl, place('plain', 'link'));
  await repoint('plain', 'link', 'v2');
  const body = { action: 'repoint', ...place('plain', 'link'), target: 'v1' } as const;
  const asked = await expectOk(stack.bffUrl, 'preflight', { body: { ...body, token: before.token } });
  // The dialog still shows what it was opened with; the write reads anew and refuses.
  expect(asked.now.token).toBe(before.token);
  expect(
    await expectProblem(stack.bffUrl, 'repointLink', {
      body: { ...place('plain', 'link'), target: 'v2', accept: [] },
      ifMatch: asked.now.token,
    }),
  ).toMatchObject({ code: 'state-changed', now: { state: { link: { target: 'v2' } } } });
});

test('the inspector costs five calls at most, and one for each part whose row is opened', async () => {
  // Once in minutes for a bucket: facts of it, and the rules that may fetch a missing target.
  for (const key of ['link', 'dangling'])
    await expectOk(stack.bffUrl, 'getObject', { query: place('plain', key) });
  for (const [key, expected] of [
    ['link', ['GetSymlink', 'HeadObject', 'GetObjectACL', 'HeadObject', 'GetObjectACL']],
    ['dangling', ['GetSymlink', 'HeadObject', 'GetObjectACL', 'ListObjectsV2']],
    ['v1', ['GetSymlink', 'HeadObject', 'GetObjectACL']],
    ['absent', ['GetSymlink']],
  ] as const) {
    calls = [];
    const view = await expectOk(stack.bffUrl, 'getObject', { query: place('plain', key) });
    expect(calls.toSorted()).toEqual([...expected].toSorted());
    expect(view.calls).toBe(expected.length);
    expect(view).not.toHaveProperty('token');
  }
  const part = (name: 'tags' | 'storageClass') =>
    expectOk(stack.bffUrl, 'getObjectPart', { query: { ...place('plain', 'link'), part: name } });
  expect(await part('tags')).toEqual({ tags: { known: true, value: { team: 'cli' } }, calls: 1 });
  expect(await part('storageClass')).toEqual({ storageClass: { known: true, value: 'Standard' }, calls: 1 });
});
