import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BodyOf } from '@signpost/api-contract';
import { expectOk, expectProblem } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
const bucket = 'preflight';
beforeAll(async () => {
  stack = await startStack();
  const { admin } = stack;
  admin.putBucket({ name: bucket });
  admin.putObject({
    bucket,
    key: 'v1/app.tar.gz',
    size: 5000,
    contentType: 'application/gzip',
    lastModified: Date.now() - 60_000,
  });
  admin.putObject({
    bucket,
    key: 'v2/app.tar.gz',
    size: 4,
    contentType: 'application/gzip',
    contentEncoding: 'gzip',
    lastModified: Date.now() - 120_000,
  });
  admin.putObject({ bucket, key: 'empty.zip', body: '' });
  admin.putObject({ bucket, key: 'real.bin', size: 123 });
  admin.putSymlink({
    bucket,
    key: 'app.tar.gz',
    target: 'v1/app.tar.gz',
    contentType: 'application/gzip',
    storageClass: 'IA',
  });
});
afterAll(() => stack.stop());

const ask = (body: object) =>
  expectOk(stack.bffUrl, 'preflight', {
    body: { connection: 'default', bucket, ...body } as BodyOf<'preflight'>,
  });
const codes = ({ findings }: { findings: { code: string; level: string }[] }): string[] =>
  findings.map(({ level, code }) => `${level} ${code}`);

describe('says before anything is written', () => {
  test('that a new target is smaller, older and stored otherwise, and that an IA link is billed', async () => {
    const answer = await ask({ action: 'repoint', key: 'app.tar.gz', target: 'v2/app.tar.gz' });
    expect(codes(answer)).toEqual(
      expect.arrayContaining([
        'advise target-shrunk',
        'advise target-older',
        'choose header-differs',
        'advise class-billed',
        'note moves-link',
        'note kept',
      ]),
    );
    expect(answer).toMatchObject({
      health: 'ok',
      after: { target: 'v2/app.tar.gz', storageClass: 'IA' },
      target: { state: { found: 'object', size: 4 } },
    });
  });

  test('that a real object would be replaced', async () => {
    const answer = await ask({ action: 'create', key: 'real.bin', target: 'empty.zip' });
    expect(answer.findings[0]).toMatchObject({
      level: 'prove',
      code: 'replaces-object',
      size: 123,
      recoverable: false,
    });
    expect(codes(answer)).toContain('advise target-empty');
  });

  test('what a new link inherits, and that creating is atomic here', async () => {
    const answer = await ask({ action: 'create', key: 'new.tar.gz', target: 'v2/app.tar.gz' });
    expect(codes(answer)).toEqual([
      'note new-link',
      'note inherited',
      'note guard-atomic',
      'note undo-after',
    ]);
    expect(answer.after?.headers).toEqual({ contentType: 'application/gzip', contentEncoding: 'gzip' });
    const own = await ask({
      action: 'create',
      key: 'new.tar.gz',
      target: 'v2/app.tar.gz',
      inheritHeaders: false,
    });
    expect(own.after?.headers).toEqual({});
  });

  test.each([
    [{ action: 'create', key: '', target: 'real.bin' }, 'key-invalid'],
    [{ action: 'create', key: '/a', target: 'real.bin' }, 'key-invalid'],
    [{ action: 'create', key: 'a', target: '' }, 'target-invalid'],
    [{ action: 'create', key: 'a', target: 'x\ny' }, 'target-invalid'],
    [{ action: 'repoint', key: 'app.tar.gz', target: 'app.tar.gz' }, 'target-is-key'],
    [{ action: 'repoint', key: 'app.tar.gz', target: 'v1/app.tar.gz' }, 'nothing-changes'],
    [{ action: 'delete', key: 'nothing' }, 'nothing-there'],
    [{ action: 'delete', key: 'real.bin' }, 'not-a-link'],
  ])('that %j cannot be sent: %s', async (body, code) => {
    const answer = await ask(body);
    expect(answer.findings[0]).toMatchObject({ level: 'block', code });
  });

  test('the same write in three formats, secrets masked', async () => {
    const { formats, now } = await ask({ action: 'repoint', key: 'app.tar.gz', target: 'v2/app.tar.gz' });
    expect(formats.http).toMatch(/^PUT \/preflight\/app\.tar\.gz\?symlink HTTP\/1\.1\n/);
    expect(formats.http).toContain('x-oss-symlink-target: v2/app.tar.gz');
    expect(formats.http).toContain('x-oss-storage-class: IA');
    expect(formats.http).toMatch(/^authorization: OSS4-HMAC-SHA256 Credential=\*+/m);
    expect(formats.http).not.toContain(stack.credential.accessKeyId);
    expect(formats.api).toContain(`if-match: "${now.token}"`);
    expect(formats.ossutil).toMatch(
      /^ossutil api put-symlink --bucket preflight --key app\.tar\.gz --symlink-target v2\/app\.tar\.gz/,
    );
    const { origin } = new URL(stack.oss.url);
    expect(formats.ossutil).toContain(` --endpoint ${origin} --region cn-hangzhou --addressing-style path`);
    // What the request has and the line has not.
    expect(formats.ossutilOmits).not.toEqual([]);
    for (const name of formats.ossutilOmits) {
      expect(formats.http.toLowerCase()).toContain(`\n${name.toLowerCase()}: `);
    }
    const removal = await ask({ action: 'delete', key: 'app.tar.gz' });
    expect(removal.formats.http).toMatch(/^DELETE \/preflight\/app\.tar\.gz HTTP/);
    expect(removal.after).toBeNull();
  });

  test('what an undo would put back', async () => {
    const created = await expectOk(stack.bffUrl, 'createLink', {
      body: { connection: 'default', bucket, key: 'undo-me', target: 'real.bin' },
      ifNoneMatch: '*',
    });
    const body = { action: 'undo' as const, connection: 'default', change: created.change.id };
    const answer = await expectOk(stack.bffUrl, 'preflight', { body });
    expect(answer).toMatchObject({ after: null, now: { key: 'undo-me' } });
    expect(
      await expectProblem(stack.bffUrl, 'preflight', { body: { ...body, change: 'unknown' } }),
    ).toMatchObject({ code: 'change-missing' });
  });
});

