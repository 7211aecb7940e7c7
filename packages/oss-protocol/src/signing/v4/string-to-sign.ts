import { hash } from 'node:crypto';

import { toSignedBytes } from '../signed-bytes.ts';
import { formatScope, V4_ALGORITHM, type Scope } from './scope.ts';

/**
 * The V4 string to sign.
 * @param timestamp the text of `x-oss-date`, or of `Date` where a client sends only that
 */
export function toV4StringToSign(canonicalRequest: string, timestamp: string, scope: Scope): string {
  const hashed = hash('sha256', toSignedBytes(canonicalRequest), 'hex');
  return `${V4_ALGORITHM}\n${timestamp}\n${formatScope(scope)}\n${hashed}`;
}
