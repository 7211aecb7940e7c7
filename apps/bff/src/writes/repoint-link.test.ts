import { getObjectAcl, headObject, putObjectAcl } from '@signpost/oss-client';
import { describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem } from '../testing/api.ts';
import { linkOf, putFullLink } from '../testing/links.ts';
import { setUpLinks } from '../testing/link-suite.ts';

const suite = setUpLinks('repoint-link');

describe('repoint', () => {
  test('changes the target and nothing else', async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    const before = await suite.view('app.txt');
    const result = await expectOk(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: before.token,
    });
    const link = linkOf(result.view);
    expect(link).toEqual({ ...linkOf(before), target: 'v2/app.txt' });
    expect((await getObjectAcl(suite.stack.client, { bucket: suite.bucket, key: 'app.txt' })).acl).toBe(
      'public-read',
    );
    expect(
      (await headObject(suite.stack.client, { bucket: suite.bucket, key: 'app.txt' })).httpHeaders,
    ).toMatchObject({
      cacheControl: 'max-age=60',
    });
  });

  test('under a stale view is answered with what is stored now, and writes nothing', async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    const { token } = await suite.view('app.txt');
    await expectOk(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    suite.stack.admin.putObject({ bucket: suite.bucket, key: 'v3/app.txt', body: 'three' });
    const problem = await expectProblem(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v3/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({
      status: 412,
      code: 'state-changed',
      now: { state: { link: { target: 'v2/app.txt' } } },
    });
  });

  test("notices an outsider's change of the ACL alone", async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    const { token } = await suite.view('app.txt');
    await putObjectAcl(suite.stack.client, { bucket: suite.bucket, key: 'app.txt', acl: 'private' });
    const problem = await expectProblem(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ status: 412, code: 'state-changed' });
  });

  test('of two writers with the same view exactly one wins', async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    const { token } = await suite.view('app.txt');
    const answers = await Promise.all(
      ['v2/app.txt', 'v1/../v2/app.txt'].map((target) =>
        callApi(suite.stack.bffUrl, 'repointLink', {
          body: { ...suite.scope('app.txt'), target, accept: ['target-missing'] },
          ifMatch: token,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  test('names what a dangling link does not tell and needs it accepted', async () => {
    suite.stack.admin.putSymlink({
      bucket: suite.bucket,
      key: 'app.txt',
      target: 'gone.txt',
      cacheControl: 'max-age=1',
      metadata: { a: 'b' },
    });
    const { token, state } = await suite.view('app.txt');
    expect(state).toMatchObject({
      link: { headers: { known: false, why: 'unreadable' }, metadata: { known: true, value: { a: 'b' } } },
    });
    const body = { ...suite.scope('app.txt'), target: 'v2/app.txt' };
    const problem = await expectProblem(suite.stack.bffUrl, 'repointLink', { body, ifMatch: token });
    expect(problem).toMatchObject({ code: 'choice-required', needs: ['part-unread:headers'] });
    const result = await expectOk(suite.stack.bffUrl, 'repointLink', {
      body: { ...body, accept: ['part-unread:headers'] },
      ifMatch: token,
    });
    expect(result.change.undo).toEqual({ possible: false, why: 'parts-unread' });
  });

  test('of a dangling link that Signpost wrote keeps every header all the same', async () => {
    const headers = { cacheControl: 'max-age=7', contentDisposition: 'inline' };
    const created = await expectOk(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'gone.txt', headers, accept: ['target-missing'] },
      ifNoneMatch: '*',
    });
    expect(created.view?.state).toMatchObject({ link: { headers: { known: true } } });
    const { token } = await suite.view('app.txt');
    const result = await expectOk(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(result.view?.state).toMatchObject({
      link: { target: 'v2/app.txt', headers: { known: true, value: headers } },
    });
  });

  test('names a part that the credential may not read', async () => {
    putFullLink(suite.stack.admin, suite.bucket);
    suite.stack.faults.add({
      match: { operation: 'GetObjectTagging', bucket: suite.bucket, key: 'app.txt' },
      effect: { kind: 'error', code: 'AccessDenied' },
    });
    const { token } = await suite.view('app.txt');
    const problem = await expectProblem(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ code: 'choice-required', needs: ['part-unread:tags'] });
  });

  test('of an object that is no link is refused', async () => {
    const { token } = await suite.view('v1/app.txt');
    const problem = await expectProblem(suite.stack.bffUrl, 'repointLink', {
      body: { ...suite.scope('v1/app.txt'), target: 'v2/app.txt' },
      ifMatch: token,
    });
    expect(problem).toMatchObject({ code: 'not-a-link', status: 409 });
  });
});
