import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLyingIssuer, toTrueClaims, type LyingIssuer } from '../testing/lying-issuer.ts';
import { createOidcProvider } from './oidc-provider.ts';

const secrets = { state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43) };
const redirectUri = 'http://127.0.0.1:7070/api/v1/sign-in/callback';
const callback = new URL(`${redirectUri}?code=c&state=s`);
let issuer: LyingIssuer;
beforeAll(async () => {
  issuer = await startLyingIssuer();
});
afterAll(() => issuer.stop());
beforeEach(() => {
  issuer.lie = { claims: toTrueClaims(issuer.settings, secrets.nonce) };
});

const ask = () => createOidcProvider({ ...issuer.settings, timeoutSeconds: 1 }).findPerson(callback, secrets);
const seconds = (more: number): number => Math.floor(Date.now() / 1000) + more;

describe('an id token', () => {
  test('that is in order names the person', async () => {
    issuer.lie.claims = { ...issuer.lie.claims, groups: ['a', 7, 'b'], name: ' Ada\u202e Provider ' };
    expect(await ask()).toEqual({
      issuer: issuer.settings.issuer,
      subject: 'ada',
      name: 'Ada Provider',
      email: 'ada.provider@example.com',
      groups: ['a', 'b'],
    });
  });

  test('may come from a clock that is a little off', async () => {
    issuer.lie.claims = { ...issuer.lie.claims, iat: seconds(10), exp: seconds(-10) };
    expect(await ask()).toMatchObject({ subject: 'ada' });
  });

  test.each([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: 'somebody-else' }],
    [
      'for several clients that names none of them as the one that asked',
      { aud: ['signpost', 'x'], azp: 'x' },
    ],
    ['that has expired', { exp: seconds(-120), iat: seconds(-400) }],
    ['of a time to come', { nbf: seconds(600) }],
    ['with the nonce of another sign-in', { nonce: 'other' }],
    ['without a nonce', { nonce: undefined }],
    ['without a subject', { sub: undefined }],
  ])('%s is refused', async (_what, claims) => {
    issuer.lie.claims = JSON.parse(JSON.stringify({ ...issuer.lie.claims, ...claims })) as JWTPayload;
    await expect(ask()).rejects.toMatchObject({ code: 'provider-answer-invalid' });
  });

  test('that another key has signed is refused', async () => {
    issuer.lie.isForged = true;
    await expect(ask()).rejects.toMatchObject({ code: 'provider-answer-invalid' });
  });
});

describe('a provider', () => {
  test('that fails, is silent or is not there is said to be unavailable', async () => {
    issuer.lie = { status: 503 };
    await expect(ask()).rejects.toMatchObject({ code: 'provider-unavailable' });
    issuer.lie = { isSilent: true };
    await expect(ask()).rejects.toMatchObject({ code: 'provider-unavailable' });
    const gone = createOidcProvider({ ...issuer.settings, issuer: 'http://localhost:9' });
    await expect(gone.toSignInUrl(redirectUri, secrets)).rejects.toMatchObject({
      code: 'provider-unavailable',
    });
  });

  test('that refuses the code is not believed', async () => {
    issuer.lie = { status: 400 };
    await expect(ask()).rejects.toMatchObject({ code: 'provider-answer-invalid' });
  });

  test('is told apart from somebody else by the issuer that it names', async () => {
    const other = createOidcProvider({ ...issuer.settings, issuer: `${issuer.settings.issuer}/other` });
    await expect(other.toSignInUrl(redirectUri, secrets)).rejects.toMatchObject({
      code: 'provider-answer-invalid',
    });
  });

  test.each(['error=access_denied', 'error=login_required'])(
    'that answers %s has declined',
    async (error) => {
      const declined = new URL(`${redirectUri}?${error}&state=s`);
      await expect(createOidcProvider(issuer.settings).findPerson(declined, secrets)).rejects.toMatchObject({
        code: 'provider-declined',
      });
    },
  );
});
