import { describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';

const suite = setUpLinks('create-link');

describe('create', () => {
  test('writes a link where nothing stood, with the describing headers of its target', async () => {
    const result = await expectOk(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'v1/app.txt' },
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
    suite.stack.faults.add({
      match: { operation: 'PutSymlink', bucket: suite.bucket },
      times: 1,
      effect: {
        kind: 'hook',
        run: () =>
          void suite.stack.admin.putObject({ bucket: suite.bucket, key: 'app.txt', body: 'precious' }),
      },
    });
    const problem = await expectProblem(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    expect(problem).toMatchObject({
      code: 'key-taken',
      status: 409,
      now: { state: { kind: 'object', facts: { size: 8 } } },
    });
    expect(problem.upstream?.ossCode).toBe('FileAlreadyExists');
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'app.txt' })?.type).toBe('Normal');
    const again = await expectProblem(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'v1/app.txt' },
      ifNoneMatch: '*',
    });
    expect(again.code).toBe('key-taken');
  });

  test('over a real object needs its ETag and size', async () => {
    suite.stack.admin.putObject({ bucket: suite.bucket, key: 'app.txt', body: 'precious' });
    const { token, state } = await suite.view('app.txt');
    const body = { ...suite.scope('app.txt'), target: 'v1/app.txt' };
    expect(await expectProblem(suite.stack.bffUrl, 'createLink', { body, ifMatch: token })).toMatchObject({
      status: 428,
      code: 'proof-required',
    });
    const { etag, size } = (state as { facts: { etag: string; size: number } }).facts;
    for (const proof of [
      { etag, size: size + 1 },
      { etag: 'A'.repeat(32), size },
    ]) {
      expect(
        await expectProblem(suite.stack.bffUrl, 'createLink', { body: { ...body, proof }, ifMatch: token }),
      ).toMatchObject({ status: 412, code: 'proof-mismatch' });
    }
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'app.txt' })?.type).toBe('Normal');
    const result = await expectOk(suite.stack.bffUrl, 'createLink', {
      body: { ...body, proof: { etag, size } },
      ifMatch: token,
    });
    expect(result.change).toMatchObject({ action: 'replace', undo: { possible: false, why: 'object-lost' } });
  });

  test('says what it saw, or gets 428', async () => {
    const answer = await callApi(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'v1/app.txt' },
    });
    expect(answer).toMatchObject({ status: 428, problem: { code: 'precondition-required' } });
  });

  test.each([
    ['a missing target', 'v9/app.txt', 'target-missing'],
    ['a folder', 'v1', 'target-folder'],
    ['a link', 'other.txt', 'target-chained'],
    ['a archived object', 'cold.bin', 'target-cold'],
  ])('at %s needs a choice', async (_name, target, need) => {
    suite.stack.admin.putSymlink({ bucket: suite.bucket, key: 'other.txt', target: 'v1/app.txt' });
    suite.stack.admin.putObject({
      bucket: suite.bucket,
      key: 'cold.bin',
      body: 'x',
      storageClass: 'ColdArchive',
    });
    const body = { ...suite.scope('app.txt'), target };
    const problem = await expectProblem(suite.stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
    expect(problem).toMatchObject({ code: 'choice-required', status: 409, needs: [need] });
    const result = await expectOk(suite.stack.bffUrl, 'createLink', {
      body: { ...body, accept: [need] },
      ifNoneMatch: '*',
    });
    expect(result.change.outcome).toBe('applied');
  });

  test.each(['', '/a', '\\a', 'a\nb', 'a\0b', 'a\rb', 'x'.repeat(1024)])(
    'refuses the key %j and the same target before OSS is asked',
    async (key) => {
      const asKey = await expectProblem(suite.stack.bffUrl, 'createLink', {
        body: { ...suite.scope(key), target: 'v1/app.txt' },
        ifNoneMatch: '*',
      });
      expect(asKey).toMatchObject({ code: 'write-blocked', params: { finding: 'key-invalid' } });
      const asTarget = await expectProblem(suite.stack.bffUrl, 'createLink', {
        body: { ...suite.scope('app.txt'), target: key },
        ifNoneMatch: '*',
      });
      expect(asTarget).toMatchObject({ code: 'write-blocked', params: { finding: 'target-invalid' } });
    },
  );

  test('refuses itself as target, and folders that OSS-HDFS keeps', async () => {
    const self = await expectProblem(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'app.txt' },
      ifNoneMatch: '*',
    });
    expect(self).toMatchObject({ code: 'write-blocked', params: { finding: 'target-is-key' } });
    const reserved = await expectProblem(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('.dlsdata/a'), target: 'v1/app.txt' },
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
    const problem = await expectProblem(suite.stack.bffUrl, 'createLink', {
      body: { ...suite.scope('app.txt'), target: 'v1/app.txt', ...settings },
      ifNoneMatch: '*',
    });
    expect(problem).toMatchObject({ code: 'invalid-request', status: 400, params: { field } });
    expect(suite.stack.admin.find({ bucket: suite.bucket, key: 'app.txt' })).toBeUndefined();
  });

  test('refuses an unknown class and unknown members', async () => {
    for (const extra of [{ storageClass: 'Glacier' }, { colour: 'red' }]) {
      const body = { ...suite.scope('app.txt'), target: 'v1/app.txt', ...extra } as never;
      const problem = await expectProblem(suite.stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
      expect(problem).toMatchObject({ code: 'invalid-request', status: 400 });
      expect(problem.errors?.length).toBeGreaterThan(0);
    }
  });

  test('is refused in a bucket without links', async () => {
    suite.stack.admin.putBucket({ name: `${suite.bucket}-hns`, hierarchicalNamespace: true });
    const problem = await expectProblem(suite.stack.bffUrl, 'createLink', {
      body: { connection: 'default', bucket: `${suite.bucket}-hns`, key: 'a', target: 'b' },
      ifNoneMatch: '*',
    });
    expect(problem).toMatchObject({ code: 'links-unsupported', status: 409 });
  });
});
