import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { putFullLink, putVersions } from '../testing/links.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let bucket: string;
let counter = 0;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `delete-object-${(counter += 1)}`;
  stack.faults.clear();
  putVersions(stack.admin, bucket);
  putFullLink(stack.admin, bucket);
});

const scope = (key: string) => ({ connection: 'default', bucket, key });
const view = (key: string) => expectOk(stack.bffUrl, 'getObject', { query: scope(key) });
const proofOf = (key: string) => {
  const { etag, size } = stack.admin.find({ bucket, key })!;
  return { etag, size };
};
const readIndex = () => expectOk(stack.bffUrl, 'readIndex', { body: { connection: 'default', bucket } });
const settled = async () => {
  await readIndex();
  await expect
    .poll(async () => {
      const { items } = await expectOk(stack.bffUrl, 'listCoverage', { query: { connection: 'default' } });
      return items.find((one) => one.bucket === bucket)?.state;
    })
    .toBe('complete');
};

describe('deleting a real object', () => {
  test('is refused without what was seen, without proof, and with a wrong one', async () => {
    const { token } = await view('v2/app.txt');
    const body = scope('v2/app.txt');
    expect(await expectProblem(stack.bffUrl, 'deleteObject', { body })).toMatchObject({
      code: 'precondition-required',
    });
    expect(await expectProblem(stack.bffUrl, 'deleteObject', { body, ifMatch: token })).toMatchObject({
      status: 428,
      code: 'proof-required',
    });
    const wrong = { ...proofOf('v2/app.txt'), size: 1 };
    expect(
      await expectProblem(stack.bffUrl, 'deleteObject', { body: { ...body, proof: wrong }, ifMatch: token }),
    ).toMatchObject({ status: 412, code: 'proof-mismatch' });
    expect(stack.admin.find({ bucket, key: 'v2/app.txt' })).toBeDefined();
  });

  test('is refused when another object has come to stand there', async () => {
    const { token } = await view('v2/app.txt');
    stack.admin.putObject({ bucket, key: 'v2/app.txt', body: 'newer' });
    const problem = await expectProblem(stack.bffUrl, 'deleteObject', {
      body: { ...scope('v2/app.txt'), proof: proofOf('v2/app.txt') },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ status: 412, code: 'state-changed' });
    expect(stack.admin.find({ bucket, key: 'v2/app.txt' })).toBeDefined();
  });

  test('leaves links alone: deleting one is another act', async () => {
    const { token, state } = await view('app.txt');
    const problem = await expectProblem(stack.bffUrl, 'deleteObject', {
      body: { ...scope('app.txt'), proof: { etag: state.kind === 'link' ? state.facts.etag : '', size: 10 } },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ status: 409, code: 'not-an-object' });
    expect(stack.admin.find({ bucket, key: 'app.txt' })).toBeDefined();
  });

  test('names the links that would break, and wants them accepted', async () => {
    await settled();
    const look = await expectOk(stack.bffUrl, 'preflight', {
      body: { action: 'delete-object', ...scope('v1/app.txt') },
    });
    expect(look.findings).toContainEqual({
      level: 'choose',
      code: 'breaks-links',
      count: 1,
      first: ['app.txt'],
      complete: true,
    });
    expect(look.spellings.api).toContain('/api/v1/object/delete');
    const body = { ...scope('v1/app.txt'), proof: proofOf('v1/app.txt') };
    expect(
      await expectProblem(stack.bffUrl, 'deleteObject', { body, ifMatch: look.now.token }),
    ).toMatchObject({ code: 'choice-required', needs: ['breaks-links'] });
    const done = await expectOk(stack.bffUrl, 'deleteObject', {
      body: { ...body, accept: ['breaks-links'] },
      ifMatch: look.now.token,
    });
    expect(done.change).toMatchObject({ action: 'delete', outcome: 'applied', before: { kind: 'object' } });
    expect(stack.admin.find({ bucket, key: 'v1/app.txt' })).toBeUndefined();
    const { items } = await expectOk(stack.bffUrl, 'listLinks', { query: { connection: 'default', bucket } });
    expect(items).toMatchObject([{ key: 'app.txt', health: 'missing' }]);
  });

  test('says plainly that nobody knows who points there while the bucket is not read', async () => {
    const look = await expectOk(stack.bffUrl, 'preflight', {
      body: { action: 'delete-object', ...scope('v2/app.txt') },
    });
    expect(look.findings).toContainEqual({ level: 'advise', code: 'pointers-unknown' });
  });

  test('cannot be undone where no version is kept', async () => {
    const { token } = await view('v2/app.txt');
    const { change, view: now } = await expectOk(stack.bffUrl, 'deleteObject', {
      body: { ...scope('v2/app.txt'), proof: proofOf('v2/app.txt') },
      ifMatch: token,
    });
    expect(change.undo).toEqual({ possible: false, why: 'object-lost' });
    const problem = await expectProblem(stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: change.id },
      ifMatch: now!.token,
    });
    expect(problem).toMatchObject({ code: 'undo-impossible', params: { why: 'object-lost' } });
  });

  test('is undone by removing the marker where versions are kept', async () => {
    stack.admin.setVersioning(bucket, 'Enabled');
    const before = stack.admin.putObject({ bucket, key: 'v3/app.txt', body: 'three' });
    const { token } = await view('v3/app.txt');
    const { change, view: now } = await expectOk(stack.bffUrl, 'deleteObject', {
      body: { ...scope('v3/app.txt'), proof: proofOf('v3/app.txt') },
      ifMatch: token,
    });
    expect(stack.admin.find({ bucket, key: 'v3/app.txt' })).toBeUndefined();
    expect(change.undo).toEqual({ possible: true });
    await expectOk(stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: change.id },
      ifMatch: now!.token,
    });
    expect(stack.admin.find({ bucket, key: 'v3/app.txt' })?.etag).toBe(before.etag);
  });
});
