import { hash } from 'node:crypto';

import { formatScope, V4_ALGORITHM, type Scope } from './scope.ts';

/**
 * The V4 string to sign.
 * @param timestamp the text of `x-oss-date`, or of `Date` where a client sends only that
 */
export function toV4StringToSign(canonicalRequest: string, timestamp: string, scope: Scope): string {
  return `${V4_ALGORITHM}\n${timestamp}\n${formatScope(scope)}\n${hash('sha256', canonicalRequest, 'hex')}`;
}
