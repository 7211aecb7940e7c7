import { createHmac } from 'node:crypto';

import { formatHttpDate } from '../../time-format.ts';
import { toSignedBytes } from '../signed-bytes.ts';
import type { SigningCredentials, SigningRequest } from '../signing-request.ts';
import type { SignatureTrace } from '../v4/v4-signature.ts';
import { toV1StringToSign } from './string-to-sign.ts';

/** Computes the base64 V1 signature of a request whose headers and query are already complete. */
export function computeV1Signature(
  request: SigningRequest,
  input: { readonly accessKeySecret: string; readonly dateLine: string; readonly bareBucket?: boolean },
): SignatureTrace {
  const stringToSign = toV1StringToSign(request, input.dateLine, input.bareBucket);
  const signature = createHmac('sha1', input.accessKeySecret)
    .update(toSignedBytes(stringToSign))
    .digest('base64');
  return { signature, stringToSign };
}

/** What a V1 signer needs besides the request. */
export interface V1SignOptions {
  readonly credentials: SigningCredentials;
  readonly date: Date;
}

/**
 * Signs a request with V1 in the Authorization header. An x-oss-date already in the request takes
 * the place of Date.
 * @returns the headers to add: date, authorization and, with a temporary key, x-oss-security-token
 */
export function signV1Header(request: SigningRequest, options: V1SignOptions): Record<string, string> {
  const { credentials } = options;
  const added: Record<string, string> = { date: formatHttpDate(options.date) };
  if (credentials.securityToken) added['x-oss-security-token'] = credentials.securityToken;
  const headers = new Map([...request.headers, ...Object.entries(added)]);
  const { signature } = computeV1Signature(
    { ...request, headers },
    {
      accessKeySecret: credentials.accessKeySecret,
      dateLine: headers.get('x-oss-date') ?? (added['date'] as string),
    },
  );
  added['authorization'] = `OSS ${credentials.accessKeyId}:${signature}`;
  return added;
}

/**
 * Presigns a request with V1.
 * @param expires when the URL ends, Unix seconds
 * @returns the complete query, signature included
 */
export function signV1Url(
  request: SigningRequest,
  expires: number,
  credentials: SigningCredentials,
): Array<readonly [string, string]> {
  const query: Array<readonly [string, string]> = [...request.query];
  if (credentials.securityToken) query.push(['security-token', credentials.securityToken]);
  const { signature } = computeV1Signature(
    { ...request, query },
    { accessKeySecret: credentials.accessKeySecret, dateLine: String(expires) },
  );
  query.push(
    ['OSSAccessKeyId', credentials.accessKeyId],
    ['Expires', String(expires)],
    ['Signature', signature],
  );
  return query;
}
