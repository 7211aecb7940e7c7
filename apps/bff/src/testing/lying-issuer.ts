import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import type { OidcSettings } from '../config/read-oidc.ts';

/** What the issuer answers at its token endpoint. */
export interface Lie {
  claims?: JWTPayload;
  /** Signs with a key that it does not publish. */
  isForged?: boolean;
  /** Answers with this status instead. */
  status?: number;
  /** Never answers. */
  isSilent?: boolean;
}

/** An issuer that answers whatever a test wants, to find out what is believed. */
export interface LyingIssuer {
  settings: OidcSettings;
  lie: Lie;
  /** A token with these claims, as if the issuer had issued it. */
  sign(claims: JWTPayload, how?: { isForged?: boolean }): Promise<string>;
  stop(): Promise<void>;
}

const clientId = 'signpost';

export async function startLyingIssuer(): Promise<LyingIssuer> {
  const keys = await generateKeyPair('RS256');
  const others = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const server = createServer((req, res) => {
    const { lie } = issuer;
    const answer = (body: unknown, status = 200): void => {
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (req.url === '/.well-known/openid-configuration') answer(toMetadata(issuer.settings.issuer));
    else if (req.url === '/jwks') answer({ keys: [jwk] });
    else if (lie.isSilent === true) req.resume();
    else if (lie.status !== undefined) answer({ error: 'server_error' }, lie.status);
    else
      signToken(lie.claims ?? {}, lie.isForged === true ? others.privateKey : keys.privateKey).then(
        (idToken) => answer({ access_token: 'a', token_type: 'Bearer', id_token: idToken }),
        (error: unknown) => res.destroy(error as Error),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const issuer: LyingIssuer = {
    settings: {
      issuer: `http://localhost:${(server.address() as AddressInfo).port}`,
      clientId,
      clientSecret: 'lying-secret-0123456789abcdef',
      name: 'Acme SSO',
      groupsClaim: 'groups',
      groups: [],
    },
    lie: {},
    sign: (claims, { isForged = false } = {}) =>
      signToken(claims, isForged ? others.privateKey : keys.privateKey),
    stop: () => stop(server),
  };
  return issuer;
}

/** Claims of a token that is in order. */
export function toTrueClaims({ issuer }: OidcSettings, nonce: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: clientId,
    sub: 'ada',
    email: 'ada.provider@example.com',
    name: 'Ada Provider',
    groups: [],
    nonce,
    iat: now,
    exp: now + 300,
  };
}

function toMetadata(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function signToken(claims: JWTPayload, key: CryptoKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
