/** A request that its sender may send again, with what tells it from any other. */
export interface KeyedRequest {
  /** Id of the actor: keys of others are not seen. */
  actor: string;
  key: string;
  /** Hash of what is asked for. */
  fingerprint: string;
}

export interface KeptAnswer {
  status: number;
  text: string;
}

/**
 * - `begun`: it is to be carried out by the caller, for so long as it renews it. `id` stays the same over all attempts;
 *   `isAgain`: an earlier attempt was cut off, and may have done what was asked
 * - `answered`: it was carried out
 * - `under-way`: somebody carries it out now
 * - `other`: the key was given to another request
 */
export type Attempt =
  | { kind: 'begun'; id: string; isAgain: boolean }
  | { kind: 'answered'; answer: KeptAnswer }
  | { kind: 'under-way' }
  | { kind: 'other' };

/** Answers kept for a day by the keys of their requests. */
export interface IdempotencyStore {
  begin(request: KeyedRequest): Promise<Attempt>;
  renew(id: string): Promise<void>;
  /** The first answer stays. */
  finish(id: string, answer: KeptAnswer): Promise<void>;
  /** Ends an attempt without an answer. `refused`: nothing was done; `cut-off`: that is not known. */
  giveUp(id: string, how: 'refused' | 'cut-off'): Promise<void>;
}

/** An attempt that is not renewed for so long counts as cut off. */
export const attemptMs = 30_000;
