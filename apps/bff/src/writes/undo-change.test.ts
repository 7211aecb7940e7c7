import { getSymlink } from '@signpost/oss-client';
import { describe, expect, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { linkOf, putFullLink } from '../testing/links.ts';
import { setUpLinks } from '../testing/link-suite.ts';

const suite = setUpLinks('undo-change');

describe('delete and undo', () => {
  const undo = async (change: string, token: string) =>
    expectOk(suite.stack.bffUrl, 'undoChange', { body: { connection: 'default', change }, ifMatch: token });

  test('a deleted link comes back exactly as it was', async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    const before = await suite.view('app.txt');
    const deleted = await expectOk(suite.stack.bffUrl, 'deleteLink', {
      body: suite.scope('app.txt'),
      ifMatch: before.token,
    });
    expect(deleted.view?.state).toEqual({ kind: 'absent' });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'v1/app.txt' })).toBeDefined();
    const undone = await undo(deleted.change.id, deleted.view!.token);
    expect(linkOf(undone.view)).toEqual(linkOf(before));
    expect(undone.change).toMatchObject({ action: 'undo', undoes: deleted.change.id });
    const list = await expectOk(suite.stack.bffUrl, 'listChanges', {
      query: { connection: 'default', bucket: suite.bucket },
    });
    expect(list.items.map(({ action }) => action)).toEqual(['undo', 'delete']);
    expect(list.items[1]?.undo).toEqual({ possible: false, why: 'already-undone' });
  });

  test('a repoint and its undo leave everything but the target identical', async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    const before = await suite.view('app.txt');
    const moved = await expectOk(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: before.token,
    });
    const undone = await undo(moved.change.id, moved.view!.token);
    expect(linkOf(undone.view)).toEqual(linkOf(before));
  });

  test('a created link goes away', async () => {
    const created = await expectOk(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    await undo(created.change.id, created.view!.token);
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'app.txt' })).toBeUndefined();
  });

  test('is refused once somebody has changed the link meanwhile', async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    const before = await suite.view('app.txt');
    const moved = await expectOk(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: before.token,
    });
    suite.stack.admin.putSymlink({ bucket: suite.bucket, key: 'app.txt', target: 'v1/app.txt' });
    const body = { connection: 'default', change: moved.change.id };
    expect(
      await expectProblem(suite.stack.bffUrl, 'undoChange', { body, ifMatch: moved.view!.token }),
    ).toMatchObject({ status: 412 });
    const { token } = await suite.view('app.txt');
    expect(await expectProblem(suite.stack.bffUrl, 'undoChange', { body, ifMatch: token })).toMatchObject({
      code: 'undo-impossible',
      params: { why: 'later-change' },
    });
    // Whoever looks before writing is told the same, not that all is fine.
    expect(
      await expectProblem(suite.stack.bffUrl, 'preflight', { body: { action: 'undo', ...body } }),
    ).toMatchObject({ code: 'undo-impossible', params: { why: 'later-change' } });
  });

  test('a replaced real object comes back where its version is kept', async () => {
    suite.stack.admin.setVersioning(suite.bucket, 'Enabled');
    suite.stack.admin.putObject({ bucket: suite.bucket, key: 'app.txt', body: 'precious' });
    const { token, state } = await suite.view('app.txt');
    const { etag, size } = (state as { facts: { etag: string; size: number } }).facts;
    const replaced = await expectOk(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'v1/app.txt', proof: { etag, size } },
      ifMatch: token,
    });
    expect(replaced.change).toMatchObject({ action: 'replace', undo: { possible: true } });
    const undone = await undo(replaced.change.id, replaced.view!.token);
    expect(undone.view?.state).toEqual(state);
  });

  test('a version written by another writer in between is named', async () => {
    suite.stack.admin.setVersioning(suite.bucket, 'Enabled');
    putFullLink(suite.stack.admin, suite.bucket);
    const { token } = await suite.view('app.txt');
    let theirs = '';
    suite.stack.faults.add({
      match: { operation: 'PutSymlink', bucket: suite.bucket },
      times: 1,
      effect: {
        kind: 'hook',
        run: () =>
          void (theirs =
            suite.stack.admin.putSymlink({ bucket: suite.bucket, key: 'app.txt', target: 'theirs' })
              .versionId ?? ''),
      },
    });
    const result = await expectOk(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(result.change).toMatchObject({
      outcome: 'applied',
      problem: { code: 'version-between', detail: theirs },
    });
  });

  test('deletes under a delete marker and back again', async () => {
    suite.stack.admin.setVersioning(suite.bucket, 'Enabled');
    putFullLink(suite.stack.admin, suite.bucket);
    const before = await suite.view('app.txt');
    const deleted = await expectOk(suite.stack.bffUrl, 'deleteLink', {
      body: suite.scope('app.txt'),
      ifMatch: before.token,
    });
    expect(deleted.view?.state).toMatchObject({
      kind: 'absent',
      deleteMarker: { versionId: expect.any(String) as string },
    });
    const undone = await undo(deleted.change.id, deleted.view!.token);
    expect(linkOf(undone.view)).toEqual(linkOf(before));
    expect((await getSymlink(suite.stack.client, { bucket: suite.bucket, key: 'app.txt' })).target).toBe(
      'v1/app.txt',
    );
  });
});
