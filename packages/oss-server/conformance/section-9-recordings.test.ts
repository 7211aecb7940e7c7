import {
  readPresentedSignature,
  parseQuery,
  signatureTime,
  signingHeadersFromRaw,
} from '@signpost/oss-protocol';
import {
  loadRecordings,
  RECORDED_CREDENTIALS,
  type RecordedRequest,
} from '@signpost/oss-protocol/recordings';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { rawExchange } from './raw-exchange.ts';

/*
 * What the official clients put on the wire, sent again byte for byte with the clock at the request's
 * own time. A request proves its signature when the answer is anything but a refusal of it.
 */
// Hundreds of connections, one after the other.
vi.setConfig({ testTimeout: 60_000 });

let now = new Date(0);
const servers: OssServer[] = [];
beforeAll(async () => {
  const accounts = [{ uid: '1001', ...RECORDED_CREDENTIALS }];
  const clock = () => now;
  servers.push(await startOssServer({ accounts, clock }));
  // Clients told that the endpoint is a bucket's own domain name the bucket nowhere.
  for (const bucket of ['test-bkt', 'new-bkt']) {
    servers.push(
      await startOssServer({ accounts, clock, cnames: { localhost: bucket, 'oss.localhost': bucket } }),
    );
  }
  for (const { admin } of servers) {
    for (const name of ['test-bkt', 'new-bkt']) admin.putBucket({ name });
    admin.acceptToken({
      ...RECORDED_CREDENTIALS,
      securityToken: 'STSTOKEN',
      expiresAt: Number.MAX_SAFE_INTEGER,
    });
  }
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const REFUSALS = [
  'SignatureDoesNotMatch',
  'AccessDenied',
  'InvalidSecurityToken',
  'RequestTimeTooSkewed',
  'InvalidArgument',
  'InvalidAccessKeyId',
  'InternalError',
  'BadRequest',
];

function presentedBy(recorded: RecordedRequest) {
  const query = recorded.target.split('?')[1] ?? '';
  return readPresentedSignature({
    method: recorded.method,
    query: parseQuery(query),
    headers: signingHeadersFromRaw(recorded.rawHeaders),
  });
}

function toWire(recorded: RecordedRequest): string {
  const headers = recorded.rawHeaders;
  let head = `${recorded.method} ${recorded.target} HTTP/1.1\r\n`;
  let chunked = false;
  let length = 0;
  for (let index = 0; index < headers.length; index += 2) {
    head += `${headers[index]}: ${headers[index + 1]}\r\n`;
    chunked ||= /^transfer-encoding$/i.test(headers[index]!);
    if (/^content-length$/i.test(headers[index]!)) length = Number(headers[index + 1]);
  }
  const body = recorded.body.slice(0, length);
  return `${head}\r\n${chunked ? '0\r\n\r\n' : body.padEnd(length)}`;
}

/** The error code of the answer, from the server that understands the addressing; undefined for success. */
async function send(recorded: RecordedRequest): Promise<string | undefined> {
  const presented = presentedBy(recorded);
  if (presented.kind === 'v1' || presented.kind === 'v4') {
    const date = signatureTime(presented);
    if (date === undefined) throw new Error('A recording without a time');
    now = date;
  }
  let code: string | undefined;
  for (const server of servers) {
    const answer = await rawExchange(server.port, toWire(recorded));
    code = codeOf(answer);
    if (code === undefined || !REFUSALS.includes(code)) return code;
  }
  return code;
}

function codeOf(answer: { head: string; body: string; status: number }): string | undefined {
  const explained = /^x-oss-err: (.*)$/im.exec(answer.head)?.[1];
  const document = explained === undefined ? answer.body : Buffer.from(explained, 'base64').toString();
  if (answer.status < 400) return undefined;
  return /<Code>([^<]*)/.exec(document)?.[1] ?? `status ${answer.status}`;
}

const recordings = loadRecordings();
const signed = recordings.filter((recorded) => presentedBy(recorded).kind !== 'v2');

describe('requests recorded from seven official clients', () => {
  test('all 428 that are signed V1 or V4 are let in', async () => {
    const refused: string[] = [];
    for (const recorded of signed) {
      const code = await send(recorded);
      if (code !== undefined && REFUSALS.includes(code))
        refused.push(`${recorded.client} ${recorded.number}: ${code}`);
    }
    expect(signed).toHaveLength(428);
    expect(refused).toEqual([]);
  });

  test('those signed OSS2 answer NotImplemented', async () => {
    const others = recordings.filter((recorded) => presentedBy(recorded).kind === 'v2');
    const codes = new Set<string | undefined>();
    for (const recorded of others) codes.add(await send(recorded));
    expect([...codes]).toEqual(['NotImplemented']);
  });

  test('none is let in with its signature changed', async () => {
    const accepted: string[] = [];
    for (const recorded of signed) {
      const tampered = { ...recorded, rawHeaders: recorded.rawHeaders.map(breakSignature) };
      const target = recorded.target.replace(
        /(Signature|x-oss-signature)=(.)/,
        (_, name: string, first: string) => `${name}=${first === 'A' ? 'B' : 'A'}`,
      );
      const code = await send({ ...tampered, target });
      if (code !== 'SignatureDoesNotMatch') accepted.push(`${recorded.client} ${recorded.number}: ${code}`);
    }
    expect(accepted).toEqual([]);
  });
});

function breakSignature(value: string, index: number, headers: readonly string[]): string {
  if (index % 2 === 0 || !/^authorization$/i.test(headers[index - 1]!)) return value;
  return value.replace(
    /(Signature=|OSS [^:]+:)(.)/,
    (_, before: string, first: string) => before + (first === 'a' ? 'b' : 'a'),
  );
}
