import type { KeyView } from '@signpost/api-contract';
import { getObjectAcl, getSymlink, headObject, putObjectAcl } from '@signpost/oss-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let bucket: string;
let counter = 0;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(() => {
  bucket = `write-${(counter += 1)}`;
  stack.faults.clear();
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({
    bucket,
    key: 'v1/app.txt',
    body: 'one',
    contentType: 'text/plain',
    contentEncoding: 'identity',
  });
  stack.admin.putObject({
    bucket,
    key: 'v2/app.txt',
    body: 'two two',
    contentType: 'text/plain',
    contentEncoding: 'identity',
  });
});

const scope = (key: string) => ({ connection: 'default', bucket, key });
const view = (key: string) => expectOk(stack.bffUrl, 'getObject', { query: scope(key) });
const linkOf = (seen: KeyView | undefined) => (seen?.state.kind === 'link' ? seen.state.link : undefined);
const fullLink = () => {
  stack.admin.putSymlink({
    bucket,
    key: 'app.txt',
    target: 'v1/app.txt',
    acl: 'public-read',
    tagging: { team: 'cli', 'a b': '+=' },
    metadata: { channel: 'latest' },
    storageClass: 'IA',
    contentType: 'text/plain',
    contentEncoding: 'identity',
    contentDisposition: 'inline',
    contentLanguage: 'zh-CN',
    cacheControl: 'max-age=60',
    expires: 'Thu, 01 Jan 2099 00:00:00 GMT',
  });
};

