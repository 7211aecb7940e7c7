import { decodeUriText } from '@signpost/oss-protocol/rules';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  formatErrorXml,
  parseQuery,
  readPresentedSignature,
  signingHeadersFromRaw,
  verifySignature,
  type QueryPairs,
} from '@signpost/oss-protocol';
import { onTestFinished } from 'vitest';

import { createOssClient } from '../create-oss-client.ts';
import type { OssClient, OssClientOptions } from '../oss-client.ts';

export const CREDENTIALS = {
  accessKeyId: 'LTAIstubkeyid0001',
  accessKeySecret: 'stub-secret-never-printed',
} as const;

const REQUEST_ID = '5C1B138A109F4E405B2D8AEF';

/** A request as the stub saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  /** Decoded path without its leading slash. */
  readonly path: string;
  readonly query: QueryPairs;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Answers requests as told; the n-th request (from 1) is passed along. */
export type StubHandler = (
  request: SeenRequest,
  response: ServerResponse,
  turn: number,
) => void | Promise<void>;

/** A loopback server that answers what a test wants, over real HTTP. */
export interface StubOss {
  readonly endpoint: string;
  readonly seen: SeenRequest[];
}

/** Starts a stub that ends with the test. */
export async function startStubOss(handler: StubHandler): Promise<StubOss> {
  const seen: SeenRequest[] = [];
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    const answer = async (): Promise<void> => {
      const read = await readRequest(request);
      seen.push(read);
      response.setHeader('x-oss-request-id', REQUEST_ID);
      await handler(read, response, seen.length);
    };
    answer().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, seen };
}

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const target = request.url ?? '';
  const question = target.indexOf('?');
  return {
    method: request.method ?? '',
    target,
    path: decodeUriText(question < 0 ? target : target.slice(0, question)).slice(1),
    query: parseQuery(question < 0 ? '' : target.slice(question + 1)),
    headers: signingHeadersFromRaw(request.rawHeaders),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Connects to a stub, with pauses skipped and the client closed at the test's end. */
export function connectTo(endpoint: string, options: Partial<OssClientOptions> = {}): OssClient {
  const client = createOssClient({
    endpoint,
    region: 'cn-hangzhou',
    credentials: CREDENTIALS,
    random: () => 0.5,
    sleep: async () => {},
    ...options,
  });
  onTestFinished(() => client.close(0));
  return client;
}

/** Whether a request carries a good signature for that bucket and key. */
export function isSignedFor(
  request: SeenRequest,
  place: { readonly bucket?: string; readonly key?: string },
  accessKeySecret: string = CREDENTIALS.accessKeySecret,
): boolean {
  const signing = { method: request.method, ...place, query: request.query, headers: request.headers };
  const presented = readPresentedSignature(signing);
  if (presented.kind !== 'v1' && presented.kind !== 'v4') return false;
  return verifySignature(signing, presented, { accessKeySecret }).matches;
}

/** Answers with an OSS error document. */
export function answerError(
  response: ServerResponse,
  error: {
    readonly status: number;
    readonly code: string;
    readonly fields?: Readonly<Record<string, string>>;
  },
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(error.status, { 'content-type': 'application/xml', ...headers });
  response.end(
    formatErrorXml({
      code: error.code,
      message: `Told by the stub: ${error.code}`,
      requestId: REQUEST_ID,
      hostId: 'stub',
      ec: '0001-00000001',
      fields: error.fields,
    }),
  );
}

/** Answers a write as OSS does. */
export function answerWritten(response: ServerResponse): void {
  response.writeHead(200, { etag: '"0A477B89B4602AA8DECB8E19BFD447B6"' });
  response.end();
}

/** An empty list. */
export const EMPTY_LIST =
  '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><Name>bkt</Name><Prefix></Prefix>' +
  '<MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated></ListBucketResult>';
