import { expect } from '@playwright/test';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { test } from '../src/fixtures/test.ts';
import { pressByTab } from '../src/pages/keyboard.ts';
import { tourCard, tourKey } from '../src/pages/tour-card.ts';
import { releases } from '../src/scenes/scene.ts';
import { languages } from '../src/texts/texts.ts';

const key = tourKey;

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('the tour tells what broke; the visitor repairs it and takes the repair back', async ({
      homePage,
      writeDialog,
      page,
      stack,
      say,
    }) => {
      test.slow();
      const before = stack.admin.find({ bucket: releases, key })!;
      const card = tourCard(page, say);
      try {
        await homePage.open();
        await page.getByRole('button', { name: say('home:demo.tour') }).click();
        await card('broken')
          .getByRole('link', { name: say('tour:broken.show') })
          .click();
        await expect(page).toHaveURL(/key=cli%2Fold-installer\.exe/);
        await card('why')
          .getByRole('button', { name: say('tour:next') })
          .click();
        await card('repair')
          .getByRole('link', { name: say('tour:repair.open') })
          .click();
        await expect(writeDialog.target).toHaveValue('cli/2.14.0/setup.exe');
        const write = writeDialog.dialog.getByRole('button', { name: /old-installer\.exe/ });
        await expect(write).toBeEnabled();
        await write.click();
        await writeDialog.expectDone('repoint', {
          name: 'old-installer.exe',
          target: 'cli/2.14.0/setup.exe',
        });
        await writeDialog.close();
        await expect(card('undo')).toBeVisible();
        // Where the visitor was survives a reload.
        await page.reload();
        await expect(card('undo')).toBeVisible();
        await page
          .getByRole('button', { name: say('inspector:timeline.undo') })
          .first()
          .click();
        const undo = writeDialog.dialog.getByRole('button', { name: /old-installer\.exe/ });
        await expect(undo).toBeEnabled();
        await undo.click();
        await writeDialog.expectDone('undo', { name: 'old-installer.exe' });
        await writeDialog.close();
        await expect(card('end')).toBeVisible();
        expect(stack.admin.find({ bucket: releases, key })).toMatchObject({ target: before.target });
        await card('end')
          .getByRole('button', { name: say('tour:end.done') })
          .click();
        await expect(card('end')).toBeHidden();
      } finally {
        // Only after a failure: the undo itself puts it back whole, and later tests count on what is known of it.
        if (stack.admin.find({ bucket: releases, key })?.target !== before.target)
          stack.admin.putSymlink({
            bucket: releases,
            key,
            target: before.target!,
            lastModified: before.lastModified,
          });
      }
    });

    test('the reference of the API has the language of the console and a way back', async ({
      page,
      stack,
    }) => {
      await page.goto(`${stack.bffUrl}/api/v1/reference?language=${language}&theme=dark`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expectAccessible(page, { where: `reference, ${language}` });
      await page.getByRole('banner').getByRole('link').first().click();
      await expect(page).toHaveURL(/\/c\/default/);
    });
  });
}

test('by keyboard: one finds out how to connect, and copies a policy that only reads', async ({
  homePage,
  page,
  say,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await homePage.open();
  await pressByTab(page, page.getByRole('link', { name: say('home:demo.connect') }));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('connect:place.bucket')).fill('team-cdn');
  await pressByTab(
    page,
    dialog.getByRole('button', { name: say('common:action.copyNamed', { what: say('connect:key.policy') }) }),
  );
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).not.toContain('\n');
  expect(JSON.stringify(JSON.parse(copied))).toContain('acs:oss:*:*:team-cdn/*');
  expect(copied).not.toMatch(/oss:(Put|Delete)/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/connect/);
});
