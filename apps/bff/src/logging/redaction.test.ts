import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { presignGetObject } from '@signpost/oss-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { createRedact } from './redact.ts';
import { createSecretList } from './secret-list.ts';

let stack: Stack;
let answers: string[] = [];
let recorded: object[] = [];
let token: { accessKeyId: string; accessKeySecret: string; securityToken: string };

beforeAll(async () => {
  stack = await startStack();
  const issued = stack.admin.issueToken();
  token = {
    accessKeyId: issued.accessKeyId,
    accessKeySecret: issued.accessKeySecret,
    securityToken: issued.securityToken,
  };
});
afterAll(() => stack.stop());

const planted = (): string[] => [
  stack.credential.accessKeySecret,
  token.accessKeySecret,
  token.securityToken,
];

test('an endpoint that answers with our secret in place of an id gets it into no answer that succeeds', async () => {
  const { accessKeySecret } = stack.credential;
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'x-oss-request-id': accessKeySecret, etag: '"E"', 'x-oss-object-type': 'Normal' })
      .end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const lying = await startStack({ oss: { ...stack.oss, url: `http://127.0.0.1:${port}` } });
  try {
    const query = { connection: 'default', bucket: 'vault', key: 'Signature=abc' };
    const answer = await callApi(lying.bffUrl, 'tryReaders', { query });
    expect(answer).toMatchObject({ ok: true, body: { items: [{}, { requestId: '[redacted]' }] } });
    expect(JSON.stringify(answer)).not.toContain(accessKeySecret);
  } finally {
    await lying.stop();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('planted secrets, signatures and presigned URLs stand in no log, no answer and no change log', async () => {
  const temporary = await startStack({ oss: stack.oss, credential: token, bff: { logLevel: 'trace' } });
  stack.admin.putBucket({ name: 'vault' });
  stack.admin.putObject({ bucket: 'vault', key: 'a', body: 'x' });
  const presigned = await presignGetObject(stack.client, { bucket: 'vault', key: 'a', expiresSeconds: 60 });
  const signature = /signature=([^&]+)/i.exec(presigned)?.[1] ?? 'none';
  const scope = { connection: 'default', bucket: 'vault' };
  try {
    const calls = async (): Promise<unknown[]> => [
      await callApi(temporary.bffUrl, 'listBuckets', { query: { connection: 'default' } }),
      await callApi(temporary.bffUrl, 'completeTarget', { query: { ...scope, typed: presigned } }),
      await callApi(temporary.bffUrl, 'preflight', {
        body: { action: 'create', ...scope, key: 'l', target: presigned },
      }),
      await callApi(temporary.bffUrl, 'preflight', {
        body: { action: 'create', ...scope, key: 'l', target: 'a' },
      }),
      await callApi(temporary.bffUrl, 'createLink', {
        body: { ...scope, key: `l${Math.random()}`, target: 'a' },
        ifNoneMatch: '*',
      }),
      await callApi(temporary.bffUrl, 'listBuckets', { query: { connection: token.accessKeySecret } }),
      await callApi(temporary.bffUrl, 'listBuckets', {
        query: { connection: 'x' },
        headers: { authorization: `Bearer ${token.securityToken}` },
      }),
    ];
    answers = (await calls()).map((answer) => JSON.stringify(answer));
    for (const code of ['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'SecurityTokenExpired']) {
      const message = `${code}: you sent OSS4-HMAC-SHA256 Credential=${token.accessKeyId}/x,Signature=${signature} with ${token.accessKeySecret}`;
      const fault = stack.faults.add({ effect: { kind: 'error', code, status: 403, message } });
      answers.push(...(await calls()).map((answer) => JSON.stringify(answer)));
      fault.remove();
    }
    const { rows } = await temporary.state.database.pool.query<object>('SELECT * FROM signpost.changes');
    recorded = rows;
  } finally {
    await temporary.stop();
  }
  const seen = [...answers, ...temporary.log];
  expect(temporary.log.length).toBeGreaterThan(10);
  expect(answers.some((text) => text.includes('oss-credentials-rejected'))).toBe(true);
  for (const secret of planted()) {
    expect(seen.filter((text) => text.includes(secret) || text.includes(encodeURIComponent(secret)))).toEqual(
      [],
    );
  }
  // A presigned URL that its owner pasted is refused without being repeated.
  expect(answers[1]).toContain('invalid-request');
  expect(answers[2]).toContain('invalid-request');
  expect(seen.filter((text) => text.includes(signature))).toEqual([]);
  expect(
    seen.filter((text) => /OSS4-HMAC-SHA256 Credential=(?!\[redacted\]|\*|<|…)[A-Za-z0-9]/.test(text)),
  ).toEqual([]);
});

test('the change log of such a session is without secrets too', () => {
  expect(recorded.length).toBeGreaterThan(0);
  const text = JSON.stringify(recorded);
  for (const secret of planted()) expect(text).not.toContain(secret);
});

test('an unexpected error hides behind the request id', async () => {
  const broken = await startStack({
    oss: stack.oss,
    bff: {
      decide: () => {
        throw new Error(`boom at /home/somebody with ${stack.credential.accessKeySecret}`);
      },
    },
  });
  try {
    const answer = await callApi(broken.bffUrl, 'listConnections');
    expect(answer).toMatchObject({
      status: 500,
      problem: { code: 'internal', requestId: expect.any(String) as string },
    });
    expect(JSON.stringify(answer)).not.toContain('boom');
    const line = broken.log.find((entry) => entry.includes('boom'));
    expect(line).toContain('[redacted]');
    expect(line).toContain(answer.ok ? '' : (answer.problem.requestId ?? 'missing'));
  } finally {
    await broken.stop();
  }
});

test.each([
  [
    'Authorization: OSS4-HMAC-SHA256 Credential=AKID/20261122/cn-hangzhou/oss/aliyun_v4_request,Signature=abc123def',
    ['AKID', 'abc123def'],
  ],
  ['Authorization: OSS AKID:c2lnbmF0dXJlCg==', ['c2lnbmF0dXJlCg==']],
  [
    'https://b.oss-cn-hangzhou.aliyuncs.com/k?x-oss-signature=feed&x-oss-security-token=tok%2F1&x=1',
    ['feed', 'tok%2F1'],
  ],
  [
    'https://b.oss-cn-hangzhou.aliyuncs.com/k?OSSAccessKeyId=AKID&Signature=sig%3D&Expires=1',
    ['AKID', 'sig%3D'],
  ],
  ['{"authorization":"Basic eHg=","cookie":"sid=\\"1\\""}', ['eHg=', 'sid']],
])('%j loses its secrets', (text, secrets) => {
  const clean = createRedact(createSecretList())(text);
  for (const secret of secrets) expect(clean).not.toContain(secret);
});
