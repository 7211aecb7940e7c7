import { encodeUriPath } from '@signpost/oss-protocol/rules';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { formatQuery, signV1Header, signV4Header, toWireHeaderValue } from '@signpost/oss-protocol';
import type { SigningCredentials } from '@signpost/oss-protocol';

/** A service to check, and the one bucket the checks may use. */
export interface Remote {
  /** `https://oss-cn-hangzhou.aliyuncs.com`, or the address of a local server. */
  endpoint: URL;
  region: string;
  bucket: string;
  credentials: SigningCredentials;
  /** Bucket in the path instead of the host name. */
  pathStyle: boolean;
}

export interface RemoteRequest {
  method?: string;
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
  sign?: 'v1' | 'v4';
}

export interface RemoteAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  code: string | undefined;
}

/** Signs and sends one request. */
export function ask(remote: Remote, request: RemoteRequest): Promise<RemoteAnswer> {
  const { endpoint, bucket, pathStyle } = remote;
  const method = request.method ?? 'GET';
  const query = Object.entries(request.query ?? {});
  const headers: Record<string, string> = { ...request.headers };
  const sign = request.sign === 'v1' ? signV1Header : signV4Header;
  Object.assign(
    headers,
    sign(
      { method, bucket, key: request.key, query, headers: new Map(Object.entries(headers)) },
      { credentials: remote.credentials, region: remote.region, date: new Date() },
    ),
  );
  const path = `${pathStyle ? `/${bucket}` : ''}/${encodeUriPath(request.key ?? '')}`;
  const { promise, resolve, reject } = Promise.withResolvers<RemoteAnswer>();
  const open = endpoint.protocol === 'https:' ? httpsRequest : httpRequest;
  const call = open(
    {
      host: pathStyle ? endpoint.hostname : `${bucket}.${endpoint.hostname}`,
      port: endpoint.port,
      method,
      path: query.length === 0 ? path : `${path}?${formatQuery(query)}`,
      headers: {
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, toWireHeaderValue(value)]),
        ),
        'content-length': Buffer.byteLength(request.body ?? ''),
      },
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const flat = response.headers as Record<string, string | undefined>;
        const explained = flat['x-oss-err'];
        const document = explained === undefined ? text : Buffer.from(explained, 'base64').toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: flat,
          text,
          code: /<Code>([^<]*)/.exec(document)?.[1],
        });
      });
    },
  );
  call.on('error', reject);
  call.end(request.body);
  return promise;
}
