import { formatIsoBasic } from '../../time-format.ts';
import type { SigningCredentials, SigningRequest } from '../signing-request.ts';
import { UNSIGNED_PAYLOAD } from './canonical-request.ts';
import { formatScope, OSS_PRODUCT, V4_ALGORITHM, type Scope } from './scope.ts';
import type { SigningKeySource } from './signing-key.ts';
import { additionalHeaderNames } from './signed-headers.ts';
import { computeV4Signature } from './v4-signature.ts';

/** What a V4 signer needs besides the request. */
export interface V4SignOptions {
  readonly credentials: SigningCredentials;
  /** Plain region id, or the cloud box id. */
  readonly region: string;
  /** `oss` unless the bucket lives on a cloud box. */
  readonly product?: string;
  readonly date: Date;
  /** Signed beyond the default headers. */
  readonly additionalHeaders?: readonly string[];
  readonly keySource?: SigningKeySource;
}

/** Longest life of a presigned V4 URL, in seconds. */
export const MAX_PRESIGN_SECONDS = 604_800;

function toScope(options: V4SignOptions, timestamp: string): Scope {
  return { date: timestamp.slice(0, 8), region: options.region, product: options.product ?? OSS_PRODUCT };
}

/**
 * Signs a request with V4 in the Authorization header.
 * @returns the headers to add: x-oss-date, x-oss-content-sha256, authorization and, with a
 *   temporary key, x-oss-security-token
 */
export function signV4Header(request: SigningRequest, options: V4SignOptions): Record<string, string> {
  const { credentials } = options;
  const timestamp = formatIsoBasic(options.date);
  const scope = toScope(options, timestamp);
  const added: Record<string, string> = {
    'x-oss-content-sha256': UNSIGNED_PAYLOAD,
    'x-oss-date': timestamp,
  };
  if (credentials.securityToken) added['x-oss-security-token'] = credentials.securityToken;
  const headers = new Map(request.headers);
  for (const name of Object.keys(added)) headers.set(name, added[name] as string);
  const additional = additionalHeaderNames(options.additionalHeaders ?? []).filter((name) =>
    headers.has(name),
  );
  const { method, bucket, key, query } = request;
  const { signature } = computeV4Signature(
    { method, bucket, key, query, headers },
    {
      accessKeySecret: credentials.accessKeySecret,
      timestamp,
      scope,
      additionalHeaders: additional,
      keySource: options.keySource,
    },
  );
  const names = additional.length > 0 ? `,AdditionalHeaders=${additional.join(';')}` : '';
  const credential = `${credentials.accessKeyId}/${formatScope(scope)}`;
  added['authorization'] = `${V4_ALGORITHM} Credential=${credential}${names},Signature=${signature}`;
  return added;
}

/**
 * Presigns a request with V4.
 * @param expiresSeconds 1 to {@link MAX_PRESIGN_SECONDS}; RangeError outside
 * @returns the complete query, signature included. Headers of the request that are signed must be
 *   sent along by the user of the URL.
 */
export function signV4Url(
  request: SigningRequest,
  expiresSeconds: number,
  options: V4SignOptions,
): Array<readonly [string, string]> {
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > MAX_PRESIGN_SECONDS) {
    throw new RangeError(`A presigned URL lives 1 to ${MAX_PRESIGN_SECONDS} whole seconds`);
  }
  const { credentials } = options;
  const timestamp = formatIsoBasic(options.date);
  const scope = toScope(options, timestamp);
  const additional = additionalHeaderNames(options.additionalHeaders ?? []).filter((name) =>
    request.headers.has(name),
  );
  const query: Array<readonly [string, string]> = [
    ...request.query,
    ['x-oss-signature-version', V4_ALGORITHM],
    ['x-oss-credential', `${credentials.accessKeyId}/${formatScope(scope)}`],
    ['x-oss-date', timestamp],
    ['x-oss-expires', String(expiresSeconds)],
  ];
  if (additional.length > 0) query.push(['x-oss-additional-headers', additional.join(';')]);
  if (credentials.securityToken) query.push(['x-oss-security-token', credentials.securityToken]);
  const { signature } = computeV4Signature(
    { ...request, query },
    {
      accessKeySecret: credentials.accessKeySecret,
      timestamp,
      scope,
      additionalHeaders: additional,
      keySource: options.keySource,
    },
  );
  query.push(['x-oss-signature', signature]);
  return query;
}
