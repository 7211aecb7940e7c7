import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
const bucket = 'bad-days';

beforeAll(async () => {
  stack = await startStack({ impatient: true });
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'target', body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'target' });
});
afterAll(() => stack.stop());
beforeEach(() => stack.faults.clear());

const list = { query: { connection: 'default', bucket } };

describe('what OSS or the way to it does wrong reaches the caller with a code and what OSS said', () => {
  test('a bucket that vanished', async () => {
    const problem = await expectProblem(stack.bffUrl, 'listObjects', {
      query: { connection: 'default', bucket: 'vanished' },
    });
    expect(problem).toMatchObject({
      code: 'bucket-missing',
      status: 404,
      upstream: { ossCode: 'NoSuchBucket' },
    });
    expect(problem.upstream?.ossRequestId).toMatch(/^[0-9A-F]{24}$/);
    expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a bucket that vanished, seen by looking at a key', async () => {
    const problem = await expectProblem(stack.bffUrl, 'getObject', {
      query: { connection: 'default', bucket: 'vanished', key: 'a' },
    });
    expect(problem).toMatchObject({ code: 'bucket-missing', status: 404 });
  });

  test('a name that is no bucket', async () => {
    const problem = await expectProblem(stack.bffUrl, 'listObjects', {
      query: { connection: 'default', bucket: 'No_Bucket' },
    });
    expect(problem).toMatchObject({ code: 'invalid-request', status: 400 });
  });

  test('a connection that does not exist', async () => {
    const problem = await expectProblem(stack.bffUrl, 'listBuckets', { query: { connection: 'other' } });
    expect(problem).toMatchObject({ code: 'connection-unknown', status: 404 });
  });

  test.each([
    ['AccessDenied', undefined, 'oss-access-denied', 403],
    ['InvalidAccessKeyId', undefined, 'oss-credentials-rejected', 502],
    ['SignatureDoesNotMatch', undefined, 'oss-credentials-rejected', 502],
    ['SecurityTokenExpired', 403, 'oss-credentials-rejected', 502],
    ['InvalidSecurityToken', 403, 'oss-credentials-rejected', 502],
    ['UserDisable', 403, 'oss-credentials-rejected', 502],
    ['PublicEndpointForbidden', 400, 'oss-domain-required', 403],
    ['NotImplemented', 501, 'oss-not-implemented', 502],
    ['SomethingNew', 400, 'oss-refused', 502],
    ['SomethingElse', 500, 'oss-unavailable', 503],
  ])('%s (%s) is %s', async (code, status, expected, answered) => {
    stack.faults.add({
      match: { operation: 'ListObjectsV2' },
      effect: { kind: 'error', code, ...(status === undefined ? {} : { status }) },
    });
    const problem = await expectProblem(stack.bffUrl, 'listObjects', list);
    expect(problem).toMatchObject({ code: expected, status: answered, upstream: { ossCode: code } });
    expect(problem.upstream?.ossRequestId).toBeDefined();
  });

  test('a refusal repeats what OSS says about it', async () => {
    const message = 'The length of prefix must be less than 1024.';
    stack.faults.add({
      match: { operation: 'ListObjectsV2' },
      effect: { kind: 'error', code: 'InvalidArgument', status: 400, message },
    });
    expect(await expectProblem(stack.bffUrl, 'listObjects', list)).toMatchObject({
      code: 'oss-refused',
      upstream: { ossCode: 'InvalidArgument', ossMessage: message },
    });
  });

  test('503 with a delay, and without', async () => {
    const slow = stack.faults.add({
      match: { operation: 'ListObjectsV2' },
      effect: { kind: 'busy', delayMs: 7000 },
    });
    expect(await expectProblem(stack.bffUrl, 'listObjects', list)).toMatchObject({
      code: 'oss-throttled',
      retryable: true,
      retryAfterMs: 7000,
    });
    slow.remove();
    stack.faults.add({ match: { operation: 'ListObjectsV2' }, effect: { kind: 'busy' } });
    expect(await expectProblem(stack.bffUrl, 'listObjects', list)).toMatchObject({
      code: 'oss-unavailable',
      retryable: true,
    });
  });

  test('one 503 is gone when the client tries again', async () => {
    stack.faults.add({ match: { operation: 'ListObjectsV2' }, times: 1, effect: { kind: 'busy' } });
    const page = await expectOk(stack.bffUrl, 'listObjects', list);
    expect(page).toMatchObject({ calls: 1, items: [{ key: 'link', type: 'Symlink' }, { key: 'target' }] });
  });

  test('a reset in mid-answer and a list cut short are never a short page', async () => {
    for (const effect of [
      { kind: 'reset', when: 'mid-body' },
      { kind: 'truncate', framing: 'honest' },
      { kind: 'truncate', framing: 'broken' },
    ] as const) {
      const fault = stack.faults.add({ match: { operation: 'ListObjectsV2' }, effect });
      const problem = await expectProblem(stack.bffUrl, 'listObjects', list);
      expect(['oss-unreachable', 'oss-answer-invalid']).toContain(problem.code);
      expect(problem.status).toBe(502);
      fault.remove();
    }
  });

  test('a stall ends in a time-out of ours', async () => {
    stack.faults.add({ match: { operation: 'ListObjectsV2' }, effect: { kind: 'stall', when: 'before' } });
    expect(await expectProblem(stack.bffUrl, 'listObjects', list)).toMatchObject({
      code: 'oss-timed-out',
      status: 504,
      retryable: true,
    });
  });

  test('a failing look at one target does not spoil the others', async () => {
    stack.admin.putSymlink({ bucket, key: 'other', target: 'sick' });
    stack.faults.add({ match: { operation: 'HeadObject', key: 'sick' }, effect: { kind: 'busy' } });
    const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
      body: { connection: 'default', bucket, links: [{ key: 'link' }, { key: 'other' }, { key: 'nowhere' }] },
    });
    expect(items).toMatchObject([
      { key: 'link', target: 'target', health: 'ok', reached: { size: 1 } },
      { key: 'other', health: 'unknown', problem: { code: 'oss-unavailable' } },
      { key: 'nowhere', health: 'unknown', problem: { code: 'object-missing' } },
    ]);
  });

  test('a target the credential may not see is forbidden, not missing', async () => {
    stack.faults.add({
      match: { operation: 'HeadObject', key: 'target' },
      effect: { kind: 'error', code: 'AccessDenied' },
    });
    const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
      body: { connection: 'default', bucket, links: [{ key: 'link' }] },
    });
    expect(items).toMatchObject([{ health: 'forbidden', forbiddenBy: 'oss' }]);
  });
});