describe('create', () => {
  test('writes a link where nothing stood, with the describing headers of its target', async () => {
    const result = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    expect(result.change).toMatchObject({
      action: 'create',
      outcome: 'applied',
      undo: { possible: true },
      actor: 'local',
    });
    expect(result.view?.link?.health).toBe('ok');
    expect(result.view?.state).toMatchObject({
      kind: 'link',
      link: {
        target: 'v1/app.txt',
        storageClass: { known: true, value: 'Standard' },
        headers: { known: true, value: { contentType: 'text/plain', contentEncoding: 'identity' } },
      },
    });
    expect(result.change.ossRequestId).toMatch(/^[0-9A-F]{24}$/);
  });

  test('is refused when something has come to stand at the key, also between look and write', async () => {
    stack.faults.add({
      match: { operation: 'PutSymlink', bucket },
      times: 1,
      effect: {
        kind: 'hook',
        run: () => void stack.admin.putObject({ bucket, key: 'app.txt', body: 'precious' }),
      },
    });
    const problem = await expectProblem(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    expect(problem).toMatchObject({
      code: 'key-taken',
      status: 409,
      now: { state: { kind: 'object', facts: { size: 8 } } },
    });
    expect(problem.upstream?.ossCode).toBe('FileAlreadyExists');
    expect(stack.admin.find({ bucket, key: 'app.txt' })?.type).toBe('Normal');
    const again = await expectProblem(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    expect(again.code).toBe('key-taken');
  });

  test('over a real object needs its ETag and size', async () => {
    stack.admin.putObject({ bucket, key: 'app.txt', body: 'precious' });
    const { token, state } = await view('app.txt');
    const body = { ...scope('app.txt'), target: 'v1/app.txt' };
    expect(await expectProblem(stack.bffUrl, 'createLink', { body, ifMatch: token })).toMatchObject({
      status: 428,
      code: 'proof-required',
    });
    const { etag, size } = (state as { facts: { etag: string; size: number } }).facts;
    for (const proof of [
      { etag, size: size + 1 },
      { etag: 'A'.repeat(32), size },
    ]) {
      expect(
        await expectProblem(stack.bffUrl, 'createLink', { body: { ...body, proof }, ifMatch: token }),
      ).toMatchObject({ status: 412, code: 'proof-mismatch' });
    }
    expect(stack.admin.find({ bucket, key: 'app.txt' })?.type).toBe('Normal');
    const result = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...body, proof: { etag, size } },
      ifMatch: token,
    });
    expect(result.change).toMatchObject({ action: 'replace', undo: { possible: false, why: 'object-lost' } });
  });

  test('says what it saw, or gets 428', async () => {
    const answer = await callApi(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'v1/app.txt' },
    });
    expect(answer).toMatchObject({ status: 428, problem: { code: 'precondition-required' } });
  });

  test.each([
    ['a missing target', 'v9/app.txt', 'target-missing'],
    ['a folder', 'v1', 'target-folder'],
    ['a link', 'other.txt', 'target-chained'],
    ['a frozen object', 'cold.bin', 'target-cold'],
  ])('at %s needs a choice', async (_name, target, need) => {
    stack.admin.putSymlink({ bucket, key: 'other.txt', target: 'v1/app.txt' });
    stack.admin.putObject({ bucket, key: 'cold.bin', body: 'x', storageClass: 'ColdArchive' });
    const body = { ...scope('app.txt'), target };
    const problem = await expectProblem(stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
    expect(problem).toMatchObject({ code: 'choice-required', status: 409, needs: [need] });
    const result = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...body, accept: [need] },
      ifNoneMatch: '*',
    });
    expect(result.change.outcome).toBe('applied');
  });

  test.each(['', '/a', '\\a', 'a\nb', 'a\0b', 'a\rb', 'x'.repeat(1024)])(
    'refuses the key %j and the same target before OSS is asked',
    async (key) => {
      const asKey = await expectProblem(stack.bffUrl, 'createLink', {
        body: { ...scope(key), target: 'v1/app.txt' },
        ifNoneMatch: '*',
      });
      expect(asKey).toMatchObject({ code: 'write-blocked', params: { finding: 'key-invalid' } });
      const asTarget = await expectProblem(stack.bffUrl, 'createLink', {
        body: { ...scope('app.txt'), target: key },
        ifNoneMatch: '*',
      });
      expect(asTarget).toMatchObject({ code: 'write-blocked', params: { finding: 'target-invalid' } });
    },
  );

  test('refuses itself as target, and folders that OSS-HDFS keeps', async () => {
    const self = await expectProblem(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'app.txt' },
      ifNoneMatch: '*',
    });
    expect(self).toMatchObject({ code: 'write-blocked', params: { finding: 'target-is-key' } });
    const reserved = await expectProblem(stack.bffUrl, 'createLink', {
      body: { ...scope('.dlsdata/a'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    expect(reserved).toMatchObject({ code: 'write-blocked', params: { finding: 'key-reserved' } });
  });

  test.each([
    [{ metadata: { under_score: 'x' } }, 'metadata'],
    [{ metadata: { big: 'x'.repeat(8200) } }, 'metadata'],
    [{ tags: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`t${i}`, 'x'])) }, 'tagging'],
    [{ headers: { cacheControl: 'a\r\nx-evil: 1' } }, 'header'],
  ])('refuses %j before anything is sent', async (settings, field) => {
    const problem = await expectProblem(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'v1/app.txt', ...settings },
      ifNoneMatch: '*',
    });
    expect(problem).toMatchObject({ code: 'invalid-request', status: 400, params: { field } });
    expect(stack.admin.find({ bucket, key: 'app.txt' })).toBeUndefined();
  });

  test('refuses an unknown class and unknown members', async () => {
    for (const extra of [{ storageClass: 'Glacier' }, { colour: 'red' }]) {
      const body = { ...scope('app.txt'), target: 'v1/app.txt', ...extra } as never;
      const problem = await expectProblem(stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
      expect(problem).toMatchObject({ code: 'invalid-request', status: 400 });
      expect(problem.errors?.length).toBeGreaterThan(0);
    }
  });

  test('is refused in a bucket without links', async () => {
    stack.admin.putBucket({ name: `${bucket}-hns`, hierarchicalNamespace: true });
    const problem = await expectProblem(stack.bffUrl, 'createLink', {
      body: { connection: 'default', bucket: `${bucket}-hns`, key: 'a', target: 'b' },
      ifNoneMatch: '*',
    });
    expect(problem).toMatchObject({ code: 'links-unsupported', status: 409 });
  });
});

