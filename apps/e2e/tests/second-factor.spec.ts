import { expect } from '@playwright/test';
import { URI } from 'otpauth';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { test } from '../src/fixtures/test.ts';

const password = 'correct-horse-battery-9';
const email = 'ada@example.com';

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    // Nobody is signed in at first, and one code is wrong.
    test.use({ language, expectedFaults: /\b40[013]\b/ });

    test('an authenticator app is set up, asked for at sign-in, and a recovery code takes its place', async ({
      clock,
      startConsole,
      page,
      say,
    }) => {
      test.slow();
      const { bffUrl, setUpCode } = await startConsole({ accounts: {} });
      await page.goto(`${bffUrl}/sign-in?to=/account`);
      await page.getByLabel(say('account:setUp.code')).fill(setUpCode);
      await page.getByLabel(say('account:field.name')).fill('Ada');
      await page.getByLabel(say('account:field.email')).fill(email);
      await page.getByLabel(say('account:field.password')).fill(password);
      await page.keyboard.press('Enter');

      await page.getByRole('button', { name: say('account:secondFactor.setUp') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('account:secondFactor.password')).fill(password);
      const started = page.waitForResponse(/\/api\/v1\/account\/second-factor$/);
      await page.keyboard.press('Enter');
      const { uri } = (await (await started).json()) as { uri: string };
      const app = URI.parse(uri);
      if (!('period' in app)) throw new Error('the code of the app does not follow time');
      await expect(dialog.getByRole('img', { name: say('account:secondFactor.qr') })).toBeVisible();
      await expectAccessible(page, { where: 'the QR code' });
      await dialog.getByRole('textbox', { name: say('account:secondFactor.code') }).fill(
        // Other tests may have set the clock of the consoles forward.
        app.generate({ timestamp: clock.now().getTime() }),
      );
      await page.keyboard.press('Enter');
      const codes = await dialog.getByText(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}/).innerText();
      const [recoveryCode = ''] = codes.split('\n');
      await dialog.getByRole('button', { name: say('account:once.close') }).click();
      await expect(page.getByText(say('account:secondFactor.on'))).toBeVisible();

      await page.getByRole('button', { name: say('account:signOut'), exact: true }).click();
      await page.getByLabel(say('account:field.email')).fill(email);
      await page.getByLabel(say('account:field.password')).fill(password);
      await page.keyboard.press('Enter');
      const code = page.getByLabel(say('account:secondFactor.code'));
      await code.fill('000000');
      await page.keyboard.press('Enter');
      await expect(page.getByText(say('account:fault.code'))).toBeVisible();
      await expectAccessible(page, { where: 'the code at sign-in' });
      await code.fill(recoveryCode);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(`${bffUrl}/c/default`);
    });
  });
}