test('an OSS that cannot be reached is 502, and not ready', async () => {
  const dead = await startStack({ connection: { endpoint: 'http://127.0.0.1:9' } });
  try {
    const problem = await expectProblem(dead.bffUrl, 'listBuckets', { query: { connection: 'default' } });
    expect(problem).toMatchObject({ code: 'oss-unreachable', status: 502, retryable: true });
    expect((await fetch(`${dead.bffUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${dead.bffUrl}/healthz`)).status).toBe(200);
  } finally {
    await dead.stop();
  }
});

test('a bucket in another region is named as such', async () => {
  const { startOssServer } = await import('@signpost/oss-server');
  const { accessKeyId, accessKeySecret } = stack.credential;
  const server = await startOssServer({
    accounts: [{ uid: '1', accessKeyId, accessKeySecret }],
    extraRegions: ['cn-beijing'],
  });
  server.admin.putBucket({ name: 'far-away', region: 'cn-beijing' });
  const far = await startStack({ connection: { endpoint: server.url } });
  try {
    const answer = await expectOk(far.bffUrl, 'listBuckets', { query: { connection: 'default' } });
    expect(answer.items).toMatchObject([{ name: 'far-away', region: 'cn-beijing' }]);
    // The list taught the client where the bucket is.
    await expectOk(far.bffUrl, 'listObjects', { query: { connection: 'default', bucket: 'far-away' } });
  } finally {
    await far.stop();
    await server.stop();
  }
});