describe('repoint', () => {
  test('changes the target and nothing else', async () => {
    fullLink();
    const before = await view('app.txt');
    const result = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: before.token,
    });
    const link = linkOf(result.view);
    expect(link).toEqual({ ...linkOf(before), target: 'v2/app.txt' });
    expect((await getObjectAcl(stack.client, { bucket, key: 'app.txt' })).acl).toBe('public-read');
    expect((await headObject(stack.client, { bucket, key: 'app.txt' })).httpHeaders).toMatchObject({
      cacheControl: 'max-age=60',
    });
  });

  test('under a stale view is answered with what stands there now, and writes nothing', async () => {
    fullLink();
    const { token } = await view('app.txt');
    await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    stack.admin.putObject({ bucket, key: 'v3/app.txt', body: 'three' });
    const problem = await expectProblem(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v3/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({
      status: 412,
      code: 'state-changed',
      now: { state: { link: { target: 'v2/app.txt' } } },
    });
  });

  test("notices an outsider's change of the ACL alone", async () => {
    fullLink();
    const { token } = await view('app.txt');
    await putObjectAcl(stack.client, { bucket, key: 'app.txt', acl: 'private' });
    const problem = await expectProblem(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ status: 412, code: 'state-changed' });
  });

  test('of two writers with the same view exactly one wins', async () => {
    fullLink();
    const { token } = await view('app.txt');
    const answers = await Promise.all(
      ['v2/app.txt', 'v1/../v2/app.txt'].map((target) =>
        callApi(stack.bffUrl, 'repointLink', {
          body: { ...scope('app.txt'), target, accept: ['target-missing'] },
          ifMatch: token,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  test('names what a dangling link does not tell and needs it accepted', async () => {
    stack.admin.putSymlink({
      bucket,
      key: 'app.txt',
      target: 'gone.txt',
      cacheControl: 'max-age=1',
      metadata: { a: 'b' },
    });
    const { token, state } = await view('app.txt');
    expect(state).toMatchObject({
      link: { headers: { known: false, why: 'unreadable' }, metadata: { known: true, value: { a: 'b' } } },
    });
    const body = { ...scope('app.txt'), target: 'v2/app.txt' };
    const problem = await expectProblem(stack.bffUrl, 'repointLink', { body, ifMatch: token });
    expect(problem).toMatchObject({ code: 'choice-required', needs: ['part-unread:headers'] });
    const result = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...body, accept: ['part-unread:headers'] },
      ifMatch: token,
    });
    expect(result.change.undo).toEqual({ possible: false, why: 'parts-unread' });
  });

  test('of a dangling link that Signpost wrote keeps every header all the same', async () => {
    const headers = { cacheControl: 'max-age=7', contentDisposition: 'inline' };
    const created = await expectOk(stack.bffUrl, 'createLink', {
      body: { ...scope('app.txt'), target: 'gone.txt', headers, accept: ['target-missing'] },
      ifNoneMatch: '*',
    });
    expect(created.view?.state).toMatchObject({ link: { headers: { known: true } } });
    const { token } = await view('app.txt');
    const result = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(result.view?.state).toMatchObject({
      link: { target: 'v2/app.txt', headers: { known: true, value: headers } },
    });
  });

  test('names a part that the credential may not read', async () => {
    fullLink();
    stack.faults.add({
      match: { operation: 'GetObjectTagging', bucket, key: 'app.txt' },
      effect: { kind: 'error', code: 'AccessDenied' },
    });
    const { token } = await view('app.txt');
    const problem = await expectProblem(stack.bffUrl, 'repointLink', {
      body: { ...scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ code: 'choice-required', needs: ['part-unread:tags'] });
  });

  test('of an object that is no link is refused', async () => {
    const { token } = await view('v1/app.txt');
    const problem = await expectProblem(stack.bffUrl, 'repointLink', {
      body: { ...scope('v1/app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ code: 'not-a-link', status: 409 });
  });
});

describe('delete and undo', () => {
  const undo = async (change: string, token: string) =>
    expectOk(stack.bffUrl, 'undoChange', { body: { connection: 'default', change }, ifMatch: token });

  test('a deleted link comes back exactly as it was', async () => {
    fullLink();
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
    fullLink();
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
    fullLink();
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
    fullLink();
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
    fullLink();
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
