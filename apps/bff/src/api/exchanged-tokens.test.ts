import type { BodyOf } from '@signpost/api-contract';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi, expectOk } from '../testing/api.ts';
import { startLyingIssuer, type LyingIssuer } from '../testing/lying-issuer.ts';
import { fillBuckets, setUpAdministrator, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let ci: LyingIssuer;
let stack: Stack;
let ada: Person;
const connection = 'default';
const audience = 'https://signpost.example.com';
const claims = [
  { name: 'repository', value: 'acme/cli' },
  { name: 'ref', value: 'refs/tags/*' },
];
let runs = 0;

beforeAll(async () => {
  ci = await startLyingIssuer();
  stack = await startStack({ accounts: { ciIssuers: [ci.settings.issuer] } });
  fillBuckets(stack);
  ada = await setUpAdministrator(stack);
});
afterAll(async () => {
  await stack.stop();
  await ci.stop();
});

type Trust = NonNullable<BodyOf<'addToken'>['trust']>;

function addTrust(trust: Partial<Trust> = {}): ReturnType<Person['call']> {
  return ada.call('addToken', {
    body: {
      name: 'release of cli',
      days: 30,
      ofNobody: true,
      trust: { issuer: ci.settings.issuer, audience, claims, ...trust },
      grants: [{ rights: ['bucket.list', 'object.list'], connection, bucket: 'granted', prefix: 'team/' }],
    },
  });
}

/** The claims of a run on a tag; each run is another one. */
function ofRun(more: Record<string, unknown> = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  runs += 1;
  return {
    iss: ci.settings.issuer,
    aud: audience,
    sub: 'repo:acme/cli',
    repository: 'acme/cli',
    ref: 'refs/tags/v2',
    jti: `run ${runs}`,
    iat: now,
    exp: now + 300,
    ...more,
  };
}

async function exchange(idToken: string): Promise<Awaited<ReturnType<typeof callApi<'exchangeToken'>>>> {
  return callApi(stack.bffUrl, 'exchangeToken', { body: { idToken } });
}

const failed = { status: 401, problem: { code: 'sign-in-failed' } };
const list = (secret: string, bucket: string): ReturnType<typeof callApi<'listObjects'>> =>
  callApi(stack.bffUrl, 'listObjects', {
    query: { connection, bucket, prefix: 'team/' },
    headers: { authorization: `Bearer ${secret}` },
  });

describe('the id token of a run', () => {
  test('is exchanged for ten minutes of the grants, which end with the token they are of', async () => {
    const added = await addTrust();
    expect(added).toMatchObject({ ok: true, body: { secret: '', token: { trust: { audience, claims } } } });
    const { secret, expiresAt, name } = await expectOk(stack.bffUrl, 'exchangeToken', {
      body: { idToken: await ci.sign(ofRun()) },
    });
    expect(name).toBe('release of cli');
    const lasts = Date.parse(expiresAt) - Date.now();
    expect(lasts).toBeGreaterThan(9 * 60_000);
    expect(lasts).toBeLessThan(11 * 60_000);
    expect(await list(secret, 'granted')).toMatchObject({ status: 200 });
    expect(await list(secret, 'other')).toMatchObject({ status: 403 });
    const audited = await ada.ok('listAuditEvents', { query: { connection, action: 'token.exchange' } });
    expect(audited.items).toMatchObject([{ outcome: 'done', details: { name } }]);
    const { items } = await ada.ok('listTokens');
    expect(items.map((token) => token.name)).toEqual(['release of cli']);
    await ada.ok('removeToken', { body: { id: items[0]?.id ?? '' } });
    expect(await list(secret, 'granted')).toMatchObject({ status: 401 });
  });

  test('is worth nothing a second time, however it is written', async () => {
    await addTrust();
    const idToken = await ci.sign(ofRun());
    expect(await exchange(idToken)).toMatchObject({ status: 200 });
    expect(await exchange(idToken)).toMatchObject(failed);
    expect(await exchange(`${idToken}=`)).toMatchObject(failed);
  });

  test.each<[string, Record<string, unknown>]>([
    ['of another repository', { repository: 'evil/cli' }],
    ['of a repository with a longer name', { repository: 'acme/cli-evil' }],
    ['of a branch', { ref: 'refs/heads/main' }],
    ['of a tag with a slash', { ref: 'refs/tags/a/b' }],
    ['without a claim that is asked for', { ref: undefined }],
    ['with a claim of another kind', { ref: ['refs/tags/v2'] }],
    ['for another audience', { aud: 'https://other.example.com' }],
    ['that has expired', { exp: Math.floor(Date.now() / 1000) - 120 }],
    ['of a time to come', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['of another issuer', { iss: 'https://evil.example.com' }],
    ['without an end', { exp: undefined }],
  ])('%s is refused', async (_, more) => {
    await addTrust();
    const payload = JSON.parse(JSON.stringify(ofRun(more))) as JWTPayload;
    expect(await exchange(await ci.sign(payload))).toMatchObject(failed);
  });

  test('that another key has signed, or none, is refused', async () => {
    await addTrust();
    expect(await exchange(await ci.sign(ofRun(), { isForged: true }))).toMatchObject(failed);
    const [, payload = ''] = (await ci.sign(ofRun())).split('.');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const text of [`${unsigned}.${payload}.`, 'x', 'a.b.c', '..'])
      expect(await exchange(text), text).toMatchObject(failed);
  });
});

describe('a rule for runs', () => {
  test('names an issuer that the operator trusts', async () => {
    expect(await addTrust({ issuer: 'https://evil.example.com' })).toMatchObject({
      status: 400,
      problem: { errors: [{ pointer: '#/trust/issuer' }] },
    });
  });

  test('is of nobody, and asks for a claim', async () => {
    const trust = { issuer: ci.settings.issuer, audience, claims };
    const grants = [{ role: 'viewer' as const, connection, bucket: '*', prefix: '' }];
    expect(await ada.call('addToken', { body: { name: 'own', days: 1, trust, grants } })).toMatchObject({
      status: 400,
      problem: { errors: [{ pointer: '#/ofNobody' }] },
    });
    expect(await addTrust({ claims: [] })).toMatchObject({ status: 400 });
  });
});
