import type { SecretSeal } from '../config/seal-secret.ts';
import { findCookie, toSetCookie } from './cookies.ts';

/** Somebody whose password was right and whose code is still to come. It is no session, and opens nothing. */
export interface SignInChallenge {
  toCookie(userId: string): string;
  /** Takes the cookie away again. */
  readonly ended: string;
  /** Undefined where there is none, or it is too late. */
  find(headers: Headers): string | undefined;
}

const purpose = 'challenge of a sign-in';
const lastsSeconds = 5 * 60;

export function createSignInChallenge({
  seal,
  isSecure,
  now,
}: {
  /** Encrypts the challenges. */
  seal: SecretSeal;
  isSecure: boolean;
  now: () => number;
}): SignInChallenge {
  const name = isSecure ? '__Host-signpost-challenge' : 'signpost-challenge';
  const attributes = { sameSite: 'Strict', isSecure } as const;
  return {
    toCookie: (userId) => {
      const text = JSON.stringify({ userId, until: now() + lastsSeconds * 1000 });
      return toSetCookie(name, seal.seal(text, purpose), { ...attributes, seconds: lastsSeconds });
    },
    ended: toSetCookie(name, '', { ...attributes, seconds: 0 }),
    find(headers) {
      const text = seal.open(findCookie(headers, name) ?? '', purpose);
      if (text === undefined) return undefined;
      const { userId, until } = JSON.parse(text) as { userId: string; until: number };
      return until > now() ? userId : undefined;
    },
  };
}
