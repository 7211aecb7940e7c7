import {
  addPerson,
  setUpAdministrator,
  type Person,
  type Stack,
  type StackOptions,
} from '@signpost/bff/testing';
import { signInAs } from '../fixtures/sign-in.ts';
import { expect } from '../pages/patient-expect.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const everywhere = { connection: '*', bucket: '*', prefix: '' };
const latest = { connection: 'default', bucket: releases, prefix: 'cli/latest/' };

/** A console where nobody has an account yet. The browser forgets its session with the scene: cookies know no ports. */
export async function startEmpty(
  { startConsole, page, afterwards }: SceneStage,
  accounts: StackOptions['accounts'] = {},
): Promise<Stack> {
  afterwards(() => page.context().clearCookies());
  // Sessions and sign-ins are dated by the database, whatever day a picture is to be of.
  const shown = await page.evaluate(() => Date.now());
  if (Math.abs(shown - Date.now()) > 3_600_000) {
    await page.clock.setFixedTime(Date.now());
    afterwards(() => page.clock.setFixedTime(shown));
  }
  return startConsole({ accounts });
}

interface Team {
  console: Stack;
  ada: Person;
}

/** A console with its first administrator; nobody is signed in at this browser. */
async function startTeam(stage: SceneStage): Promise<Team> {
  const console = await startEmpty(stage);
  return { console, ada: await setUpAdministrator(console) };
}

/** The same with a team of several roles, groups and tokens, and the administrator signed in. */
async function startLargeTeam(stage: SceneStage): Promise<Team & { bo: Person }> {
  const { console, ada } = await startTeam(stage);
  const bo = await addPerson(console, ada, { name: 'Bo', grants: [{ role: 'editor', ...latest }] });
  const vic = await addPerson(console, ada, {
    name: '李伟',
    email: 'li.wei@example.com',
    grants: [{ role: 'viewer', ...everywhere }],
  });
  await addPerson(console, ada, { name: 'Udo', grants: [{ role: 'auditor', ...everywhere }] });
  const { user } = await ada.ok('addUser', { body: { name: 'Nia Okafor', email: 'nia@example.com' } });
  await ada.ok('editUser', { body: { user: user?.id ?? '', do: 'disable' } });
  const group = await ada.ok('saveGroup', { body: { name: 'Release', members: [bo.id, vic.id] } });
  await ada.ok('addGrant', {
    body: { subject: { kind: 'group', id: group.id }, rights: ['link.read', 'link.repoint'], ...latest },
  });
  await ada.ok('addToken', {
    body: {
      name: 'deploy-pipeline',
      ofNobody: true,
      days: 30,
      grants: [{ rights: ['link.read', 'link.repoint'], ...latest }],
    },
  });
  await signInAs(stage.page, console, ada);
  return { console, ada, bo };
}

async function tryToSignIn({ page, say }: SceneStage, password: string): Promise<void> {
  await page.getByLabel(say('account:field.email')).fill('ada@example.com');
  await page.getByLabel(say('account:field.password')).fill(password);
  await page.keyboard.press('Enter');
}

