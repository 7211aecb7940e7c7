import type { Change, WriteView } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import type { WriteRequest } from './write-request.ts';

/** What is known of a write by the one who sent it, to tell its record from those of others. */
export interface SentWrite {
  key: string;
  /** The target that was to be stored; null for a delete. */
  target: string | null;
  /** For an undo: the change it takes back. */
  undoes: string | undefined;
  reason: string | undefined;
  /** The server's own clock when the key was looked at last before sending. */
  lookedAt: string;
}

/** Describes a request as its record will. `target` is what pre-flight said would be stored. */
export function toSentWrite(
  { action, body }: WriteRequest,
  seen: { key: string; target: string | null; lookedAt: string },
): SentWrite {
  return { ...seen, undoes: action === 'undo' ? body.change : undefined, reason: body.reason };
}

/**
 * Finds the record of a write among the newest of its key. Every write is recorded before it is sent on, so that a
 * write without a record did not reach the server.
 */
export function findSentWrite(sent: SentWrite, newest: readonly Change[]): Change | undefined {
  return newest.find(
    (change) =>
      change.key === sent.key &&
      (change.intended?.target ?? null) === sent.target &&
      change.undoes === sent.undoes &&
      change.reason === sent.reason &&
      Date.parse(change.at) > Date.parse(sent.lookedAt),
  );
}

/**
 * Finds the record of a refused write where what is in its way is the write itself: whatever lies between may have sent
 * it twice, and then the second answer is all that comes back.
 */
export function findOwnWrite(sent: SentWrite, now: WriteView, newest: readonly Change[]): Change | undefined {
  const own = findSentWrite(sent, newest);
  switch (own?.outcome) {
    case 'applied':
      return own.after !== undefined && isSameState(own.after, now.state) ? own : undefined;
    case 'pending':
    case 'unknown':
      return own;
    default:
      return undefined;
  }
}

/** Compares what every write renews; parts that one of both reads could not get are no difference. */
function isSameState(one: KeyState, other: KeyState): boolean {
  if (one.kind === 'absent' || other.kind === 'absent') return one.kind === other.kind;
  return (
    one.kind === other.kind &&
    one.facts.etag === other.facts.etag &&
    one.facts.lastModified === other.facts.lastModified &&
    one.facts.versionId === other.facts.versionId
  );
}
