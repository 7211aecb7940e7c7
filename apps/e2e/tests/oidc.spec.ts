import { startIdentityProvider, type TestIdentityProvider } from '@signpost/bff/testing/identity-provider';
import { expect } from '@playwright/test';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { test as base } from '../src/fixtures/test.ts';
import { ownOrigins } from '../src/fixtures/stack.ts';

/** A provider on `localhost`, while consoles listen on 127.0.0.1: only then do browsers tell the sites apart. */
const test = base.extend<{ provider: TestIdentityProvider }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  provider: async ({}, provide) => {
    const provider = await startIdentityProvider({ groups: [{ theirs: 'staff-ops', ours: 'On-call' }] });
    ownOrigins.add(provider.settings.issuer);
    await provide(provider);
    await provider.stop();
  },
});

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    // Nobody is signed in at first.
    test.use({ language, expectedFaults: /\b40[13]\b/ });

    test('somebody signs in through the identity provider and is back at the page that was asked for', async ({
      startConsole,
      provider,
      page,
      say,
    }) => {
      const { settings, accounts } = provider;
      accounts.set('grace', {
        sub: 'grace',
        name: 'Grace',
        email: 'grace@example.com',
        groups: ['staff-ops'],
      });
      const { bffUrl, setUpCode } = await startConsole({ accounts: { oidc: settings } });
      provider.register(bffUrl);
      await setUp(bffUrl, setUpCode);

      await page.goto(`${bffUrl}/sign-in?to=/account`);
      const button = page.getByRole('button', { name: say('account:signIn.through', { name: 'Acme SSO' }) });
      await button.click();
      await expect(page).toHaveURL(/^http:\/\/localhost:/);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByRole('alert')).toContainText(say('problems:code.provider-declined.what'));
      await expect(page).toHaveURL(new RegExp(`^${bffUrl}/sign-in`));
      await expectAccessible(page, { where: 'sign-in with a provider' });

      await button.click();
      await page.getByLabel('Account').fill('grace');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page).toHaveURL(`${bffUrl}/account`);
      await expect(page.getByRole('heading', { name: 'Grace' })).toBeVisible();
      await expectAccessible(page, { where: 'the account of a provider' });
      // The session is that of the console: a reload keeps it, and it ends here.
      await page.reload();
      await page.getByRole('button', { name: say('account:signOut'), exact: true }).click();
      await expect(button).toBeVisible();
    });
  });
}

async function setUp(bffUrl: string, code: string): Promise<void> {
  const body = { code, name: 'Ada', email: 'ada@example.com', password: 'correct-horse-battery-9' };
  const answer = await fetch(`${bffUrl}/api/v1/session/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signpost-csrf': '1' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}
