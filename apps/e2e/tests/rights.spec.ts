import { expect } from '@playwright/test';
import { addPerson, setUpAdministrator } from '@signpost/bff/testing';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { signInAs } from '../src/fixtures/sign-in.ts';
import { test } from '../src/fixtures/test.ts';

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({
      language,
      // What lies outside a grant is refused, wherever a page asks for it.
      expectedFaults: /\b403\b/,
    });

    test('everybody sees what they may do, and whom to ask for the rest', async ({
      startConsole,
      bucket,
      page,
      say,
    }) => {
      test.slow();
      for (const key of ['team/v1.txt', 'team/v2.txt', 'other/v1.txt']) bucket.putObject(key);
      for (const folder of ['team', 'other']) bucket.putLink(`${folder}/latest.txt`, `${folder}/v1.txt`);
      const console = await startConsole({ accounts: {} });
      const ada = await setUpAdministrator(console);
      const everywhere = { connection: '*', bucket: '*', prefix: '' };
      const team = { connection: 'default', bucket: bucket.name, prefix: 'team/' };
      const folder = (name: string): string =>
        `${console.bffUrl}/c/default/b/${bucket.name}?prefix=${name}%2F`;
      const upload = page.getByRole('button', { name: say('objects:action.upload') });
      const newLink = page.getByRole('button', { name: say('objects:action.newLink') });
      const more = page.getByRole('button', { name: say('inspector:action.more'), exact: true });
      const repoint = page.getByRole('dialog').getByRole('button', { name: /^(Repoint|将)/ });
      const navItem = (name: 'audit' | 'links') =>
        page.getByRole('navigation', { name: say('shell:place.label') }).getByRole('link', {
          name: say(`shell:place.${name}`),
          exact: false,
        });
      const denied = (right: 'link.create' | 'link.repoint' | 'object.write' | 'scan.run'): string =>
        say('access:denied.named', { right: say(`access:right.${right}`), who: 'Ada' });

      await test.step('somebody without a grant', async () => {
        await signInAs(page, console, await addPerson(console, ada, { name: 'Nia', grants: [] }));
        await page.goto(`${console.bffUrl}/c/default/b/${bucket.name}`);
        await expect(page.getByRole('heading', { name: say('access:none.title') })).toBeVisible();
        await expect(page.getByText(say('access:none.named', { who: 'Ada' }))).toBeVisible();
        await expectAccessible(page, { where: 'no access' });
        await page.goto(console.bffUrl);
        await expect(page.getByRole('heading', { name: say('access:none.title') })).toBeVisible();
      });

      await test.step('a viewer', async () => {
        const viewer = await addPerson(console, ada, {
          name: 'Vic',
          grants: [{ role: 'viewer', ...everywhere }],
        });
        await signInAs(page, console, viewer);
        await page.goto(folder('team'));
        await expect(newLink).toHaveAccessibleDescription(denied('link.create'));
        await expect(upload).toHaveAccessibleDescription(denied('object.write'));
        await expect(navItem('links')).toBeVisible();
        await expect(navItem('audit')).toHaveCount(0);
        // The reason is shown to whoever comes there by keyboard.
        await newLink.focus();
        await expect(page.getByRole('tooltip')).toHaveText(denied('link.create'));
        await page.keyboard.press('Enter');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await expectAccessible(page, { where: 'a folder of a viewer' });

        await page.goto(`${folder('team')}&key=team%2Flatest.txt`);
        await more.click();
        await expect(
          page
            .getByRole('menuitem')
            .filter({ hasText: denied('link.repoint') })
            .first(),
        ).toBeVisible();
        await expectAccessible(page, { where: 'actions of a viewer' });
        // An address leads to the dialog all the same, and it sends nothing.
        await page.goto(`${folder('team')}&dialog=repoint&on=team%2Flatest.txt&to=team%2Fv2.txt`);
        await expect(repoint).toHaveAccessibleDescription(denied('link.repoint'));
        await expectAccessible(page, { where: 'the dialog of a viewer' });

        await page.goto(`${console.bffUrl}/c/default`);
        // Of whichever bucket comes first: more of them are folded away.
        const scan = page
          .getByRole('button')
          .filter({ hasText: say('home:coverage.read') })
          .first();
        await expect(scan).toHaveAccessibleDescription(denied('scan.run'));
      });

      await test.step('an editor limited to one prefix', async () => {
        const editor = await addPerson(console, ada, { name: 'Eve', grants: [{ role: 'editor', ...team }] });
        await signInAs(page, console, editor);
        await page.goto(`${console.bffUrl}/c/default/b/${bucket.name}`);
        await expect(page.getByText('team/', { exact: true }).first()).toBeVisible();
        await expect(page.getByText('other/')).toHaveCount(0);
        await page.goto(folder('team'));
        await expect(newLink).not.toHaveAttribute('aria-disabled', 'true');
        await page.goto(`${folder('team')}&dialog=repoint&on=team%2Flatest.txt&to=team%2Fv2.txt`);
        await repoint.click();
        await expect.poll(() => bucket.find('team/latest.txt')).toMatchObject({ target: 'team/v2.txt' });
        await page.goto(folder('other'));
        await expect(newLink).toHaveAccessibleDescription(denied('link.create'));
        await expect(navItem('audit')).toHaveCount(0);
      });

      await test.step('an auditor', async () => {
        const auditor = await addPerson(console, ada, {
          name: 'Udo',
          grants: [{ role: 'auditor', ...everywhere }],
        });
        await signInAs(page, console, auditor);
        await page.goto(`${console.bffUrl}/c/default`);
        await navItem('audit').click();
        await expect(page.getByRole('heading', { name: say('audit:title'), level: 1 })).toBeVisible();
        await expect(page.getByText('team/latest.txt').first()).toBeVisible();
        await expectAccessible(page, { where: 'the audit log of an auditor' });
      });

      await test.step('the administrator', async () => {
        await signInAs(page, console, ada);
        await page.goto(folder('other'));
        await expect(newLink).toBeVisible();
        await expect(newLink).not.toHaveAttribute('aria-disabled', 'true');
        await expect(navItem('audit')).toBeVisible();
        await expect(page.getByText(say('shell:demo.open'))).toHaveCount(0);
      });
    });

    test('a console without accounts says on every page that everybody is an administrator', async ({
      homePage,
      browserPage,
      bucket,
      page,
      say,
    }) => {
      bucket.putObject('a.txt');
      const banner = page.getByText(say('shell:demo.open'));
      await homePage.open();
      await expect(banner).toBeVisible();
      await browserPage.open(bucket.name);
      await expect(banner).toBeVisible();
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(banner).toBeVisible();
      await expectAccessible(page, { where: 'the banner on a phone' });
    });
  });
}
