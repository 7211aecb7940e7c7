import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { test } from '../src/fixtures/test.ts';
import type { Say } from '../src/texts/texts.ts';

const password = 'correct-horse-battery-9';

async function signIn(
  page: Page,
  say: Say,
  { email, secret }: { email: string; secret: string },
): Promise<void> {
  await page.getByLabel(say('account:field.email')).fill(email);
  await page.getByLabel(say('account:field.password')).fill(secret);
  await page.keyboard.press('Enter');
}

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({
      language,
      // Nobody is signed in at first, and the editor asks for what is not his.
      expectedFaults: /\b40[13]\b/,
    });

    test('the first administrator is made with the code of the terminal and lets an editor into one folder', async ({
      startConsole,
      bucket,
      page,
      say,
    }) => {
      test.slow();
      for (const key of ['team/v1.txt', 'other/secret.txt']) bucket.putObject(key);
      bucket.putLink('team/latest.txt', 'team/v1.txt');
      const { bffUrl, setUpCode } = await startConsole({ accounts: {} });

      await page.goto(`${bffUrl}/c/default`);
      await expect(page.getByRole('heading', { name: say('account:setUp.title') })).toBeVisible();
      await expectAccessible(page, { where: 'the set-up' });
      await page.getByLabel(say('account:setUp.code')).fill('wrong');
      await page.getByLabel(say('account:field.name')).fill('Ada');
      await signIn(page, say, { email: 'ada@example.com', secret: password });
      await expect(page.getByRole('alert')).toHaveText(say('account:setUp.wrongCode'));
      await page.getByLabel(say('account:setUp.code')).fill(setUpCode);
      await page.keyboard.press('Enter');
      // Back at the page that was asked for.
      await expect(page).toHaveURL(`${bffUrl}/c/default`);

      await page.getByRole('link', { name: say('shell:account') }).click();
      await page.getByRole('link', { name: say('account:nav.people') }).click();
      await page.getByRole('button', { name: say('account:users.add') }).click();
      await page.getByLabel(say('account:field.name')).fill('Bob');
      await page.getByLabel(say('account:field.email')).fill('bob@example.com');
      await page.keyboard.press('Enter');
      const first = page.getByRole('dialog').getByText(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
      const secret = await first.innerText();
      await page.keyboard.press('Escape');
      await expect(page.getByText('bob@example.com')).toBeVisible();
      await expectAccessible(page, { where: 'people' });

      await page.getByRole('button', { name: say('account:grants.add') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('account:grants.form.subject')).selectOption(
        say('account:grants.form.option', {
          kind: say('account:grants.kind.user'),
          name: 'Bob (bob@example.com)',
        }),
      );
      await dialog.getByLabel(say('account:grant.role')).selectOption(say('account:role.editor'));
      await dialog.getByLabel(say('account:grant.bucket')).fill(bucket.name);
      await dialog.getByLabel(say('account:grant.prefix')).fill('team/');
      await dialog.getByRole('button', { name: say('account:grants.form.submit') }).click();
      await expect(dialog).toBeHidden();

      await page.getByRole('link', { name: say('account:nav.account') }).click();
      await page.getByRole('button', { name: say('account:signOut'), exact: true }).click();
      await signIn(page, say, { email: 'bob@example.com', secret: 'not-the-password' });
      await expect(page.getByRole('alert')).toBeVisible();
      await signIn(page, say, { email: 'bob@example.com', secret });
      await page.waitForURL(`${bffUrl}/c/default`);

      await page.goto(`${bffUrl}/c/default/b/${bucket.name}`);
      await expect(page.getByText('team/', { exact: true }).first()).toBeVisible();
      await expect(page.getByText('other/')).toHaveCount(0);
      await page.goto(`${bffUrl}/c/default/b/${bucket.name}?prefix=team%2F`);
      await expect(page.getByText('latest.txt').first()).toBeVisible();
      await page.goto(`${bffUrl}/c/default/b/${bucket.name}?prefix=other%2F`);
      await expect(page.getByText(say('problems:code.right-missing.what')).first()).toBeVisible();
      await page.goto(`${bffUrl}/account/people`);
      await expect(page.getByRole('button', { name: say('account:users.add') })).toHaveCount(0);
    });
  });
}
