import { formatScopeDate, parseHttpDate, parseIsoBasic } from '../time-format.ts';
import type { PresentedV1, PresentedV4 } from './presented-signature.ts';

/** How far clocks may differ before OSS refuses, in milliseconds. */
export const MAX_SKEW_MS = 900_000;

/** What is wrong with the time of a signature. */
export type SignatureTimeFault = 'unreadable' | 'skewed' | 'expired' | 'scope-date';

/**
 * Judges the time of a presented signature. URL signatures expire (and may start up to 15 minutes
 * ahead); header signatures may be up to 15 minutes off either way; a V4 scope must carry the day
 * of its own timestamp.
 */
export function judgeSignatureTime(
  presented: PresentedV1 | PresentedV4,
  now: Date,
): SignatureTimeFault | undefined {
  if (presented.kind === 'v1' && presented.place === 'url') {
    // Good through the whole second it names.
    return Number(presented.dateLine) < Math.floor(now.getTime() / 1000) ? 'expired' : undefined;
  }
  const at = signatureTime(presented);
  if (!at) return 'unreadable';
  if (presented.kind === 'v4' && formatScopeDate(at) !== presented.scope.date) return 'scope-date';
  const age = now.getTime() - at.getTime();
  if (presented.kind === 'v4' && presented.place === 'url') {
    if (age > (presented.expiresSeconds ?? 0) * 1000) return 'expired';
    return -age > MAX_SKEW_MS ? 'skewed' : undefined;
  }
  return Math.abs(age) > MAX_SKEW_MS ? 'skewed' : undefined;
}

/** When a header or V4 URL signature says it was made; `undefined` when unreadable or a V1 URL. */
export function signatureTime(presented: PresentedV1 | PresentedV4): Date | undefined {
  if (presented.kind === 'v1' && presented.place === 'url') return undefined;
  const text = presented.kind === 'v1' ? presented.dateLine : presented.timestamp;
  return parseIsoBasic(text) ?? parseHttpDate(text);
}
