import type { Access, Session } from '@signpost/api-contract';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, Refusal } from '../testing/fake-api.ts';
import { render } from '../testing/render.tsx';
import { AccountApp } from './account-app.tsx';
import { embeddedSettings, sampleTest, tell } from './connections/testing/connections-page.ts';
import { demoConnections, findViolations, say } from './testing/account-page.ts';

const user = { id: 'u1', name: 'Ada', email: 'ada@example.com' };
const administrator: Session = { state: 'signed-in', user, administrates: true };
const asked = { connection: 'default', bucket: 'releases', key: 'cli/latest' };

const held: Access = {
  subject: { kind: 'user', id: 'u2', name: 'Bob' },
  grant: 'r1',
  group: 'Release',
  role: 'editor',
  rights: ['link.read', 'link.repoint'],
  bucket: 'rel*',
  prefix: 'cli/',
  lastSeenAt: '2026-01-01T00:00:00Z',
};

beforeEach(() => {
  const { href } = location;
  onTestFinished(() => history.replaceState(null, '', href));
});

function show(address: string, session: Session) {
  history.replaceState(null, '', address);
  const api = fakeApi({
    getSession: () => session,
    listConnections: () => demoConnections,
    listBuckets: () => ({
      items: [{ name: 'releases', hierarchicalNamespace: false, startPrefixes: [] }],
      calls: 1,
    }),
    listSessions: () => ({ items: [] }),
    listTokens: () => ({ items: [] }),
    reviewAccess: () => ({ items: [] }),
    listConnectionSettings: () => ({ items: [], canAdd: false, reason: 'set-up-first' }),
  });
  render(<AccountApp />);
  return api;
}

const link = (name: string) => page.getByRole('link', { name, exact: true });

