import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  beginAtProvider,
  comeBack,
  foreignNavigation,
  sessionOf,
  signInAtProvider,
  startBrowser,
  type TestBrowser,
} from '../testing/browser.ts';
import { callApi, expectProblem } from '../testing/api.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/identity-provider.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { setUpAdministrator, signInAs, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
let provider: TestIdentityProvider;
let stack: Stack;
let ada: Person;
beforeAll(async () => {
  provider = await startIdentityProvider({
    groups: [
      { theirs: 'staff-ops', ours: 'On-call' },
      { theirs: 'staff-all', ours: 'Everyone' },
    ],
  });
  stack = await startStack({ accounts: { oidc: provider.settings } });
  provider.register(stack.bffUrl);
  ada = await setUpAdministrator(stack);
});
afterAll(async () => {
  await stack.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.accounts.clear();
  provider.accounts.set('grace', {
    sub: 'grace',
    name: 'Grace',
    email: 'grace@example.com',
    groups: ['staff-all', 'elsewhere'],
  });
});

/** The whole way. @returns where it leads to */
async function signIn(browser: TestBrowser, sub: string | undefined, to?: string): Promise<URL> {
  const url = await beginAtProvider(stack.bffUrl, browser, to);
  return comeBack(browser, await signInAtProvider(browser, { url, ...(sub === undefined ? {} : { sub }) }));
}

const refusalOf = (url: URL): string | null =>
  url.pathname === '/sign-in' ? url.searchParams.get('refused') : null;

