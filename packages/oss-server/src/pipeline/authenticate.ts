import {
  createSigningKeyCache,
  judgeSignatureTime,
  MAX_SKEW_MS,
  readPresentedSignature,
  signatureTime,
  SignatureFormatError,
  toSignedBytes,
  verifySignature,
} from '@signpost/oss-protocol';
import type {
  PresentedSignature,
  PresentedV1,
  PresentedV4,
  SigningHeaders,
  SigningRequest,
  Verification,
} from '@signpost/oss-protocol';

import type { AccountBook, Identity } from '../protocol/accounts.ts';
import type { AddressCandidate } from './address.ts';
import { fault, notImplemented } from '../protocol/oss-fault.ts';
import type { RequestQuery } from '../protocol/request-query.ts';

/** What a request has to be judged by. */
export interface SignedParts {
  method: string;
  query: RequestQuery;
  headers: SigningHeaders;
  candidates: [AddressCandidate, ...AddressCandidate[]];
}

export interface Authenticated {
  /** Absent for anonymous requests. */
  identity?: Identity;
  /** The reading of the address that the signature vouches for. */
  candidate: AddressCandidate;
  /** The region a V4 signature is made for. */
  signedRegion?: string;
  presigned: boolean;
}

/** Verifies signatures; keeps derived V4 keys, so one per server. */
export function createAuthenticator(accounts: AccountBook): (parts: SignedParts, now: Date) => Authenticated {
  const keySource = createSigningKeyCache();
  return (parts, now) => {
    const requests = parts.candidates.map((candidate) => ({
      method: parts.method,
      bucket: candidate.bucket,
      key: candidate.key,
      query: parts.query.pairs,
      headers: parts.headers,
    }));
    const presented = readPresented(requests[0]!);
    if (presented.kind === 'anonymous') return { candidate: parts.candidates[0], presigned: false };
    if (presented.kind === 'v2') throw notImplemented('The OSS2 signature');
    checkPayloadHash(presented, parts.headers);
    checkAdditionalHeaders(presented, parts.headers);
    checkTime(presented, now);
    const { secret, uid } = findSecret(accounts, presented, now);
    let first: Verification | undefined;
    for (const [index, request] of requests.entries()) {
      const verification = verifySignature(request, presented, { accessKeySecret: secret, keySource });
      first ??= verification;
      if (!verification.matches) continue;
      return {
        identity: { uid, accessKeyId: presented.accessKeyId },
        candidate: parts.candidates[index]!,
        presigned: presented.place === 'url',
        ...(presented.kind === 'v4' &&
          presented.scope.product === 'oss' && { signedRegion: presented.scope.region }),
      };
    }
    throw mismatch(presented, first!);
  };
}

function readPresented(request: SigningRequest): PresentedSignature {
  try {
    return readPresentedSignature(request);
  } catch (error) {
    if (!(error instanceof SignatureFormatError)) throw error;
    throw fault(error.code, { message: error.message, ...(error.ec !== undefined && { ec: error.ec }) });
  }
}

function checkPayloadHash(presented: PresentedV1 | PresentedV4, headers: SigningHeaders): void {
  if (presented.kind !== 'v4' || presented.place !== 'header') return;
  const hash = headers.get('x-oss-content-sha256');
  if (hash === 'UNSIGNED-PAYLOAD') return;
  throw fault('InvalidArgument', {
    message: 'x-oss-content-sha256 must be UNSIGNED-PAYLOAD.',
    details: { ArgumentName: 'x-oss-content-sha256', ArgumentValue: hash ?? '' },
  });
}

/** A URL that names headers it was signed with is of no use without them. */
function checkAdditionalHeaders(presented: PresentedV1 | PresentedV4, headers: SigningHeaders): void {
  if (presented.kind !== 'v4' || presented.place !== 'url') return;
  const missing = presented.additionalHeaders.find((name) => !headers.has(name.toLowerCase()));
  if (missing === undefined) return;
  throw fault('InvalidArgument', {
    message: 'A header named in x-oss-additional-headers is missing.',
    details: { ArgumentName: 'x-oss-additional-headers', ArgumentValue: missing },
  });
}

function checkTime(presented: PresentedV1 | PresentedV4, now: Date): void {
  switch (judgeSignatureTime(presented, now)) {
    case undefined:
      return;
    case 'unreadable':
      throw fault('AccessDenied', { message: 'OSS authentication requires a valid Date.', ec: '' });
    case 'scope-date':
      throw fault('InvalidArgument', {
        message: 'The date of the credential scope is not the date of the request.',
        ec: '0002-00000204',
      });
    case 'expired':
      throw fault('AccessDenied', {
        message: 'Request has expired.',
        ec: presented.kind === 'v4' ? '0002-00000236' : '0002-00000069',
        details: { Expires: expiryOf(presented), ServerTime: now.toISOString() },
      });
    case 'skewed':
      throw fault('RequestTimeTooSkewed', {
        details: {
          MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
          RequestTime: signatureTime(presented)?.toISOString() ?? '',
          ServerTime: now.toISOString(),
        },
      });
  }
}

function expiryOf(presented: PresentedV1 | PresentedV4): string {
  if (presented.kind === 'v1') return new Date(Number(presented.dateLine) * 1000).toISOString();
  const start = signatureTime(presented)?.getTime() ?? 0;
  return new Date(start + (presented.expiresSeconds ?? 0) * 1000).toISOString();
}

function findSecret(
  accounts: AccountBook,
  presented: PresentedV1 | PresentedV4,
  now: Date,
): { secret: string; uid: string } {
  const { accessKeyId, securityToken } = presented;
  const issued = accounts.findIssued(accessKeyId);
  const account = accounts.find(accessKeyId);
  if (securityToken === undefined && account !== undefined) {
    return { secret: account.accessKeySecret, uid: account.uid };
  }
  // A permanent key beside a token is no key either.
  if (issued === undefined) {
    throw fault('InvalidAccessKeyId', { details: { OSSAccessKeyId: accessKeyId } });
  }
  if (securityToken !== issued.securityToken) throw fault('InvalidSecurityToken');
  if (issued.expiresAt <= now.getTime()) throw fault('SecurityTokenExpired');
  return { secret: issued.accessKeySecret, uid: issued.uid };
}

function mismatch(presented: PresentedV1 | PresentedV4, verification: Verification): Error {
  const { stringToSign, canonicalRequest } = verification.trace;
  return fault('SignatureDoesNotMatch', {
    ec: presented.kind === 'v1' ? '0002-00000602' : '0002-00000040',
    details: {
      OSSAccessKeyId: presented.accessKeyId,
      SignatureProvided: presented.signature,
      StringToSign: stringToSign,
      StringToSignBytes: toHexBytes(stringToSign),
      ...(canonicalRequest !== undefined && { CanonicalRequest: canonicalRequest }),
    },
  });
}

function toHexBytes(text: string): string {
  return Array.from(toSignedBytes(text), (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(
    ' ',
  );
}