/** Sign-in, accounts and what is granted to whom. */
export const accountScenes: readonly Scene[] = [
  {
    name: 'account-set-up',
    async show(stage) {
      const { bffUrl } = await startEmpty(stage);
      await stage.page.goto(`${bffUrl}/sign-in`);
      await expect(stage.page.getByLabel(stage.say('account:setUp.code'))).toBeVisible();
    },
  },
  {
    name: 'account-set-up-refused',
    async show(stage) {
      const { page, say } = stage;
      const { bffUrl, setUpCode } = await startEmpty(stage);
      await page.goto(`${bffUrl}/sign-in`);
      await page.getByLabel(say('account:setUp.code')).fill(setUpCode);
      await page.getByLabel(say('account:field.name')).fill('Ada');
      await tryToSignIn(stage, 'password1234');
      await expect(page.getByText(say('problems:rule.password-common'))).toBeVisible();
    },
  },
  {
    name: 'account-sign-in',
    async show(stage) {
      const { console } = await startTeam(stage);
      await stage.page.goto(`${console.bffUrl}/sign-in`);
      await expect(stage.page.getByLabel(stage.say('account:field.password'))).toBeVisible();
    },
  },
  {
    name: 'account-sign-in-failed',
    async show(stage) {
      const { console } = await startTeam(stage);
      await stage.page.goto(`${console.bffUrl}/sign-in`);
      await tryToSignIn(stage, 'not-the-password');
      await expect(stage.page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'account-sign-in-locked',
    async show(stage) {
      const { page, say } = stage;
      const { console, ada } = await startTeam(stage);
      for (let i = 0; i < 10; i += 1)
        // oxlint-disable-next-line no-await-in-loop -- wrong passwords are counted one after the other
        await ada.call('signIn', { body: { email: ada.email, password: 'not-the-password' } });
      await page.goto(`${console.bffUrl}/sign-in`);
      await tryToSignIn(stage, ada.password);
      await expect(page.getByRole('alert')).toContainText(say('problems:code.sign-in-locked.what'));
    },
  },
  {
    name: 'account-sign-in-slow',
    async show(stage) {
      const { page, say, afterwards } = stage;
      const { console, ada } = await startTeam(stage);
      await page.goto(`${console.bffUrl}/sign-in`);
      await expect(page.getByLabel(say('account:field.password'))).toBeVisible();
      const answer = Promise.withResolvers<void>();
      afterwards(answer.resolve);
      await page.route('**/api/v1/session/sign-in', async (route) => {
        await answer.promise;
        await route.abort();
      });
      await tryToSignIn(stage, ada.password);
      await expect(page.locator('button[aria-busy="true"]')).toBeVisible();
    },
  },
  {
    name: 'account-sign-in-away',
    isServerGone: true,
    async show(stage) {
      const { page, say } = stage;
      const { console, ada } = await startTeam(stage);
      await page.goto(`${console.bffUrl}/sign-in`);
      await expect(page.getByLabel(say('account:field.password'))).toBeVisible();
      await console.stop();
      await tryToSignIn(stage, ada.password);
      await expect(page.getByRole('alert')).toContainText(say('common:problem.network.what'));
    },
  },
  {
    name: 'account-own',
    async show(stage) {
      const { console, bo } = await startLargeTeam(stage);
      await signInAs(stage.page, console, bo);
      await stage.page.goto(`${console.bffUrl}/account`);
      await expect(stage.page.getByText(stage.say('account:sessions.own'))).toBeVisible();
    },
  },
  {
    name: 'account-people',
    async show(stage) {
      const { console } = await startLargeTeam(stage);
      await stage.page.goto(`${console.bffUrl}/account/people`);
      await expect(stage.page.getByText('nia@example.com')).toBeVisible();
      await expect(stage.page.getByText('cli/latest/').first()).toBeVisible();
    },
  },
  {
    name: 'account-grant',
    async show(stage) {
      const { page, say } = stage;
      const { console } = await startLargeTeam(stage);
      await page.goto(`${console.bffUrl}/account/people`);
      await page.getByRole('button', { name: say('account:grants.add') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('account:grant.role')).selectOption(say('account:grant.single'));
      await dialog.getByLabel(say('access:right.link.repoint')).check();
      await dialog.getByLabel(say('account:grant.prefix')).fill('cli/latest/');
    },
  },
  {
    name: 'account-token',
    async show(stage) {
      const { page, say } = stage;
      const { console } = await startLargeTeam(stage);
      await page.goto(`${console.bffUrl}/account`);
      // What is listed above moves the button while it comes.
      await expect(page.getByText(say('account:sessions.own'))).toBeVisible();
      await page.getByRole('button', { name: say('account:tokens.add') }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'account-access',
    async show(stage) {
      const { console } = await startLargeTeam(stage);
      const search = new URLSearchParams({
        connection: 'default',
        bucket: releases,
        key: 'cli/latest/install.sh',
      });
      await stage.page.goto(`${console.bffUrl}/account/access?${search}`);
      await expect(stage.page.getByText('deploy-pipeline')).toBeVisible();
    },
  },
  {
    name: 'account-not-allowed',
    async show(stage) {
      const { console, bo } = await startLargeTeam(stage);
      await signInAs(stage.page, console, bo);
      await stage.page.goto(`${console.bffUrl}/account/people`);
      await expect(stage.page.getByText(stage.say('account:notAllowed.title'))).toBeVisible();
    },
  },
  {
    name: 'account-no-grant',
    async show(stage) {
      const { page, say } = stage;
      const { console, ada } = await startTeam(stage);
      await signInAs(page, console, await addPerson(console, ada, { name: 'Nia', grants: [] }));
      await page.goto(console.bffUrl);
      await expect(page.getByText(say('access:none.title'))).toBeVisible();
    },
  },
  {
    name: 'browser-of-viewer',
    async show(stage) {
      const { page, say } = stage;
      const { console, ada } = await startTeam(stage);
      const viewer = await addPerson(console, ada, {
        name: 'Vic',
        grants: [{ role: 'viewer', ...everywhere }],
      });
      await signInAs(page, console, viewer);
      await page.goto(`${console.bffUrl}/c/default/b/${releases}?prefix=cli%2Flatest%2F`);
      const newLink = page.getByRole('button', { name: say('objects:action.newLink') });
      await expect(newLink).toHaveAttribute('aria-disabled', 'true');
      await newLink.focus();
      await expect(page.getByRole('tooltip')).toBeVisible();
    },
  },
];
