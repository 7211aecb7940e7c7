import { expect } from '@playwright/test';
import { test } from '../src/fixtures/test.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';

const keyOf = (i: number): string => `many/${String(i).padStart(5, '0')}.txt`;

/** Links every tenth key, so that every screenful holds some. */
function fill(bucket: TestBucket, count: number): void {
  bucket.bulk(() => {
    for (let i = 0; i < count; i += 1) {
      if (i % 10 === 9) bucket.putLink(keyOf(i), keyOf(i - 1));
      else bucket.putObject(keyOf(i), { size: 1000 });
    }
  });
}

test('five thousand keys cost one list call a page and the same number of elements wherever one scrolls', async ({
  browserPage,
  bucket,
  page,
  say,
}) => {
  fill(bucket, 5000);
  const log = bucket.record();
  await browserPage.open(bucket.name, { prefix: 'many/' });
  await expect(browserPage.row(keyOf(0))).toBeVisible();
  expect(log.count('ListObjectsV2')).toBe(1);
  await expect(browserPage.status).toContainText(say('objects:status.first', { count: 1000 }));

  const elements = (): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);
  await browserPage.row(keyOf(0)).focus();
  const counts = [await elements()];
  for (const [key, row] of [
    ['End', 999],
    ['Home', 0],
    ['PageDown', undefined],
    ['PageDown', undefined],
    ['End', 999],
  ] as const) {
    await page.keyboard.press(key);
    if (row !== undefined) await expect(browserPage.row(keyOf(row))).toBeFocused();
    counts.push(await elements());
  }
  // A screenful, a few rows around it (two dozen elements each), and no trace of the thousand.
  expect(Math.max(...counts)).toBeLessThan(1100);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(200);
  expect(log.count('ListObjectsV2')).toBe(1);

  for (const first of [1000, 2000, 3000, 4000]) {
    await browserPage.goOn.click();
    await expect(browserPage.row(keyOf(first))).toBeVisible();
    expect(log.count('ListObjectsV2')).toBe(first / 1000 + 1);
  }
  await expect(browserPage.goOn).toBeHidden();
  await page.reload();
  await expect(browserPage.row(keyOf(4000))).toBeVisible();
  await page.getByRole('link', { name: say('objects:status.fromStart') }).click();
  await expect(browserPage.row(keyOf(0))).toBeVisible();
});

test('only links on screen are looked up', async ({ browserPage, bucket, page }) => {
  fill(bucket, 1000);
  const log = bucket.record();
  await browserPage.open(bucket.name, { prefix: 'many/' });
  await browserPage.expectLink(keyOf(9), keyOf(8), 'ok');
  // A thousand rows hold a hundred links; a screen of 900 px shows three or four.
  expect(log.count('GetSymlink')).toBeGreaterThan(0);
  expect(log.count('GetSymlink')).toBeLessThanOrEqual(5);

  log.clear();
  await browserPage.row(keyOf(0)).focus();
  await page.keyboard.press('End');
  await browserPage.expectLink(keyOf(999), keyOf(998), 'ok');
  expect(log.count('GetSymlink')).toBeLessThanOrEqual(5);
  expect(log.count('ListObjectsV2')).toBe(0);
});

test('look-ups end when their folder is left', async ({ browserPage, bucket, page }) => {
  for (let i = 0; i < 40; i += 1) bucket.putLink(`many/${i}.txt`, `t/${i}.txt`);
  bucket.putObject('other/there.txt');
  const stall = bucket.fault('GetSymlink', { kind: 'stall', when: 'before' });
  await browserPage.open(bucket.name, { prefix: 'many/' });
  await stall.hit;
  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/links/resolve'));
  await browserPage.crumb(bucket.name).click();
  await ended;
  await expect(browserPage.row('other/')).toBeVisible();
  stall.release();
  await browserPage.row('other/').click();
  await expect(browserPage.row('other/there.txt')).toBeVisible();
  // Two requests with six look-ups under way each; what waited behind them, here or there, is not asked for any more.
  expect(stall.hits).toBeLessThanOrEqual(12);
});
