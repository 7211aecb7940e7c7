import { expect } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { lasting } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';
import type { Language } from '../src/texts/texts.ts';
import { pressByTab, tabTo } from '../src/pages/keyboard.ts';

const object = 'cli/app-2.14.bin';
const renamed = 'cli/app-2.14.0.bin';
const links = ['cli/latest', 'cli/stable'];

function fill(bucket: TestBucket): void {
  bucket.putObject(object, { body: 'a program', contentType: 'application/x-elf', acl: 'public-read' });
  for (const key of links) bucket.putLink(key, object, { contentType: 'application/x-elf' });
}

const read = (bucket: TestBucket): unknown[] =>
  [object, renamed, ...links].map((key) => lasting(bucket.find(key)));

for (const [language, theme] of [
  ['en', 'light'],
  ['zh-CN', 'dark'],
] as const satisfies readonly [Language, string][]) {
  test.describe(`in ${language}, ${theme}`, () => {
    test.use({ language, theme });
    test.slow();

    test('by keyboard: an object is renamed together with its links, and all of it is undone', async ({
      browserPage,
      bucket,
      page,
      planPage,
      say,
      stack,
    }) => {
      fill(bucket);
      await scanBucket(stack, bucket.name);
      const before = read(bucket);
      await browserPage.open(bucket.name, { prefix: 'cli/' });
      await expect(browserPage.row(object)).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await expect(browserPage.row(object)).toBeFocused();
      await page.keyboard.press('m');
      const menu = page.getByRole('menu', { name: say('rows:menu.label', { key: object }) });
      await expect(menu).toBeVisible();
      const item = menu.getByRole('menuitem', { name: say('actions:label.rename'), exact: true });
      await expect(async () => {
        await page.keyboard.press('ArrowDown');
        await expect(item).toBeFocused({ timeout: 100 });
      }).toPass();
      await page.keyboard.press('Enter');

      const field = page.getByRole('dialog').getByRole('textbox');
      await expect(field).toBeFocused();
      await expect(field).toHaveValue(object);
      await page.keyboard.press('End');
      for (const _ of '.bin') await page.keyboard.press('ArrowLeft');
      await page.keyboard.type('.0');
      await page.keyboard.press('Enter');

      await expect(planPage.rows).toHaveCount(4);
      expect(read(bucket), 'a review writes nothing').toEqual(before);
      // An object is deleted in the end.
      const confirm = page.getByRole('textbox', { name: say('plans:say.confirm', { count: 4 }) });
      await tabTo(page, confirm);
      await page.keyboard.type('4');
      await pressByTab(page, planPage.apply);
      await expect(planPage.allDone(4)).toBeVisible();
      expect(bucket.find(object)).toBeUndefined();
      expect(bucket.find(renamed)).toMatchObject({ acl: 'public-read', size: 9 });
      expect(links.map((key) => bucket.find(key)?.target)).toEqual([renamed, renamed]);

      await pressByTab(page, planPage.undoAll);
      await expect(planPage.rows).toHaveCount(4);
      await pressByTab(page, planPage.apply);
      await expect(planPage.allDone(4)).toBeVisible();
      expect(read(bucket)).toEqual(before);
    });
  });
}
