import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SecretSeal } from '../config/seal-secret.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { IdentityProvider, ProviderPerson, ProviderSecrets } from './identity-provider.ts';
import { findCookie, toSetCookie } from './cookies.ts';

/** Sign-in through an identity provider, in two requests of one browser. */
export interface ProviderSignIn {
  /** On the button. */
  readonly name: string;
  begin(input: BeginInput): Promise<{ url: string; cookies: string[] }>;
  /** What the first request kept. @throws ProblemError `sign-in-expired` for another browser or a state that is none */
  resume(callback: URL, headers: Headers): ResumedSignIn;
  /** @throws ProblemError `sign-in-expired` for a state used before, and what the provider fails with */
  finish(callback: URL, resumed: ResumedSignIn): Promise<ProviderPerson>;
}

export interface BeginInput {
  redirectUri: string;
  /** Path of the console to go on to. */
  returnTo: string;
  headers: Headers;
  /** Session that the browser has, which ends with the sign-in. */
  earlierSession: string | undefined;
}

export interface ResumedSignIn {
  returnTo: string;
  earlierSession: string | undefined;
  state: string;
  expiresAt: Date;
  secrets: Omit<ProviderSecrets, 'state'>;
}

export interface ProviderSignInOptions {
  provider: IdentityProvider;
  name: string;
  /** Encrypts the states. */
  seal: SecretSeal;
  isSecure: boolean;
  now: () => number;
  /** Marks a state as used; false where it was already. */
  claimOnce: (id: string, expiresAt: Date) => Promise<boolean>;
}

const purpose = 'state of a sign-in';
const lastsMs = 10 * 60_000;

/**
 * Nothing is kept between the two requests but a cookie and the state itself, which is sealed: any replica answers the
 * second one, and nobody fills the database by beginning. The state holds a hash of the cookie, so that it is worth
 * nothing in another browser.
 */
export function createProviderSignIn(options: ProviderSignInOptions): ProviderSignIn {
  const { provider, name, seal, isSecure, now, claimOnce } = options;
  const cookieName = isSecure ? '__Host-signpost-sign-in' : 'signpost-sign-in';
  const findBrowser = (headers: Headers): string | undefined => {
    const value = findCookie(headers, cookieName);
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  };
  return {
    name,

    async begin({ redirectUri, returnTo, headers, earlierSession }) {
      // Kept where it is there, so that two tabs may sign in side by side.
      const browser = findBrowser(headers) ?? randomBytes(32).toString('base64url');
      const secrets = {
        nonce: randomBytes(24).toString('base64url'),
        codeVerifier: randomBytes(32).toString('base64url'),
      };
      const kept = { ...secrets, returnTo, earlierSession, browser: hash(browser), until: now() + lastsMs };
      const state = seal.seal(JSON.stringify(kept), purpose);
      const url = await provider.toSignInUrl(redirectUri, { ...secrets, state });
      const attributes = { seconds: lastsMs / 1000, sameSite: 'Lax', isSecure } as const;
      return { url: url.href, cookies: [toSetCookie(cookieName, browser, attributes)] };
    },

    resume(callback, headers) {
      const state = callback.searchParams.get('state') ?? '';
      const text = seal.open(state, purpose);
      const browser = findBrowser(headers);
      if (text === undefined || browser === undefined) throw new ProblemError('sign-in-expired');
      const kept = JSON.parse(text) as KeptState;
      if (kept.until <= now() || !isSame(kept.browser, hash(browser)))
        throw new ProblemError('sign-in-expired');
      const { returnTo, earlierSession, nonce, codeVerifier, until } = kept;
      return {
        returnTo,
        earlierSession,
        state,
        expiresAt: new Date(until),
        secrets: { nonce, codeVerifier },
      };
    },

    async finish(callback, { state, expiresAt, secrets }) {
      if (!(await claimOnce(hash(secrets.nonce), expiresAt))) throw new ProblemError('sign-in-expired');
      return provider.findPerson(callback, { ...secrets, state });
    },
  };
}

interface KeptState {
  nonce: string;
  codeVerifier: string;
  returnTo: string;
  earlierSession?: string;
  browser: string;
  until: number;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
