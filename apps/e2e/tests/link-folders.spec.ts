import { expect } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';

for (const language of ['en', 'zh-CN'] as const)
  test.describe(`in ${language}`, () => {
    test.use({ language });
    test.slow();

    test('links are summed up by folder; counts equal rows, and a name leads a step down', async ({
      bucket,
      linksPage,
      page,
      say,
      stack,
    }) => {
      bucket.putObject('v1/app', { body: 'x' });
      for (const key of ['live/app', 'live/deep/app']) bucket.putLink(key, 'v1/app');
      bucket.putLink('live/lost', 'v0/app');
      bucket.putLink('alone', 'v1/app');
      await scanBucket(stack, bucket.name);
      await linksPage.open({ bucket: bucket.name });
      await page.getByRole('link', { name: say('links:groups.asFolders'), exact: true }).click();

      const table = page.getByRole('table', { name: say('links:groups.caption') });
      const row = (name: string) =>
        table.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
      await expect(row('live/').getByRole('cell').first()).toHaveText('3');
      await expect(row('live/')).toContainText(say('health:word.missing'));
      await expect(row('alone')).toContainText(say('health:word.ok'));

      await row('live/').getByRole('link').press('Enter');
      await expect(page).toHaveURL(/prefix=live%2F/);
      await expect(table.getByRole('row')).toHaveCount(5);
      await expect(row('deep/').getByRole('cell').first()).toHaveText('1');

      await linksPage.health('missing').click();
      await expect(linksPage.total(1)).toBeVisible();
      await expect(table.getByRole('row')).toHaveCount(3);
      await table.getByRole('link', { name: 'lost', exact: true }).click();
      await expect(page).toHaveURL(/key=live%2Flost/);
      await table.getByRole('link', { name: say('links:groups.up') }).click();
      await expect(row('live/').getByRole('cell').first()).toHaveText('1');
      await table.getByRole('link', { name: say('links:filter.allBuckets') }).click();
      await expect(row(bucket.name).getByRole('cell').first()).toHaveText('1');

      await page.getByRole('link', { name: say('links:groups.asList'), exact: true }).click();
      // The same test in the other language may have left a bucket with the same keys.
      await expect(linksPage.row('live/lost').filter({ hasText: bucket.name })).toBeVisible();
    });
  });
