import { setUpAdministrator, type Stack } from '@signpost/bff/testing';
import { URI } from 'otpauth';
import { signInAs } from '../fixtures/sign-in.ts';
import { expect } from '../pages/patient-expect.ts';
import { startEmpty } from './account-scenes.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

/** A provider that nobody asks for anything in a picture. */
const provider = {
  issuer: 'https://login.example.com',
  clientId: 'signpost',
  clientSecret: 'provider-secret-0123456789abcdef',
  name: 'Acme SSO',
  groupsClaim: 'groups',
  groups: [],
};

const labelOfCode = (say: SceneStage['say']): string => say('account:secondFactor.code');

/** An administrator, signed in, in front of the code that an app reads. */
async function showQrCode(stage: SceneStage): Promise<{ console: Stack; code: () => Promise<string> }> {
  const { page, say } = stage;
  const console = await startEmpty(stage);
  const ada = await setUpAdministrator(console);
  await signInAs(page, console, ada);
  await page.goto(`${console.bffUrl}/account`);
  await expect(page.getByText(say('account:sessions.own'))).toBeVisible();
  await page.getByRole('button', { name: say('account:secondFactor.setUp') }).click();
  await page.getByRole('dialog').getByLabel(say('account:secondFactor.password')).fill(ada.password);
  const started = page.waitForResponse(/\/api\/v1\/account\/second-factor$/);
  await page.keyboard.press('Enter');
  const { uri } = (await (await started).json()) as { uri: string };
  await expect(page.getByRole('img', { name: say('account:secondFactor.qr') })).toBeVisible();
  return {
    console,
    async code() {
      const app = URI.parse(uri);
      if (!('period' in app)) throw new Error('the code of the app does not follow time');
      // By the clock of the console, which may be set forward.
      const { checkedAt } = await ada.ok('getBucket', { query: { connection: 'default', bucket: releases } });
      return app.generate({ timestamp: Date.parse(checkedAt) });
    },
  };
}

/** Sign-in through a provider and with an authenticator app, and tokens for runs of a CI. */
export const signInScenes: readonly Scene[] = [
  {
    name: 'account-sign-in-provider',
    async show(stage) {
      const console = await startEmpty(stage, { oidc: provider });
      await setUpAdministrator(console);
      await stage.page.goto(`${console.bffUrl}/sign-in`);
      const name = stage.say('account:signIn.through', { name: provider.name });
      await expect(stage.page.getByRole('button', { name })).toBeVisible();
    },
  },
  {
    name: 'account-second-factor',
    async show(stage) {
      await showQrCode(stage);
    },
  },
  {
    name: 'account-sign-in-code',
    async show(stage) {
      const { page, say } = stage;
      const { console, code } = await showQrCode(stage);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: labelOfCode(say) }).fill(await code());
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: say('account:once.close') }).click();
      await page.context().clearCookies();
      await page.goto(`${console.bffUrl}/sign-in`);
      await page.getByLabel(say('account:field.email')).fill('ada@example.com');
      await page.getByLabel(say('account:field.password')).fill('correct-horse-battery-9');
      await page.keyboard.press('Enter');
      await expect(page.getByLabel(labelOfCode(say))).toBeVisible();
    },
  },
  {
    name: 'account-token-runs',
    async show(stage) {
      const { page, say } = stage;
      const console = await startEmpty(stage, { ciIssuers: ['https://token.actions.githubusercontent.com'] });
      await signInAs(page, console, await setUpAdministrator(console));
      await page.goto(`${console.bffUrl}/account`);
      // What is listed above moves the button while it comes.
      await expect(page.getByText(say('account:sessions.own'))).toBeVisible();
      await page.getByRole('button', { name: say('account:tokens.add') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: new RegExp(say('account:tokens.form.nobody')) }).check();
      await dialog.getByRole('checkbox', { name: new RegExp(say('account:tokens.trust.label')) }).check();
      await dialog
        .getByLabel(say('account:tokens.trust.issuer'), { exact: true })
        .fill('https://token.actions.githubusercontent.com');
      await dialog
        .getByLabel(say('account:tokens.trust.claim', { number: 1 }), { exact: true })
        .fill('repository');
      await dialog.getByLabel(say('account:tokens.trust.claimValue', { number: 1 })).fill('acme/cli');
    },
  },
];
