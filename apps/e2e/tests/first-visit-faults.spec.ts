import { expect } from '@playwright/test';
import { listChanges, undo } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';
import { tourCard, tourKey, tourTarget } from '../src/pages/tour-card.ts';
import { releases } from '../src/scenes/scene.ts';
import { languages } from '../src/texts/texts.ts';

const key = tourKey;
const target = tourTarget;

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('the tour goes on where OSS is slow, fails or refuses, and loses nothing', async ({
      homePage,
      inspector,
      writeDialog,
      page,
      stack,
      say,
    }) => {
      test.slow();
      const before = stack.admin.find({ bucket: releases, key })!;
      const card = tourCard(page, say);
      const fault = (operation: string, effect: Parameters<typeof stack.faults.add>[0]['effect']) =>
        stack.faults.add({
          match: { bucket: releases, key, ...(operation === '*' ? {} : { operation }) },
          effect,
        });
      try {
        await homePage.open();
        await page.getByRole('button', { name: say('home:demo.tour') }).click();

        await test.step('the link cannot be read: the panel says so, the card stays, and it can be tried again', async () => {
          const busy = fault('*', { kind: 'busy' });
          await card('broken')
            .getByRole('link', { name: say('tour:broken.show') })
            .click();
          const panel = inspector.about(key);
          await expect(panel.getByRole('alert')).toContainText(say('problems:code.oss-unavailable.what'));
          await expect(card('why')).toBeVisible();
          busy.remove();
          await panel.getByRole('button', { name: say('common:action.retry') }).click();
          await expect(inspector.verdict('missing')).toBeVisible();
        });

        await card('why')
          .getByRole('button', { name: say('tour:next') })
          .click();
        await card('repair')
          .getByRole('link', { name: say('tour:repair.open') })
          .click();
        const write = writeDialog.dialog.getByRole('button', { name: /old-installer\.exe/ });

        await test.step('the write is refused: nothing is written, and the form still holds the target', async () => {
          const denied = fault('PutSymlink', { kind: 'error', code: 'AccessDenied' });
          await expect(write).toBeEnabled();
          await write.click();
          await expect(writeDialog.text('sheet:denied.title')).toBeVisible({ timeout: 30_000 });
          expect(stack.admin.find({ bucket: releases, key })?.target).toBe(before.target);
          denied.remove();
          await writeDialog.other('sheet:failed.again').click();
          await expect(writeDialog.target).toHaveValue(target);
        });

        await test.step('the write is slow: it says that it is under way, and is sent once', async () => {
          const stall = fault('PutSymlink', { kind: 'stall', when: 'before' });
          await expect(write).toBeEnabled();
          await write.click();
          await expect(writeDialog.text('sheet:sending.title')).toBeVisible();
          stall.release();
          await writeDialog.expectDone('repoint', { name: 'old-installer.exe', target });
          await writeDialog.close();
          await expect(card('undo')).toBeVisible();
        });
      } finally {
        // By the console: what it knows of the headers of a link is what it wrote last.
        const written = (await listChanges(stack, releases)).find((change) => change.key === key);
        if (written !== undefined && stack.admin.find({ bucket: releases, key })?.target !== before.target)
          await undo(stack, written.id);
      }
    });

    test('how to connect is told while OSS does not answer, and keeps what was typed when it fails', async ({
      homePage,
      page,
      stack,
      say,
      startConsole,
    }) => {
      const { bffUrl } = await startConsole();
      const stall = stack.faults.add({
        match: { operation: 'ListBuckets' },
        effect: { kind: 'stall', when: 'before' },
      });
      const broken = stack.faults.add({
        match: { operation: 'ListBuckets' },
        effect: { kind: 'error', code: 'AccessDenied' },
      });
      await homePage.open(bffUrl);
      await expect(homePage.skeleton.first()).toBeAttached();
      await page.getByRole('button', { name: say('shell:help.open') }).click();
      await page
        .getByRole('dialog')
        .getByRole('link', { name: say('help:connect') })
        .click();
      const dialog = page.getByRole('dialog', { name: say('connect:title') });
      const bucket = dialog.getByLabel(say('connect:place.bucket'));
      await bucket.fill('team-cdn');
      stall.release();
      stall.remove();
      // Behind the dialog, so that it is no part of what is read aloud.
      await expect(page.getByText(say('home:failed'))).toBeVisible();
      await expect(bucket).toHaveValue('team-cdn');
      await expect(dialog.getByText(/OSS_BUCKETS=team-cdn/)).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(homePage.alert).toContainText(say('problems:code.oss-access-denied.what'));
      broken.remove();
      await page
        .getByRole('main')
        .getByRole('button', { name: say('common:action.retry') })
        .click();
      await expect(homePage.card('acme-releases')).toBeVisible();
    });
  });
}
