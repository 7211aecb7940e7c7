import * as oidc from 'openid-client';
import { ProblemError } from '../problems/problem-error.ts';
import type { IdentityProvider, ProviderPerson } from './identity-provider.ts';

export interface OidcProviderOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
  groupsClaim: string;
  /** Seconds that one answer of the provider may take. */
  timeoutSeconds?: number;
}

/** Clocks of two machines differ a little. */
const clockToleranceSeconds = 30;
const metadataMs = 3_600_000;

/** An OpenID Connect provider: discovery, PKCE, nonce, and id tokens whose signature, issuer, audience and times are checked. */
export function createOidcProvider(options: OidcProviderOptions): IdentityProvider {
  const { issuer, groupsClaim, clientId, clientSecret, timeoutSeconds = 5 } = options;
  let known: { configuration: oidc.Configuration; until: number } | undefined;

  /** What the provider tells of itself; asked for anew after an hour, and after each failure. */
  async function discover(): Promise<oidc.Configuration> {
    if (known !== undefined && known.until > performance.now()) return known.configuration;
    const isPlain = issuer.startsWith('http:');
    const configuration = await oidc.discovery(
      new URL(issuer),
      clientId,
      { [oidc.clockTolerance]: clockToleranceSeconds },
      authenticate(clientSecret),
      {
        timeout: timeoutSeconds,
        // Without it the signature of a token is taken for granted, since it came over https.
        execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
      },
    );
    known = { configuration, until: performance.now() + metadataMs };
    return configuration;
  }

  return {
    toSignInUrl: (redirectUri, { state, nonce, codeVerifier }) =>
      explained(async () => {
        const configuration = await discover();
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope: toScope(configuration, groupsClaim),
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        });
        if (url.protocol !== 'https:' && !(url.protocol === 'http:' && issuer.startsWith('http:')))
          throw new ProblemError('provider-answer-invalid');
        return url;
      }),

    findPerson: (callback, { state, nonce, codeVerifier }) =>
      explained(async () => {
        const configuration = await discover();
        const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new ProblemError('provider-answer-invalid');
        const isComplete = claims['email'] !== undefined && claims[groupsClaim] !== undefined;
        // Some providers keep the id token short, and tell the rest when asked.
        const canAsk = configuration.serverMetadata().userinfo_endpoint !== undefined;
        const more =
          isComplete || !canAsk
            ? {}
            : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
        return toPerson({ ...more, ...claims }, groupsClaim);
      }),
  };
}

/** Basic is what every provider has to offer, unless it says otherwise. */
function authenticate(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const offered = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (offered.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

function toScope(configuration: oidc.Configuration, groupsClaim: string): string {
  const offered = configuration.serverMetadata().scopes_supported ?? [];
  return ['openid', 'email', 'profile', ...(offered.includes(groupsClaim) ? [groupsClaim] : [])].join(' ');
}

function toPerson(claims: Record<string, unknown> & oidc.IDToken, groupsClaim: string): ProviderPerson {
  const { iss, sub, email, email_verified: isVerified } = claims;
  if (typeof email !== 'string' || !/^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(email) || email.length > 254)
    throw new ProblemError('provider-claims-missing', { params: { claim: 'email' } });
  if (isVerified === false || isVerified === 'false')
    throw new ProblemError('provider-claims-missing', { params: { claim: 'email_verified' } });
  const names = [claims['name'], claims['preferred_username'], email].map(toName);
  const groups = claims[groupsClaim];
  return {
    issuer: iss,
    subject: sub,
    name: names.find((name) => name !== '') ?? email,
    email: email.toLowerCase(),
    groups: (Array.isArray(groups) ? groups : [groups]).filter((group) => typeof group === 'string'),
  };
}

/** Names are shown as text: without signs that nobody sees or that turn the direction. */
function toName(claim: unknown): string {
  return typeof claim === 'string' ? claim.replaceAll(/\p{C}/gu, '').trim().slice(0, 100).trim() : '';
}

/** Every failure as a problem that says what to do. What the provider said is for the log. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError(toCode(error), {}, { cause: error });
  }
}

type Code = 'provider-declined' | 'provider-unavailable' | 'provider-answer-invalid';

function toCode(error: unknown): Code {
  if (error instanceof oidc.AuthorizationResponseError)
    return /^(server_error|temporarily_unavailable)$/.test(error.error)
      ? 'provider-unavailable'
      : 'provider-declined';
  if (error instanceof oidc.ResponseBodyError)
    return error.status >= 500 ? 'provider-unavailable' : 'provider-answer-invalid';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const status = cause instanceof Response ? cause.status : 0;
  const isAway = code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || isFetchFailure(error) || status >= 500;
  return isAway ? 'provider-unavailable' : 'provider-answer-invalid';
}

/** Undici fails with a TypeError that holds the reason. */
function isFetchFailure(error: unknown): boolean {
  return (
    (error instanceof TypeError && error.message === 'fetch failed') ||
    (error instanceof Error && error.cause !== undefined && isFetchFailure(error.cause))
  );
}
