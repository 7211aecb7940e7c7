import { timingSafeEqual } from 'node:crypto';

import type { PresentedV1, PresentedV4 } from './presented-signature.ts';
import type { SigningRequest } from './signing-request.ts';
import { computeV1Signature } from './v1/sign-v1.ts';
import type { SigningKeySource } from './v4/signing-key.ts';
import { computeV4Signature, type SignatureTrace } from './v4/v4-signature.ts';

/** Outcome of a verification; the trace is what a SignatureDoesNotMatch answer quotes. */
export interface Verification {
  readonly matches: boolean;
  readonly trace: SignatureTrace;
}

/**
 * Recomputes a presented signature and compares in constant time. Bucket-level calls are accepted
 * with and without the closing slash (`/bucket/`, and the C SDK's `/bucket`).
 * Says nothing about time: see {@link judgeSignatureTime}.
 */
export function verifySignature(
  request: SigningRequest,
  presented: PresentedV1 | PresentedV4,
  holder: { readonly accessKeySecret: string; readonly keySource?: SigningKeySource | undefined },
): Verification {
  const { accessKeySecret, keySource } = holder;
  const compute = (bareBucket: boolean): SignatureTrace =>
    presented.kind === 'v1'
      ? computeV1Signature(request, { accessKeySecret, dateLine: presented.dateLine, bareBucket })
      : computeV4Signature(request, { ...presented, accessKeySecret, bareBucket, keySource });
  const trace = compute(false);
  if (equalInConstantTime(trace.signature, presented.signature)) return { matches: true, trace };
  if (request.bucket !== undefined && request.key === undefined) {
    const bare = compute(true);
    if (equalInConstantTime(bare.signature, presented.signature)) return { matches: true, trace: bare };
  }
  return { matches: false, trace };
}

/** Compares two texts without telling by time where they differ. */
export function equalInConstantTime(left: string, right: string): boolean {
  const leftBytes = Buffer.from(left, 'utf8');
  const rightBytes = Buffer.from(right, 'utf8');
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
