import { createHmac } from 'node:crypto';

import { toSignedBytes } from '../signed-bytes.ts';
import type { SigningRequest } from '../signing-request.ts';
import { toCanonicalRequest, type CanonicalOptions } from './canonical-request.ts';
import type { Scope } from './scope.ts';
import { deriveSigningKey, type SigningKeySource } from './signing-key.ts';
import { toV4StringToSign } from './string-to-sign.ts';

/** Everything a V4 signature depends on besides the request. */
export interface V4SignatureInput extends CanonicalOptions {
  readonly accessKeySecret: string;
  /** Text of the time line, verbatim. */
  readonly timestamp: string;
  readonly scope: Scope;
  readonly keySource?: SigningKeySource | undefined;
}

/** A signature with the texts it was made from (which a refusal quotes back). */
export interface SignatureTrace {
  readonly signature: string;
  readonly stringToSign: string;
  /** V4 only. */
  readonly canonicalRequest?: string;
}

/** Computes the hexadecimal V4 signature of a request whose headers and query are already complete. */
export function computeV4Signature(request: SigningRequest, input: V4SignatureInput): SignatureTrace {
  const canonicalRequest = toCanonicalRequest(request, input);
  const stringToSign = toV4StringToSign(canonicalRequest, input.timestamp, input.scope);
  const key = (input.keySource ?? deriveSigningKey)(input.accessKeySecret, input.scope);
  const signature = createHmac('sha256', key).update(toSignedBytes(stringToSign)).digest('hex');
  return { signature, stringToSign, canonicalRequest };
}
