import { createHash } from 'node:crypto';

import type { QueryPairs, SigningCredentials, SigningRequest } from '@signpost/oss-protocol';

import type { BucketLocator, CallPlace } from './bucket-locator.ts';
import type { OssCall, SignedRequest } from './oss-call.ts';
import type { CredentialsProvider } from './oss-client.ts';
import { createRedactor, maskHeader } from './redaction.ts';
import type { RequestSigner } from './request-signer.ts';
import { toRequestPath } from './request-url.ts';

/** A call addressed and signed. */
export interface PreparedRequest {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** Takes the credentials of this request out of text. */
  readonly redact: (text: string) => string;
}

/** Turns calls into requests. */
export interface RequestPreparer {
  /** Waits only for credentials that have to be fetched. */
  prepare(call: OssCall, date: Date): PreparedRequest | Promise<PreparedRequest>;
  preview(call: OssCall, date: Date): Promise<SignedRequest>;
  presign(call: OssCall, date: Date, expiresSeconds: number): Promise<string>;
}

/** What a preparer is made of. */
export interface PreparerParts {
  readonly locator: BucketLocator;
  readonly signer: RequestSigner;
  readonly credentials: SigningCredentials | CredentialsProvider;
  readonly requestPayer: boolean;
  readonly userAgent: string;
}

type HeaderList = ReadonlyArray<readonly [string, string]>;

export function createRequestPreparer(parts: PreparerParts): RequestPreparer {
  function currentCredentials(): SigningCredentials | Promise<SigningCredentials> {
    return typeof parts.credentials === 'function' ? parts.credentials() : parts.credentials;
  }

  function prepare(call: OssCall, date: Date): PreparedRequest | Promise<PreparedRequest> {
    const credentials = currentCredentials();
    if (credentials instanceof Promise) return credentials.then((fetched) => signCall(call, date, fetched));
    return signCall(call, date, credentials);
  }

  function signCall(call: OssCall, date: Date, credentials: SigningCredentials): PreparedRequest {
    const place = parts.locator.locate(call.bucket, call.key);
    const headers = ownHeaders(call, parts);
    const query = call.query ?? [];
    const added = parts.signer.signHeader(toSigningRequest(call, query, headers), {
      credentials,
      region: place.region,
      date,
    });
    for (const name of Object.keys(added)) headers.push([name, added[name] as string]);
    return {
      origin: place.origin,
      method: call.method,
      path: toRequestPath(place, call, query),
      headers,
      redact: (text) => createRedactor(credentials)(text),
    };
  }

  return {
    prepare,
    async preview(call, date) {
      const { method, origin, path, headers } = await prepare(call, date);
      return {
        method,
        url: `${origin}${path}`,
        headers: headers.map(([name, value]) => [name, maskHeader(name, value)] as const),
      };
    },
    async presign(call, date, expiresSeconds) {
      const credentials = await currentCredentials();
      const place: CallPlace = parts.locator.locate(call.bucket, call.key);
      const query: QueryPairs = parts.requestPayer
        ? [...(call.query ?? []), ['x-oss-request-payer', 'requester']]
        : (call.query ?? []);
      const signed = parts.signer.signUrl(
        toSigningRequest(call, query, []),
        { credentials, region: place.region, date },
        expiresSeconds,
      );
      return `${place.origin}${toRequestPath(place, call, signed)}`;
    },
  };
}

function ownHeaders(call: OssCall, parts: PreparerParts): Array<readonly [string, string]> {
  const headers: Array<readonly [string, string]> = [['user-agent', parts.userAgent]];
  for (const [name, value] of call.headers ?? []) {
    if (value !== undefined) headers.push([name, value]);
  }
  if (parts.requestPayer) headers.push(['x-oss-request-payer', 'requester']);
  if (call.body instanceof Uint8Array) {
    headers.push(['content-md5', createHash('md5').update(call.body).digest('base64')]);
  }
  return headers;
}

function toSigningRequest(call: OssCall, query: QueryPairs, headers: HeaderList): SigningRequest {
  return { method: call.method, bucket: call.bucket, key: call.key, query, headers: new Map(headers) };
}
