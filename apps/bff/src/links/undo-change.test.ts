import { getSymlink } from '@signpost/oss-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { linkOf, putFullLink, putVersions } from '../testing/links.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let bucket: string;
let counter = 0;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `undo-change-${(counter += 1)}`;
  stack.faults.clear();
  putVersions(stack.admin, bucket);
});

const scope = (key: string) => ({ connection: 'default', bucket, key });
const view = (key: string) => expectOk(stack.bffUrl, 'getObject', { query: scope(key) });

describe('delete and undo', () => {
  const undo = async (change: string, token: string) =>
    expectOk(stack.bffUrl, 'undoChange', { body: { connection: 'default', change }, ifMatch: token });

  test('a deleted link comes back exactly as it was', async () => {
    putFullLink(stack.admin, bucket);
    const before = await view('app.txt');
    const deleted = await expectOk(stack.bffUrl, 'deleteLink', {
      body: scope('app.txt'),
      ifMatch: before.token,
    });
    expect(deleted.view?.state).toEqual({ kind: 'absent' });
    expect(stack.admin.find({ bucket, key: 'v1/app.txt' })).toBeDefined();
    const undone = await undo(deleted.change.id, deleted.view!.token);
    expect(linkOf(undone.view)).toEqual(linkOf(before));
    expect(undone.change).toMatchObject({ action: 'undo', undoes: deleted.change.id });
    const list = await expectOk(stack.bffUrl, 'listChanges', { query: { connection: 'default', bucket } });
    expect(list.items.map(({ action }) => action)).toEqual(['undo', 'delete']);
    expect(list.items[1]?.undo).toEqual({ possible: false, why: 'already-undone' });
  });

  test('a repoint and its undo leave everything but the target identical', async () => {
    putFullLink(stack.admin, bucket);
    const before = await view('app.txt');
    const moved = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: before.token,
    });
    const undone = await undo(moved.change.id, moved.view!.token);
    expect(linkOf(undone.view)).toEqual(linkOf(before));
  });

  test('a created link goes away', async () => {
    const created = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    await undo(created.change.id, created.view!.token);
    expect(stack.admin.find({ bucket, key: 'app.txt' })).toBeUndefined();
  });

  test('is refused once somebody has changed the link meanwhile', async () => {
    putFullLink(stack.admin, bucket);
    const before = await view('app.txt');
    const moved = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: before.token,
    });
    stack.admin.putSymlink({ bucket, key: 'app.txt', target: 'v1/app.txt' });
    const body = { connection: 'default', change: moved.change.id };
    expect(
      await expectProblem(stack.bffUrl, 'undoChange', { body, ifMatch: moved.view!.token }),
    ).toMatchObject({ status: 412 });
    const { token } = await view('app.txt');
    expect(await expectProblem(stack.bffUrl, 'undoChange', { body, ifMatch: token })).toMatchObject({
      code: 'undo-impossible',
      params: { why: 'later-change' },
    });
    // Whoever looks before writing is told the same, not that all is fine.
    expect(
      await expectProblem(stack.bffUrl, 'preflight', { body: { action: 'undo', ...body } }),
    ).toMatchObject({ code: 'undo-impossible', params: { why: 'later-change' } });
  });

  test('a replaced real object comes back where its version is kept', async () => {
    stack.admin.setVersioning(bucket, 'Enabled');
    stack.admin.putObject({ bucket, key: 'app.txt', body: 'precious' });
    const { token, state } = await view('app.txt');
    const { etag, size } = (state as { facts: { etag: string; size: number } }).facts;
    const replaced = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'v1/app.txt', proof: { etag, size } },
      ifMatch: token,
    });
    expect(replaced.change).toMatchObject({ action: 'replace', undo: { possible: true } });
    const undone = await undo(replaced.change.id, replaced.view!.token);
    expect(undone.view?.state).toEqual(state);
  });

  test('a version written by another writer in between is named', async () => {
    stack.admin.setVersioning(bucket, 'Enabled');
    putFullLink(stack.admin, bucket);
    const { token } = await view('app.txt');
    let theirs = '';
    stack.faults.add({
      match: { operation: 'PutSymlink', bucket },
      times: 1,
      effect: {
        kind: 'hook',
        run: () =>
          void (theirs =
            stack.admin.putSymlink({ bucket, key: 'app.txt', target: 'theirs' }).versionId ?? ''),
      },
    });
    const result = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(result.change).toMatchObject({
      outcome: 'applied',
      problem: { code: 'version-between', detail: theirs },
    });
  });

  test('deletes under a delete marker and back again', async () => {
    stack.admin.setVersioning(bucket, 'Enabled');
    putFullLink(stack.admin, bucket);
    const before = await view('app.txt');
    const deleted = await expectOk(stack.bffUrl, 'deleteLink', {
      body: scope('app.txt'),
      ifMatch: before.token,
    });
    expect(deleted.view?.state).toMatchObject({
      kind: 'absent',
      deleteMarker: { versionId: expect.any(String) as string },
    });
    const undone = await undo(deleted.change.id, deleted.view!.token);
    expect(linkOf(undone.view)).toEqual(linkOf(before));
    expect((await getSymlink(stack.client, { bucket, key: 'app.txt' })).target).toBe('v1/app.txt');
  });
});
