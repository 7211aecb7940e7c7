import { encodeUriPath } from '@signpost/oss-protocol/rules';
import { createSigningKeyCache, formatQuery, signV4Header, type QueryPairs } from '@signpost/oss-protocol';
import { Pool } from 'undici';
import { account, region } from '../processes/account.ts';

/** A request to be signed. */
export interface PlainRequest {
  readonly method: 'GET' | 'PUT';
  readonly bucket: string;
  readonly key?: string;
  readonly query: QueryPairs;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ready to be written to a socket. */
export interface ReadyRequest {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** Signs ahead of the measurement (signatures hold for 15 minutes), so that the client costs as little as it can. */
export function signAhead(requests: readonly PlainRequest[]): ReadyRequest[] {
  const keySource = createSigningKeyCache();
  const date = new Date();
  return requests.map(({ method, bucket, key, query, headers = {} }) => {
    const signed = signV4Header(
      { method, bucket, key, query, headers: new Map(Object.entries(headers)) },
      { credentials: account, region, date, keySource },
    );
    const place = key === undefined ? `/${bucket}/` : `/${bucket}/${encodeUriPath(key)}`;
    return { method, path: `${place}?${formatQuery(query)}`, headers: { ...headers, ...signed } };
  });
}

/** Sends ready requests and reads the answers to their end, looking at nothing but the status. */
export interface ThinClient {
  send(request: ReadyRequest): Promise<void>;
  close(): Promise<void>;
}

export function createThinClient(origin: string, connections: number): ThinClient {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        let status = 0;
        pool.dispatch(request, {
          onRequestStart: () => undefined,
          onResponseStart: (_controller, statusCode) => {
            status = statusCode;
          },
          onResponseData: () => undefined,
          onResponseEnd: () => {
            if (status === 200) resolve();
            else reject(new Error(`${request.method} ${request.path} was answered ${status}`));
          },
          onResponseError: (_controller, error) => reject(error),
        });
      }),
    close: () => pool.close(),
  };
}
