import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { ProblemError } from '../problems/problem-error.ts';

/** Reads id tokens of runs of a CI. */
export interface CiTokens {
  issuers: readonly string[];
  /** Who says that he issued a token, as long as the operator trusts him; nothing else of it is believed. */
  findIssuer(idToken: string): string | undefined;
  /**
   * The claims of a token after its signature, issuer, audience and times were checked. @throws ProblemError
   * `sign-in-failed`, `provider-unavailable`
   */
  verify(idToken: string, of: { issuer: string; audience: string }): Promise<JWTPayload>;
}

const timeoutMs = 5000;
/** Signatures with keys that the issuer publishes; none by a shared secret, and none at all. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

type KeySet = ReturnType<typeof createRemoteJWKSet>;

/** @param issuers of the operator: addresses of others are never asked */
export function createCiTokens(issuers: readonly string[]): CiTokens {
  const keySets = new Map<string, Promise<KeySet>>();

  function keysOf(issuer: string): Promise<KeySet> {
    const known = keySets.get(issuer) ?? findKeys(issuer);
    keySets.set(issuer, known);
    // A failure is not a fact: the next one asks again.
    known.catch(() => keySets.delete(issuer));
    return known;
  }

  return {
    issuers,
    findIssuer(idToken) {
      try {
        const { iss } = decodeJwt(idToken);
        return issuers.find((issuer) => issuer === iss);
      } catch {
        return undefined;
      }
    },
    async verify(idToken, { issuer, audience }) {
      const keys = await keysOf(issuer);
      try {
        const options = { issuer, audience, algorithms, clockTolerance: 30, requiredClaims: ['exp', 'iat'] };
        return (await jwtVerify(idToken, keys, options)).payload;
      } catch (error) {
        if (error instanceof errors.JWKSTimeout)
          throw new ProblemError('provider-unavailable', {}, { cause: error });
        if (error instanceof errors.JOSEError) throw new ProblemError('sign-in-failed', {}, { cause: error });
        throw new ProblemError('provider-unavailable', {}, { cause: error });
      }
    },
  };
}

async function findKeys(issuer: string): Promise<KeySet> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { issuer: named, jwks_uri: keys } = (await answer.json()) as Record<string, unknown>;
    // Somebody else who answers in its place does not hand out its keys.
    if (named !== issuer || typeof keys !== 'string' || new URL(keys).origin !== new URL(issuer).origin)
      throw new Error('The issuer names another one, or keys that lie elsewhere');
    return createRemoteJWKSet(new URL(keys), { timeoutDuration: timeoutMs });
  } catch (error) {
    throw new ProblemError('provider-unavailable', {}, { cause: error });
  }
}
