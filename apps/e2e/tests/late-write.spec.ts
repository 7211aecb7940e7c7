import { expect } from '@playwright/test';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';

const key = 'app/latest.txt';
/** A text up to the time it ends with, whatever that is. */
const upToTime = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace('TIME', '.*')}$`);

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('a write that may still arrive is a choice for the next one; arriving late it is told on the dialog, on Home and in Changes', async ({
      browserPage,
      writeDialog,
      homePage,
      changesPage,
      page,
      bucket,
      say,
    }) => {
      fillWithReleases(bucket);
      bucket.putObject('app/v3/app.txt', 'three');
      const lost = bucket.fault('PutSymlink', { kind: 'reset', when: 'before' }, { key, times: 1 });
      await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
      await writeDialog.leadTo('app/v2/app.txt');
      await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
      await expect(writeDialog.text('sheet:unknown.title')).toBeVisible();
      await expect(
        writeDialog.dialog.getByText(upToTime(say('sheet:unknown.mayArrive', { time: 'TIME' }))),
      ).toBeVisible();
      expect(lost.hits).toBe(1);

      await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
      await writeDialog.leadTo('app/v3/app.txt');
      await expect(writeDialog.text('findings:found.earlier-write-open.title')).toBeVisible();
      await writeDialog.accept('earlier-write-open').check();
      await writeDialog.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' }).click();
      await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v3/app.txt' });
      await expect(
        writeDialog.dialog.getByText(upToTime(say('sheet:earlier.mayArrive', { time: 'TIME' }))),
      ).toBeVisible();

      // The first request reaches OSS at last.
      bucket.putLink(key, 'app/v2/app.txt', {
        acl: 'public-read',
        tagging: { team: 'app' },
        metadata: { channel: 'latest' },
        cacheControl: 'max-age=60',
      });
      await expect(writeDialog.text('sheet:earlier.arrived')).toBeVisible({ timeout: 60_000 });

      await homePage.open();
      const rows = page.getByRole('listitem').filter({
        has: page.locator(`a[href*="/b/${bucket.name}?"]`),
      });
      await expect(rows.getByText(say('changes:standing.arrivedLate'))).toBeVisible();
      await expect(rows.getByText(say('changes:standing.replacedByLate'))).toBeVisible();
      await changesPage.open(bucket.name);
      await expect(changesPage.items.filter({ hasText: say('changes:standing.arrivedLate') })).toHaveCount(1);
      await expect(changesPage.items.filter({ hasText: say('changes:standing.replacedByLate') })).toHaveCount(
        1,
      );
    });
  });
}