describe('sign-in through the identity provider', () => {
  test('is offered, asks with PKCE, state and nonce, and leads back to the page that was asked for', async () => {
    expect(await sessionOf(stack.bffUrl, startBrowser())).toEqual({
      state: 'signed-out',
      provider: { name: 'Acme SSO' },
    });
    const browser = startBrowser();
    const url = await beginAtProvider(stack.bffUrl, browser, '/c/default?q=1');
    expect(url.origin).toBe(provider.settings.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile groups',
      state: expect.stringMatching(/^[\w.-]{100,}$/),
      nonce: expect.stringMatching(/^[\w-]{32}$/),
    });
    const next = await comeBack(browser, await signInAtProvider(browser, { url, sub: 'grace' }));
    expect(next.href).toBe(`${stack.bffUrl}/c/default?q=1`);
    expect(await sessionOf(stack.bffUrl, browser)).toMatchObject({
      state: 'signed-in',
      user: { name: 'Grace', email: 'grace@example.com' },
      administrates: false,
    });
  });

  test('binds the browser with a cookie that comes along from other sites, for ten minutes', async () => {
    const answer = await callApi(stack.bffUrl, 'startProviderSignIn', { body: {} });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^signpost-sign-in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('finds the same person again when name and address change, and takes no address of another one', async () => {
    const browser = startBrowser();
    await signIn(browser, 'grace');
    const first = await sessionOf(stack.bffUrl, browser);
    provider.accounts.set('grace', { sub: 'grace', name: 'Grace H.', email: 'hopper@example.com' });
    await signIn(startBrowser(), 'grace');
    provider.accounts.set('grace', { sub: 'grace', name: 'Grace H.', email: ada.email });
    const again = startBrowser();
    await signIn(again, 'grace');
    expect(await sessionOf(stack.bffUrl, again)).toEqual({
      ...first,
      user: { ...('user' in first ? first.user : {}), name: 'Grace H.', email: 'hopper@example.com' },
    });
  });

  test('does not take over a local account with the same address', async () => {
    provider.accounts.set('eve', { sub: 'eve', name: 'Eve', email: ada.email.toUpperCase() });
    const browser = startBrowser();
    expect(refusalOf(await signIn(browser, 'eve'))).toBe('provider-email-taken');
    expect(await sessionOf(stack.bffUrl, browser)).toMatchObject({ state: 'signed-out' });
  });

  test.each([
    ['no address', { email: undefined }, 'provider-claims-missing'],
    ['an address that nobody verified', { email_verified: false }, 'provider-claims-missing'],
  ])('refuses somebody with %s', async (_what, claims, code) => {
    provider.accounts.set('eve', { sub: 'eve', name: 'Eve', email: 'eve@example.com', ...claims } as never);
    expect(refusalOf(await signIn(startBrowser(), 'eve'))).toBe(code);
  });

  test('refuses somebody who is disabled, and who cancelled', async () => {
    provider.accounts.set('dan', { sub: 'dan', name: 'Dan', email: 'dan@example.com' });
    await signIn(startBrowser(), 'dan');
    const { items } = await ada.ok('listUsers');
    const dan = items.find(({ email }) => email === 'dan@example.com')?.id ?? '';
    await ada.ok('editUser', { body: { user: dan, do: 'disable' } });
    expect(refusalOf(await signIn(startBrowser(), 'dan'))).toBe('account-disabled');
    const cancelled = await signIn(startBrowser(), undefined, '/c/default');
    expect(refusalOf(cancelled)).toBe('provider-declined');
    expect(cancelled.searchParams.get('to')).toBe('/c/default');
  });

  test('makes members of groups, and takes back what the provider takes back', async () => {
    const members = async (name: string): Promise<string[] | undefined> =>
      (await ada.ok('listGroups')).items.find((group) => group.name === name)?.members;
    const browser = startBrowser();
    await signIn(browser, 'grace');
    const session = await sessionOf(stack.bffUrl, browser);
    const id = 'user' in session ? (session.user?.id ?? '') : '';
    expect(await members('Everyone')).toContain(id);
    expect(await members('On-call')).not.toContain(id);
    expect(await members('elsewhere')).toBeUndefined();

    const group = (await ada.ok('listGroups')).items.find(({ name }) => name === 'On-call')?.id ?? '';
    await ada.ok('addGrant', {
      body: { subject: { kind: 'group', id: group }, role: 'viewer', connection, bucket: '*', prefix: '' },
    });
    const listBuckets = async (): Promise<number> =>
      (
        await callApi(stack.bffUrl, 'listBuckets', {
          query: { connection },
          headers: { cookie: browser.cookie(stack.bffUrl) },
        })
      ).status;
    expect(await listBuckets()).toBe(403);
    provider.accounts.get('grace')!.groups = ['staff-ops'];
    await signIn(browser, 'grace');
    expect(await listBuckets()).toBe(200);
    provider.accounts.get('grace')!.groups = [];
    await signIn(browser, 'grace');
    expect(await listBuckets()).toBe(403);
    expect(await members('Everyone')).not.toContain(id);
  });

  test('gives a new session id and ends the session that the browser had', async () => {
    const browser = startBrowser();
    await signIn(browser, 'grace');
    const before = browser.cookie(stack.bffUrl);
    await signIn(browser, 'grace');
    expect(browser.cookie(stack.bffUrl)).not.toBe(before);
    const old = await callApi(stack.bffUrl, 'getSession', { headers: { cookie: before } });
    expect(old).toMatchObject({ body: { state: 'signed-out' } });
  });

  test('needs a local administrator beside it, and says where there is none', async () => {
    const listed = (): Promise<unknown> => ada.ok('listUsers');
    expect(await listed()).toMatchObject({ hasLocalAdministrator: true });
    const browser = startBrowser();
    await signIn(browser, 'grace');
    const session = await sessionOf(stack.bffUrl, browser);
    expect(session).toMatchObject({ isProviderOnly: true });
    const id = 'user' in session ? (session.user?.id ?? '') : '';
    const { id: grant } = await ada.ok('addGrant', {
      body: {
        subject: { kind: 'user', id },
        role: 'administrator',
        connection: '*',
        bucket: '*',
        prefix: '',
      },
    });
    // An administrator signs in anew.
    expect(await sessionOf(stack.bffUrl, browser)).toMatchObject({ state: 'signed-out' });
    await signIn(browser, 'grace');
    await ada.ok('editUser', { body: { user: ada.id, do: 'disable' } });
    const headers = { cookie: browser.cookie(stack.bffUrl) };
    const asGrace = await callApi(stack.bffUrl, 'listUsers', { headers });
    expect(asGrace).toMatchObject({ body: { hasLocalAdministrator: false } });
    // A password makes a way in of the same account.
    const reset = await callApi(stack.bffUrl, 'editUser', {
      body: { user: id, do: 'reset-password' },
      headers,
    });
    const password = reset.ok ? (reset.body.password ?? '') : '';
    const grace = await signInAs(stack.bffUrl, { name: 'Grace', email: 'grace@example.com', password, id });
    expect(await grace.ok('listUsers')).toMatchObject({ hasLocalAdministrator: true });
    await grace.ok('editUser', { body: { user: ada.id, do: 'enable' } });
    ada = await signInAs(stack.bffUrl, ada);
    await ada.ok('removeGrant', { body: { id: grant } });
  });

  test('is an event of the audit log, refused or not', async () => {
    await signIn(startBrowser(), 'grace');
    await signIn(startBrowser(), undefined);
    const { items } = await ada.ok('listAuditEvents', { query: { connection } });
    const signIns = items.filter(({ action }) => action === 'session.sign-in').slice(0, 2);
    expect(signIns).toMatchObject([
      { outcome: 'refused', details: { problem: 'provider-declined' } },
      { outcome: 'done', actor: { kind: 'person', name: 'Grace' }, details: { through: 'Acme SSO' } },
    ]);
  });
});

describe('the way back', () => {
  const callback = (search: string): URL => new URL(`${stack.bffUrl}/api/v1/sign-in/callback${search}`);

  test.each(['', '?code=x', '?code=x&state=', '?code=x&state=wrong', '?code=x&state=a&state=b'])(
    'refuses the state of %j',
    async (search) => {
      const browser = startBrowser();
      await beginAtProvider(stack.bffUrl, browser);
      expect(refusalOf(await comeBack(browser, callback(search)))).toBe('sign-in-expired');
    },
  );

  test('refuses an address that was stolen, in another browser and a second time', async () => {
    const browser = startBrowser();
    const url = await beginAtProvider(stack.bffUrl, browser);
    const stolen = await signInAtProvider(browser, { url, sub: 'grace' });
    const thief = startBrowser();
    expect(refusalOf(await comeBack(thief, stolen))).toBe('sign-in-expired');
    await beginAtProvider(stack.bffUrl, thief);
    expect(refusalOf(await comeBack(thief, stolen))).toBe('sign-in-expired');
    expect(await sessionOf(stack.bffUrl, thief)).toMatchObject({ state: 'signed-out' });
    expect((await comeBack(browser, stolen)).pathname).toBe('/');
    expect(refusalOf(await comeBack(browser, stolen))).toBe('sign-in-expired');
  });

  test('refuses a changed state', async () => {
    const browser = startBrowser();
    const state = (await beginAtProvider(stack.bffUrl, browser)).searchParams.get('state') ?? '';
    const changed = `${state.slice(0, -4)}${state.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    expect(refusalOf(await comeBack(browser, callback(`?code=x&state=${changed}`)))).toBe('sign-in-expired');
  });

  test('is answered by any replica behind the public address', async () => {
    const publicUrl = 'http://127.0.0.1:9';
    provider.register(publicUrl);
    const shared = { accounts: { oidc: provider.settings }, oss: stack.oss, state: stack.state, publicUrl };
    const [one, two] = [await startStack(shared), await startStack(shared)];
    try {
      const browser = startBrowser();
      const back = await signInAtProvider(browser, {
        url: await beginAtProvider(one.bffUrl, browser),
        sub: 'grace',
      });
      expect(back.origin).toBe(publicUrl);
      const next = await comeBack(browser, new URL(`${two.bffUrl}${back.pathname}${back.search}`));
      expect(next.pathname).toBe('/');
      expect(await sessionOf(one.bffUrl, browser)).toMatchObject({ state: 'signed-in' });
      expect(await sessionOf(two.bffUrl, browser)).toMatchObject({ state: 'signed-in' });
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
  });

  test('needs the public address: under another name of the console the browser is sent there first', async () => {
    const { hostname, port } = new URL(stack.bffUrl);
    expect(hostname).toBe('127.0.0.1');
    const answer = await callApi(stack.bffUrl, 'startProviderSignIn', {
      body: {},
      headers: { origin: `http://localhost:${port}` },
    });
    expect(answer).toMatchObject({ body: { url: `${stack.bffUrl}/sign-in` } });
  });

  test('is open to a navigation from another site, and nothing else of the API is', async () => {
    const ask = async (path: string, options: Parameters<typeof sendRaw>[1]): Promise<number> =>
      (await sendRaw(`${stack.bffUrl}${path}`, options)).status;
    const path = '/api/v1/sign-in/callback';
    expect(await ask(path, { headers: foreignNavigation })).toBe(200);
    const frame = { ...foreignNavigation, 'sec-fetch-dest': 'iframe' };
    const fetched = { ...foreignNavigation, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    expect(await ask(path, { headers: frame })).toBe(403);
    expect(await ask(path, { headers: fetched })).toBe(403);
    expect(await ask(path, { headers: foreignNavigation, method: 'HEAD' })).toBe(403);
    expect(await ask(`${path}/`, { headers: foreignNavigation })).toBe(403);
    expect(await ask('/api/v1/session', { headers: foreignNavigation })).toBe(403);
    expect(await ask('/api/v1/session/provider', { headers: foreignNavigation, method: 'POST' })).toBe(403);
  });

  test.each([
    'https://evil.example',
    '//evil.example/x',
    '/\\evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
  ])('does not lead to %s', async (to) => {
    const next = await signIn(startBrowser(), 'grace', to);
    expect(next.href).toBe(`${stack.bffUrl}/`);
  });

  test('answers a page without script, which is not kept', async () => {
    const { headers, text } = await startBrowser().arrive(callback('?code=x').href);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|onload/i);
  });
});

