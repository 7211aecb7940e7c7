import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../src/fixtures/test.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';
import type { Say } from '../src/texts/texts.ts';

const names = ['VERSION', 'cli.zip', '工具.tgz'];

function fill(bucket: TestBucket): void {
  for (const name of names) {
    bucket.putObject(`cli/2.14.0/${name}`, { body: name, contentType: 'text/plain' });
    bucket.putLink(`cli/latest/${name}`, `cli/2.14.0/${name}`, { contentType: 'text/plain' });
  }
}

/** Gives a file to the dialog of imports and asks for its review. */
async function importFile(
  { page, say }: { page: Page; say: Say },
  { bucket, name, text }: { bucket: string; name: string; text: string },
): Promise<Locator> {
  await page.goto(`/c/default/b/${bucket}?dialog=import-links`);
  const dialog = page.getByRole('dialog');
  const buffer = Buffer.from(text);
  await dialog
    .getByLabel(say('plans:import.label'), { exact: true })
    .setInputFiles({ name, mimeType: 'text/plain', buffer });
  await dialog.getByRole('button', { name: say('plans:move.review') }).click();
  return dialog;
}

test.slow();

test('a manifest that is exported and imported again changes nothing, and an edited one changes what was edited', async ({
  browserPage,
  bucket,
  page,
  planPage,
  say,
}) => {
  fill(bucket);
  await browserPage.open(bucket.name, { prefix: 'cli/' });
  await browserPage.row('cli/latest/').hover();
  await browserPage.row('cli/latest/').getByRole('button').last().click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: say('actions:label.exportManifest') }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('latest.yaml');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toMatch(/^# yaml-language-server: \$schema=http.*\/api\/v1\/manifest\.schema\.json\n/);

  const same = { bucket: bucket.name, name: 'latest.yaml', text };
  await importFile({ page, say }, same);
  await expect(planPage.rows).toHaveCount(3);
  const nothing = say('plans:say.nothing');
  await expect(page.getByRole('status').filter({ hasText: nothing })).toBeVisible();

  for (const name of ['VERSION', 'cli.zip'])
    bucket.putObject(`cli/2.15.0/${name}`, { body: name, contentType: 'text/plain' });
  const edited = text.replace(/cli\/2\.14\.0\/(VERSION|cli\.zip)/g, 'cli/2.15.0/$1');
  await importFile({ page, say }, { ...same, text: edited });
  await expect(planPage.apply).toHaveText(say('plans:say.apply', { count: 2 }));
  await planPage.apply.click();
  await expect(planPage.allDone(2)).toBeVisible();
  expect(names.map((name) => bucket.find(`cli/latest/${name}`)?.target)).toEqual([
    'cli/2.15.0/VERSION',
    'cli/2.15.0/cli.zip',
    'cli/2.14.0/工具.tgz',
  ]);
});

test('a CSV file with mistakes is refused, each by its line and column, and makes no plan', async ({
  bucket,
  page,
  say,
}) => {
  fill(bucket);
  const text = 'key,target,acl\nnew,cli/2.14.0/VERSION,\nnew,cli/2.14.0/cli.zip,\nlonely\n';
  const dialog = await importFile({ page, say }, { bucket: bucket.name, name: 'links.csv', text });
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText(say('plans:import.failed'));
  await expect(alert).toContainText(
    say('problems:rule.csv', { line: 3, problem: say('problems:csv.key-repeated', { firstLine: 2 }) }),
  );
  await expect(alert).toContainText(
    say('problems:rule.csv', { line: 4, problem: say('problems:csv.cell-count', { found: 1, wanted: 3 }) }),
  );
  await expect(page).toHaveURL(/dialog=import-links/);
  expect(bucket.find('new')).toBeUndefined();
});
