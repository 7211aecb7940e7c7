import { encodeUriPath } from '@signpost/oss-protocol/rules';
import { request as httpRequest } from 'node:http';

import { parseQuery, signV1Header, signV4Header, toWireHeaderValue } from '@signpost/oss-protocol';
import type { SigningCredentials } from '@signpost/oss-protocol';

/** A request for the test server; bucket and key go into the path. */
export interface TestRequest {
  method?: string;
  bucket?: string;
  key?: string;
  /** Raw query text, for example `symlink&versionId=x`. */
  query?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Default V4; `none` is anonymous. */
  sign?: 'v1' | 'v4' | 'none';
  credentials?: SigningCredentials;
  region?: string;
  date?: Date;
  /** Host header, when it is not that of the connection. */
  host?: string;
  /** Raw path, when it is not `/bucket/key`. */
  path?: string;
}

export interface TestAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  text: string;
  /** The `Code` of an error document, from the body or from `x-oss-err`. */
  code: string | undefined;
}

export const TEST_ACCOUNT = {
  uid: '1001',
  accessKeyId: 'LTAItestkey',
  accessKeySecret: 'testsecret',
} as const;

/** Signs and sends a request, path style unless told otherwise. */
export function send(port: number, request: TestRequest): Promise<TestAnswer> {
  const method = request.method ?? 'GET';
  const raw = request.query ?? '';
  const path = request.path ?? toPath(request);
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) sent[name.toLowerCase()] = value;
  if (request.sign !== 'none') {
    const sign = request.sign === 'v1' ? signV1Header : signV4Header;
    Object.assign(
      sent,
      sign(
        {
          method,
          bucket: request.bucket,
          key: request.key,
          query: parseQuery(raw),
          headers: new Map(Object.entries(sent)),
        },
        {
          credentials: request.credentials ?? TEST_ACCOUNT,
          region: request.region ?? 'cn-hangzhou',
          date: request.date ?? new Date(),
        },
      ),
    );
  }
  return exchange(port, {
    method,
    target: raw === '' ? path : `${path}?${raw}`,
    headers: { ...(request.host !== undefined && { host: request.host }), ...sent },
    body: request.body,
  });
}

function toPath(request: TestRequest): string {
  if (request.bucket === undefined) return '/';
  return `/${request.bucket}/${encodeUriPath(request.key ?? '')}`;
}

/** Sends a request as it is. */
export function exchange(
  port: number,
  request: {
    method: string;
    target: string;
    headers: Record<string, string>;
    body?: string | Uint8Array | undefined;
  },
): Promise<TestAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<TestAnswer>();
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, toWireHeaderValue(value)]),
  );
  if (request.body !== undefined) headers['content-length'] = String(Buffer.byteLength(request.body));
  else if (request.method === 'PUT' || request.method === 'POST') headers['content-length'] = '0';
  const call = httpRequest(
    { host: '127.0.0.1', port, method: request.method, path: request.target, headers, agent: false },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        const flat = response.headers as Record<string, string>;
        const explained = flat['x-oss-err'];
        const document =
          explained === undefined ? body.toString() : Buffer.from(explained, 'base64').toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: flat,
          body,
          text: body.toString(),
          code: /<Code>([^<]*)<\/Code>/.exec(document)?.[1],
        });
      });
    },
  );
  call.on('error', reject);
  call.end(request.body);
  return promise;
}

/** The text of the first element of that name. */
export function elementText(document: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1];
}

/** The texts of all elements of that name. */
export function elementTexts(document: string, name: string): string[] {
  return [...document.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1]!);
}
