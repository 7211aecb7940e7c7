import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/checks/expect-accessible.ts';
import { recordWrites } from '../src/fixtures/record-writes.ts';
import { test } from '../src/fixtures/scene-test.ts';
import { ensureHistory } from '../src/scenes/demo-history.ts';
import { playScene } from '../src/scenes/scene.ts';
import { scenes } from '../src/scenes/scenes.ts';

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

for (const scene of scenes) {
  const sendsWrites = scene.writes === true;
  test(`axe finds nothing in ${scene.name}, on a desk, light, in English and on a phone, dark, in Chinese, and opening it sends ${sendsWrites ? 'the writes of its story' : 'no write to OSS'}`, async ({
    visitor,
    stack,
    startConsole,
    say,
  }) => {
    const { page } = visitor;
    await page.setViewportSize(desktop);
    await ensureHistory(stack);
    const writes = recordWrites(stack);
    await playScene(scene, { ...visitor, stack, startConsole, say }, async () => {
      await expectAccessible(page, { where: 'desktop, light, en' });
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize(phone);
      await switchLanguage(page);
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      const language = scene.isServerGone === true ? 'en' : 'zh-CN';
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      // Half-way between two themes or sizes a colour may be nobody's choice: what stays counts.
      await expect(() => expectAccessible(page, { where: 'phone, dark, zh-CN' })).toPass({ timeout: 5000 });
      if (sendsWrites) expect(writes, 'writes of the story').not.toEqual([]);
      else expect(writes, 'writes sent by opening the screen').toEqual([]);
    });
  });
}

/** As when another tab of the reader switches: no menu has to be reached behind a dialog, and nothing is remembered. */
async function switchLanguage(page: Page): Promise<void> {
  await page.evaluate(() =>
    dispatchEvent(new StorageEvent('storage', { key: 'signpost.language', newValue: 'zh-CN' })),
  );
}
