import { expect } from '@playwright/test';
import { test } from '../src/fixtures/test.ts';

const fill = (signs: string): string => signs.repeat(200_000 / Buffer.byteLength(signs));

/** Contents of 200 KB that take a browser half a minute and more, or crash it, where they are drawn as they are. */
const bombs: readonly { what: string; body: string; shown: string }[] = [
  { what: 'an accent', body: `e${fill('\u0301')}`, shown: '‹U+0301 ×99992›' },
  { what: 'an Arabic vowel sign', body: `\u0627${fill('\u064b')}`, shown: '‹U+064B ×99992›' },
  { what: 'a Thai vowel sign', body: `\u0e01${fill('\u0e31')}`, shown: '‹U+0E31 ×66658›' },
  { what: 'accents between zero-width spaces', body: `e${fill('\u0301\u200b')}`, shown: '‹U+0301… ×79992›' },
];

for (const { what, body, shown } of bombs) {
  test(`200 KB of ${what} on one letter are previewed, and the tab still answers`, async ({
    bucket,
    browserPage,
    inspector,
    page,
    say,
  }) => {
    bucket.putObject('bomb.txt', { body, contentType: 'text/plain; charset=utf-8' });
    await browserPage.open(bucket.name, { key: 'bomb.txt', tab: 'preview' });
    const panel = inspector.about('bomb.txt');
    await expect(panel.getByText(shown)).toBeVisible();
    await expect(panel.getByText(say('inspector:preview.note.marks'))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });
}

test('two texts of 200 KB of accents, and of what cannot be seen, are compared line by line', async ({
  bucket,
  browserPage,
  writeDialog,
  say,
}) => {
  bucket.putObject('v1.txt', { body: `e${fill('\u0301')}`, contentType: 'text/plain; charset=utf-8' });
  bucket.putObject('v2.txt', { body: fill('a\u202e'), contentType: 'text/plain; charset=utf-8' });
  bucket.putLink('link.txt', 'v1.txt');
  await browserPage.open(bucket.name, { dialog: 'repoint', on: 'link.txt', to: 'v2.txt' });
  await writeDialog.other('sheet:compare.show').click();
  const lines = writeDialog.comparison.getByRole('figure', { name: say('sheet:compare.lines') });
  await expect(lines).toContainText('‹U+0301 ×1991›');
  await expect(lines).toContainText(say('sheet:compare.cutLine', { count: 98_001 }));
  await expect(lines).toContainText('a‹U+202E›a‹U+202E›');
  await writeDialog.other('common:action.cancel').click();
  await expect(writeDialog.dialog).toBeHidden();
});
