import { expect } from '@playwright/test';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { scanBucket } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';

const zipped = { contentType: 'text/plain', contentEncoding: 'gzip' };

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('a link that readers cannot decode is amber in list, panel and filter, and the dialog mends it unasked', async ({
      browserPage,
      inspector,
      linksPage,
      writeDialog,
      stack,
      bucket,
      say,
    }) => {
      bucket.putObject('app/v1/app.txt', { body: 'one', ...zipped });
      bucket.putObject('app/v2/app.txt', { body: 'two', contentType: 'text/plain' });
      bucket.putObject('app/v3/app.txt', { body: 'three', contentType: 'text/plain' });
      bucket.putLink('app/latest.txt', 'app/v2/app.txt', zipped);
      await scanBucket(stack, bucket.name);

      await browserPage.open(bucket.name, { prefix: 'app/' });
      await browserPage.expectLink('app/latest.txt', 'app/v2/app.txt', 'served-wrongly');
      await browserPage.open(bucket.name, { prefix: 'app/', key: 'app/latest.txt' });
      await expect(inspector.verdict('served-wrongly')).toBeVisible();

      await linksPage.open({ bucket: bucket.name, health: 'served-wrongly' });
      await expect(linksPage.total(1)).toBeVisible();
      await expect(linksPage.health('served-wrongly')).toContainText('1');

      await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: 'app/latest.txt' });
      await writeDialog.leadTo('app/v3/app.txt');
      const fix = writeDialog.dialog.getByRole('radio', { name: say('findings:act.removeHeader') });
      await expect(fix).toBeChecked();
      await expect(writeDialog.text('findings:found.encoding-only-link.title')).toBeVisible();
      await writeDialog.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' }).click();
      await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v3/app.txt' });
      expect(bucket.find('app/latest.txt')?.headers).not.toHaveProperty('content-encoding');
    });

    test('a header that readers fail on is kept by decision, and Done says what they get', async ({
      browserPage,
      writeDialog,
      bucket,
      say,
    }) => {
      bucket.putObject('app/v1/app.txt', { body: 'one', ...zipped });
      bucket.putObject('app/v2/app.txt', { body: 'two', contentType: 'text/plain' });
      bucket.putLink('app/latest.txt', 'app/v1/app.txt', zipped);
      await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: 'app/latest.txt' });
      await writeDialog.leadTo('app/v2/app.txt');
      const keep = say('findings:act.keepHeader', { value: 'gzip' });
      await expect(
        writeDialog.dialog.getByRole('radio', { name: say('findings:act.removeHeader') }),
      ).toBeChecked();
      await writeDialog.dialog.getByRole('radio', { name: keep }).click();
      await expect(
        writeDialog.text('sheet:say.fine').or(writeDialog.text('sheet:say.choices', { count: 1 })),
      ).toBeVisible();
      await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
      await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
      await expect(writeDialog.text('health:word.served-wrongly')).toBeVisible();
      expect(bucket.find('app/latest.txt')?.headers).toMatchObject({ 'content-encoding': 'gzip' });
    });

    test('a public link to a private object says who is refused, without a try', async ({
      browserPage,
      inspector,
      bucket,
    }) => {
      fillWithReleases(bucket);
      const log = bucket.record();
      await browserPage.open(bucket.name, { prefix: 'app/', key: 'app/latest.txt' });
      await expect(inspector.verdict('public-refused')).toBeVisible();
      await browserPage.open(bucket.name, { prefix: 'app/', key: 'app/old.txt' });
      await expect(inspector.verdict('ok')).toBeVisible();
      expect(log.count('GetObject')).toBe(0);
    });
  });
}

test('a folder link says where the ninth went, and the folders below it follow as well', async ({
  browserPage,
  homePage,
  stack,
  bucket,
  say,
}) => {
  await homePage.open();
  const row = homePage.rows('moving').filter({ hasText: 'cli/beta/' });
  await expect(row).toContainText(say('home:moving.at', { count: 8, source: '2.15.0-rc.1' }));
  await expect(row).toContainText('cli-windows-arm64.zip');

  for (const name of ['a.txt', 'b.txt', 'help/c.txt']) {
    bucket.putObject(`v2/${name}`);
    bucket.putLink(`live/${name}`, `v2/${name}`);
  }
  await scanBucket(stack, bucket.name);
  await browserPage.open(bucket.name, { prefix: 'live/' });
  await expect(browserPage.row('live/help/')).toHaveAccessibleName(/v2\/help\//);
});

test('a folder is listed once after a write', async ({ browserPage, writeDialog, bucket }) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/' });
  await expect(browserPage.row('app/latest.txt')).toBeVisible();
  await browserPage.row('app/latest.txt').click();
  await browserPage.page.keyboard.press('r');
  await writeDialog.leadTo('app/v2/app.txt');
  const lists: string[] = [];
  browserPage.page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/v1/objects') lists.push(url.search);
  });
  await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
  await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
  await writeDialog.close();
  await browserPage.expectLink('app/latest.txt', 'app/v2/app.txt', 'ok');
  expect(lists).toHaveLength(1);
});
