import { expect } from '@playwright/test';
import { repoint } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('an auditor narrows the log, opens an event and takes it away as a file, which is on record too', async ({
      auditPage,
      bucket,
      page,
      say,
      stack,
    }) => {
      for (const version of ['1', '2']) bucket.putObject(`v${version}.txt`);
      for (const key of ['latest.txt', '=cmd.txt']) bucket.putLink(key, 'v1.txt');
      for (const key of ['latest.txt', '=cmd.txt'])
        await repoint(stack, { bucket: bucket.name, key }, 'v2.txt');

      await auditPage.open({ bucket: bucket.name });
      await expect(auditPage.rows).toHaveCount(3);
      await page.getByLabel(say('audit:filter.prefix')).fill('latest');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/prefix=latest/);
      await expect(auditPage.rows).toHaveCount(2);
      await expect(auditPage.row(say('audit:action.write.repoint'))).toContainText('latest.txt');
      await auditPage.newestToggle.press('Enter');
      await page.getByRole('link', { name: say('audit:detail.toChange') }).click();
      await expect(page).toHaveURL(/\/changes\?group=/);
      await expect(page.getByRole('heading', { name: say('changes:title'), level: 1 })).toBeVisible();
      // What is narrowed has an address: back leads to it, and back again to all.
      await page.goBack();
      await expect(auditPage.rows).toHaveCount(2);
      await page.goBack();
      await expect(auditPage.rows).toHaveCount(3);

      const downloading = page.waitForEvent('download');
      await auditPage.export('csv').click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^audit-.*\d{4}-\d{2}-\d{2}\.csv$/);
      let text = '';
      for await (const piece of await download.createReadStream()) text += String(piece);
      expect(text.split('\r\n')[0]).toContain('"sequence","time","actor_kind"');
      // No spreadsheet takes a key for a formula.
      expect(text).toContain(`"'=cmd.txt"`);
      expect(text).toMatch(/"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/);

      await auditPage.open({ bucket: bucket.name, action: 'export.audit', outcome: 'done' });
      await expect(auditPage.row(say('audit:action.export.audit'))).toBeVisible();
      await auditPage.newestToggle.click();
      await expect(page.getByRole('definition').filter({ hasText: /^3$/ })).toBeVisible();
    });
  });
}
