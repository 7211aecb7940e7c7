import { isRestored, parseRestoreExpiry } from '@signpost/oss-protocol/rules';
import type { IndexEntry } from '@signpost/link-model/index';

/** What the index keeps of `x-oss-restore`, or of a listing's RestoreInfo. */
export function toRestored(
  text: string | undefined,
): Pick<IndexEntry & { kind: 'object' }, 'restored' | 'restoredUntil'> {
  const until = parseRestoreExpiry(text);
  return {
    restored: isRestored(text),
    ...(until === undefined ? {} : { restoredUntil: until.toISOString() }),
  };
}