test.each(['with the prefix', 'without the prefix'])(
  'works below a base path, from a proxy %s',
  async (how) => {
    const publicUrl = 'http://127.0.0.1:9';
    provider.register(`${publicUrl}/signpost`);
    const below = await startStack({
      accounts: { oidc: provider.settings, isSecure: true },
      oss: stack.oss,
      state: stack.state,
      publicUrl,
      basePath: '/signpost/',
    });
    try {
      const browser = startBrowser();
      const url = await beginAtProvider(below.bffUrl, browser, '/signpost/c/default');
      expect(browser.cookie(below.bffUrl)).toMatch(/^__Host-signpost-sign-in=/);
      const back = await signInAtProvider(browser, { url, sub: 'grace' });
      expect(back.pathname).toBe('/signpost/api/v1/sign-in/callback');
      const path = how === 'with the prefix' ? back.pathname : back.pathname.replace('/signpost', '');
      const next = await comeBack(browser, new URL(`${below.bffUrl}${path}${back.search}`));
      expect(next.pathname).toBe('/signpost/c/default');
      const outside = await beginAtProvider(below.bffUrl, browser, '/elsewhere');
      const home = await comeBack(
        browser,
        new URL(
          `${below.bffUrl}${path}${(await signInAtProvider(browser, { url: outside, sub: 'grace' })).search}`,
        ),
      );
      expect(home.pathname).toBe('/signpost/');
      expect((await comeBack(browser, new URL(`${below.bffUrl}${path}?state=x`))).pathname).toBe(
        '/signpost/sign-in',
      );
    } finally {
      await below.stop();
    }
  },
);

test('while the provider is away that is said, and local accounts work', async () => {
  const away = await startStack({
    accounts: { oidc: { ...provider.settings, issuer: 'http://localhost:9' } },
    oss: stack.oss,
    state: stack.state,
  });
  try {
    expect(await expectProblem(away.bffUrl, 'startProviderSignIn', { body: {} })).toMatchObject({
      code: 'provider-unavailable',
      retryable: true,
    });
    const { email, password } = ada;
    expect(await callApi(away.bffUrl, 'signIn', { body: { email, password } })).toMatchObject({ ok: true });
  } finally {
    await away.stop();
  }
});

test('a console without a provider offers none', async () => {
  const local = await startStack({ accounts: {}, oss: stack.oss });
  try {
    expect(await expectProblem(local.bffUrl, 'startProviderSignIn', { body: {} })).toMatchObject({
      code: 'provider-off',
    });
    expect((await fetch(`${local.bffUrl}/api/v1/sign-in/callback`)).status).toBe(409);
  } finally {
    await local.stop();
  }
});
