import { expect } from '@playwright/test';
import { test } from '../src/fixtures/test.ts';
import { awkwardKeys } from '../src/texts/awkward-keys.ts';

for (const { what, key, shown } of awkwardKeys) {
  test(`a key with ${what} survives list, address, reload, back and forward`, async ({
    browserPage,
    inspector,
    bucket,
    page,
  }) => {
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const target = `${key}.target`;
    bucket.putObject(target.length > 1000 ? 'long/target' : target);
    bucket.putLink(key, target.length > 1000 ? 'long/target' : target);

    await browserPage.open(bucket.name, folder === '' ? {} : { prefix: folder });
    await browserPage
      .row(shown)
      .and(page.getByRole('row', { name: /link|链接/ }))
      .first()
      .click();
    await expect(inspector.about(shown)).toBeVisible();
    const opened = page.url();
    expect(new URL(opened).searchParams.get('key')).toBe(key);

    await page.reload();
    await expect(inspector.about(shown)).toBeVisible();
    await expect(inspector.card('link')).toBeVisible();
    expect(page.url()).toBe(opened);
    await page.goBack();
    await expect(inspector.about(shown)).toBeHidden();
    await page.goForward();
    await expect(inspector.about(shown)).toBeVisible();
    expect(new URL(page.url()).searchParams.get('key')).toBe(key);
  });
}

test('folders with awkward names can be walked into and out of', async ({ browserPage, bucket, page }) => {
  bucket.putObject('raw//2026//x.csv');
  bucket.putObject('a/./../b.csv');
  bucket.putObject('100%/+ &/c.csv');
  bucket.putObject('trailing/', '');
  for (const path of [
    ['raw/', 'raw//', 'raw//2026/', 'raw//2026//', 'raw//2026//x.csv'],
    ['a/', 'a/./', 'a/./../', 'a/./../b.csv'],
    ['100%/', '100%/+ &/', '100%/+ &/c.csv'],
  ]) {
    await browserPage.open(bucket.name);
    for (const step of path) await browserPage.row(step).click();
    expect(new URL(page.url()).searchParams.get('key')).toBe(path.at(-1));
    await browserPage.crumb(path[0]!).click();
    await expect(browserPage.row(path[1]!)).toBeVisible();
  }
});