it('leads administrators to every page, and marks the present one', async () => {
  show('/account', administrator);
  await expect.element(link(say('nav.account'))).toHaveAttribute('aria-current', 'page');
  await expect.element(link(say('nav.people'))).toHaveAttribute('href', '/account/people');
  await expect.element(link(say('nav.access'))).not.toHaveAttribute('aria-current');
  await expect.element(page.getByText(say('tokens.empty'))).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it.each([
  ['/account/connections', 'Connections'],
  ['/account/connections/add', 'Add a connection'],
  ['/account/connections/edit?name=gone', 'Connection gone'],
])('shows %s also at a console without accounts', async (address, title) => {
  show(address, { state: 'open', administrates: true });
  await expect.element(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect.element(link(say('nav.connections'))).toHaveAttribute('aria-current', 'page');
  expect(await findViolations()).toEqual([]);
});

it('tests a connection that is configured elsewhere as it is', async () => {
  const api = show('/account/connections/edit?name=default', administrator);
  api.answer({
    listConnectionSettings: () => ({ items: [embeddedSettings], canAdd: true }),
    testConnection: () => ({ ...sampleTest, works: true }),
  });
  await page.getByRole('button', { name: tell('test.submit') }).click();
  await expect.element(page.getByText(tell('test.works'))).toBeVisible();
  expect(page.getByRole('textbox').query()).toBeNull();
  expect(api.sent('testConnection').map(({ body }) => body.settings.name)).toEqual(['default']);
});

it('leads from an open console to its first account, and back to where it was wanted', async () => {
  show('/account', { state: 'open', administrates: true, canSetUp: true });
  await expect.element(link(say('open.setUp'))).toHaveAttribute('href', '/sign-in?to=%2Faccount');
  expect(await findViolations()).toEqual([]);
});

it('sets up an open console at the page of sign-in', async () => {
  show('/sign-in?to=%2Faccount', { state: 'open', administrates: true, canSetUp: true });
  await expect.element(page.getByLabelText(say('setUp.code'))).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it('shows connections to nobody but administrators', async () => {
  show('/account/connections', { state: 'signed-in', user });
  await expect.element(page.getByText(say('notAllowed.title'))).toBeVisible();
  expect(link(say('nav.connections')).query()).toBeNull();
});

it('shows others no way to what they may not open, and says so at its address', async () => {
  show('/account/people', { state: 'signed-in', user });
  await expect.element(page.getByText(say('notAllowed.title'))).toBeVisible();
  expect(link(say('nav.people')).query()).toBeNull();
  expect(await findViolations()).toEqual([]);
});

it.each(['/account', '/account/people', '/account/access'])(
  'says at %s that a console has no accounts',
  async (address) => {
    show(address, { state: 'open', administrates: true });
    await expect.element(page.getByRole('heading', { name: say('open.title') })).toBeVisible();
    expect(link(say('nav.people')).query()).toBeNull();
  },
);

it('lists who may do what with a key, and by which grant', async () => {
  const api = show('/account/access', administrator);
  const { group: _group, role: _role, ...direct } = { ...held, grant: 'r2', prefix: 'cli/latest' };
  const { lastSeenAt: _seen, ...unused } = direct;
  const subject = { kind: 'token', id: 't1', name: 'pipeline' } as const;
  api.answer({
    reviewAccess: () => ({
      items: [held, { ...direct, rights: ['link.read'] }, { ...unused, subject, rights: ['link.repoint'] }],
    }),
  });
  await expect.element(page.getByLabelText(say('grant.connection'))).toHaveValue('default');
  await page.getByLabelText(say('grant.bucket')).fill('releases');
  await page.getByLabelText(say('access.key')).fill('cli/latest');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(say('access.count', { count: 2 }))).toBeVisible();
  await expect.element(page.getByText('Bob')).toBeVisible();
  await expect.element(page.getByText(say('access.group', { name: 'Release' }))).toBeVisible();
  await expect
    .element(page.getByText(say('access.may', { rights: 'See links and Repoint links' })))
    .toBeVisible();
  await expect.element(page.getByText(/^Last sign-in/)).toBeVisible();
  await expect.element(page.getByText(say('access.neverUsed'))).toBeVisible();
  expect(api.sent('reviewAccess').map(({ query }) => query)).toEqual([asked]);
  expect(location.search).toBe('?connection=default&bucket=releases&key=cli%2Flatest');
  expect(await findViolations()).toEqual([]);
});

it('opens at the key of its address, and says where nobody has access', async () => {
  show('/account/access?connection=default&bucket=releases&key=cli%2Flatest', administrator);
  await expect.element(page.getByText(say('access.emptyTitle'))).toBeVisible();
  await expect.element(page.getByText(say('access.emptyText'))).toBeVisible();
  await expect.element(page.getByLabelText(say('access.key'))).toHaveValue('cli/latest');
  await expect.element(page.getByText(/OSS is not asked/)).toBeVisible();
  expect(await findViolations()).toEqual([]);
});

it('says so where only administrators have access, and asks again when told to', async () => {
  const api = show('/account/access?connection=default&bucket=releases&key=cli%2Flatest', administrator);
  await expect.element(page.getByText(say('access.emptyTitle'))).toBeVisible();
  const { group: _group, ...direct } = held;
  api.answer({ reviewAccess: () => ({ items: [{ ...direct, role: 'administrator' }] }) });
  await page.getByRole('button', { name: say('access.submit') }).click();
  await expect.element(page.getByText(say('access.onlyAdministrators'))).toBeVisible();
});

it('tells at the field that a bucket cannot have this name', async () => {
  const api = show('/account/access', administrator);
  api.answer({
    reviewAccess: () =>
      new Refusal('invalid-request', {
        errors: [{ pointer: '#/query/bucket', rule: 'wrong-form', detail: '' }],
      }),
  });
  await expect.element(page.getByLabelText(say('grant.connection'))).toHaveValue('default');
  await page.getByLabelText(say('grant.bucket')).fill('A_B');
  await page.getByLabelText(say('access.key')).fill('x');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(say('fault.bucket'))).toBeVisible();
});

it.each([
  ['/c/default/links?health=missing#x', '/c/default/links?health=missing#x'],
  ['//evil.example/x', '/'],
  ['/\\evil.example/x', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['c/default', '/'],
  ['', '/'],
])('goes on after sign-in to %j at %j', async (wanted, expected) => {
  show(`/sign-in?to=${encodeURIComponent(wanted)}`, administrator);
  await expect.element(link(say('goOn'))).toHaveAttribute('href', expected);
});

it('offers the identity provider first, and tells why somebody came back without being signed in', async () => {
  const session: Session = { state: 'signed-out', provider: { name: 'Acme SSO' } };
  const api = show('/sign-in?to=/c/default%3Fq%3D1&refused=provider-email-taken', session);
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(
      'A local account already has your email address. Sign in with its password, or ask an administrator to remove it.',
    );
  expect(await findViolations()).toEqual([]);
  api.answer({
    startProviderSignIn: () => new Refusal('provider-unavailable'),
  });
  await page.getByRole('button', { name: say('signIn.through', { name: 'Acme SSO' }) }).click();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(
      'Your identity provider is not responding. Try again later, or sign in with a password if you have one.',
    );
  expect(api.sent('startProviderSignIn').map(({ body }) => body)).toEqual([{ to: '/c/default?q=1' }]);
});

it('asks nobody for a password that the person does not have', async () => {
  show('/account', { state: 'signed-in', user, isProviderOnly: true });
  await expect.element(page.getByText(say('tokens.empty'))).toBeVisible();
  expect(page.getByLabelText(say('password.old')).query()).toBeNull();
});

it('offers no identity provider where there is none', async () => {
  show('/sign-in', { state: 'signed-out' });
  await expect.element(page.getByRole('button', { name: say('signIn.submit') })).toBeVisible();
  expect(page.getByText(say('signIn.or')).query()).toBeNull();
});
