import type { Change } from '@signpost/api-contract';

/** What is known of a write that was sent and never answered. */
export interface LostWrite {
  key: string;
  /** What was meant to stand there; null for a delete. */
  target: string | null;
  /** The server's own clock when it was looked at before sending. */
  lookedAt: string;
}

/**
 * Finds the record of a write whose answer never came: every write is recorded before it is sent on, so the newest
 * record of the key either is that write or there was none.
 */
export function findLostWrite(lost: LostWrite, newest: readonly Change[]): Change | undefined {
  return newest.find(
    (change) =>
      change.key === lost.key &&
      (change.intended?.target ?? null) === lost.target &&
      Date.parse(change.at) >= Date.parse(lost.lookedAt),
  );
}