test('the curl line does what the form does', async () => {
  const { formats } = await ask({ action: 'create', key: 'by-curl', target: 'real.bin' });
  const body = /--data '([^']*)'/.exec(formats.api)?.[1] ?? '';
  const result = await expectOk(stack.bffUrl, 'createLink', {
    body: JSON.parse(body) as BodyOf<'createLink'>,
    ifNoneMatch: '*',
  });
  expect(result.view?.state).toMatchObject({ link: { target: 'real.bin' } });
});

test('a retention policy that forbids the write is named, and the write recorded as failed', async () => {
  const fault = stack.faults.add({
    match: { operation: 'PutSymlink', bucket },
    effect: { kind: 'error', code: 'FileImmutable' },
  });
  const problem = await expectProblem(stack.bffUrl, 'createLink', {
    body: { connection: 'default', bucket, key: 'kept', target: 'real.bin' },
    ifNoneMatch: '*',
  });
  expect(problem).toMatchObject({
    code: 'object-immutable',
    status: 409,
    upstream: { ossCode: 'FileImmutable' },
  });
  fault.remove();
});

test('keys that may not list buckets work with the buckets they were given', async () => {
  const limited = await startStack({
    oss: stack.oss,
    connection: { buckets: [{ name: bucket, startPrefixes: ['v1/'] }] },
  });
  const fault = stack.faults.add({
    match: { operation: ['ListBuckets', 'GetBucketInfo', 'GetBucketVersioning'] },
    effect: { kind: 'error', code: 'AccessDenied' },
  });
  try {
    expect(await expectOk(limited.bffUrl, 'listBuckets', { query: { connection: 'default' } })).toMatchObject(
      {
        items: [{ name: bucket, startPrefixes: ['v1/'] }],
        calls: 0,
      },
    );
    expect(
      await expectOk(limited.bffUrl, 'getBucket', { query: { connection: 'default', bucket } }),
    ).toMatchObject({ versioning: 'unknown', region: 'cn-hangzhou' });
    await expectOk(limited.bffUrl, 'createLink', {
      body: { connection: 'default', bucket, key: 'limited', target: 'real.bin' },
      ifNoneMatch: '*',
    });
    expect((await fetch(`${limited.bffUrl}/readyz`)).status).toBe(200);
  } finally {
    fault.remove();
    await limited.stop();
  }
});
