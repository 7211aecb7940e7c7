import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';

import { createOssClient } from './create-oss-client.ts';
import { headObject } from './operations/head-object.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { previewPutSymlink, putSymlink } from './operations/put-symlink.ts';
import type { OssClient, OssClientOptions } from './oss-client.ts';
import { connectTo, startStubOss, type StubHandler } from './testing/stub-oss.ts';

const PLANTED = {
  accessKeyId: 'LTAIplantedkeyid42',
  accessKeySecret: 'planted/secret+0123456789==',
  securityToken: 'CAISplanted/token+abcdefgh==',
};
const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };

/** Everything that could end in a log: the text forms of a value, nested and with its stack. */
function everyForm(value: unknown): string {
  const stack = value instanceof Error ? (value.stack ?? '') : '';
  const cause = value instanceof Error && value.cause !== undefined ? everyForm(value.cause) : '';
  return [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: null, showHidden: true }),
    stack,
    cause,
  ].join('\n');
}

/** Which secrets a value shows; a signature counts as one. */
function leaks(value: unknown, signatures: readonly string[] = []): string[] {
  const text = everyForm(value);
  const forms = Object.values(PLANTED).flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ]);
  return [...forms, ...signatures].filter((form) => text.includes(form));
}

function signatureIn(authorization: string | undefined): string {
  return /(?:Signature=|:)([\w+/=]+)$/.exec(authorization ?? '')?.[1] ?? 'no signature found';
}

/** A server that repeats all it was sent, as some error documents and many proxies do. */
const echo: StubHandler = (request, response) => {
  const authorization = request.headers.get('authorization') ?? '';
  const headers = [...request.headers].map(([name, value]) => `${name}:${value}`).join('\n');
  response
    .writeHead(403, { 'x-oss-ec': '0002-00000040' })
    .end(
      `<Error><Code>SignatureDoesNotMatch</Code><Message>No: ${PLANTED.securityToken}</Message>` +
        `<OSSAccessKeyId>${PLANTED.accessKeyId}</OSSAccessKeyId><Key>${PLANTED.accessKeySecret}</Key>` +
        `<SignatureProvided>${signatureIn(authorization)}</SignatureProvided>` +
        `<ArgumentName>Authorization</ArgumentName><ArgumentValue>${authorization}</ArgumentValue>` +
        `<StringToSign>${headers}</StringToSign></Error>`,
    );
};

describe.each(['v4', 'v1'] as const)('secrets of a %s connection', (signatureVersion) => {
  function connect(endpoint: string, options: Partial<OssClientOptions> = {}): OssClient {
    return connectTo(endpoint, { credentials: PLANTED, signatureVersion, ...options });
  }

  const failures: Array<readonly [string, StubHandler]> = [
    ['an error that repeats the request', echo],
    ['a broken connection', (_, response) => void response.socket?.destroy()],
    ['garbage', (_, response) => void response.end(`<${PLANTED.accessKeySecret}`)],
    ['something that is not HTTP', (_, response) => void response.socket?.end(PLANTED.securityToken)],
  ];
  test.each(failures)('stay out of the errors of %s', async (_, handler) => {
    const oss = await startStubOss(handler);
    const calls: unknown[] = [];
    const client = connect(oss.endpoint, { onCall: (call) => calls.push(call) });
    const errors = await Promise.all([
      putSymlink(client, LINK).catch((error: unknown) => error),
      listObjectsV2(client, { bucket: 'bkt' }).catch((error: unknown) => error),
      headObject(client, { bucket: 'bkt', key: 'a' }).catch((error: unknown) => error),
    ]);
    const signatures = oss.seen.map(({ headers }) => signatureIn(headers.get('authorization')));
    expect(signatures.every((signature) => signature.length > 20)).toBe(true);
    expect([...errors, calls].flatMap((value) => leaks(value, signatures))).toEqual([]);
  });

  test('stay out of the client and its previews', async () => {
    const client = connect('https://oss-cn-hangzhou.aliyuncs.com');
    const preview = await previewPutSymlink(client, LINK);
    expect([...leaks(client), ...leaks(preview)]).toEqual([]);
    const headers = Object.fromEntries(preview.headers);
    expect(headers['x-oss-security-token']).toBe('***');
    expect(headers['authorization']).toMatch(
      signatureVersion === 'v1'
        ? /^OSS \*\*\*:\*\*\*$/
        : /^OSS4-HMAC-SHA256 Credential=\*\*\*\/\d{8}\/cn-hangzhou\/oss\/aliyun_v4_request,Signature=\*\*\*$/,
    );
  });

  test('stay out of the errors of bad input', async () => {
    const client = connect('http://127.0.0.1:1', { retry: { attempts: 1 } });
    const errors = await Promise.all([
      putSymlink(client, { ...LINK, metadata: { a: `${PLANTED.accessKeySecret}\n` } }).catch(
        (error: unknown) => error,
      ),
      putSymlink(client, LINK).catch((error: unknown) => error),
    ]);
    expect(errors.every((error) => error instanceof Error)).toBe(true);
    expect(errors.flatMap((error) => leaks(error))).toEqual([]);
  });
});

test('a preview shows what will be sent, in Unicode and with the bucket in its place', async () => {
  const client = createOssClient({
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    region: 'cn-hangzhou',
    credentials: PLANTED,
    clock: () => new Date('2026-11-22T16:00:00Z'),
  });
  const preview = await previewPutSymlink(client, {
    ...LINK,
    target: '目标/a b',
    metadata: { note: '说明' },
    forbidOverwrite: true,
    httpHeaders: { cacheControl: 'no-cache' },
  });
  await client.close();
  expect(preview).toEqual({
    method: 'PUT',
    url: 'https://bkt.oss-cn-hangzhou.aliyuncs.com/latest?symlink',
    headers: [
      ['user-agent', 'signpost'],
      ['x-oss-symlink-target', '%E7%9B%AE%E6%A0%87/a%20b'],
      ['cache-control', 'no-cache'],
      ['x-oss-storage-class', 'Standard'],
      ['x-oss-forbid-overwrite', 'true'],
      ['x-oss-meta-note', '说明'],
      ['x-oss-content-sha256', 'UNSIGNED-PAYLOAD'],
      ['x-oss-date', '20261122T160000Z'],
      ['x-oss-security-token', '***'],
      [
        'authorization',
        'OSS4-HMAC-SHA256 Credential=***/20261122/cn-hangzhou/oss/aliyun_v4_request,Signature=***',
      ],
    ],
  });
});
