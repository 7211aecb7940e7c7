import { expect } from '@playwright/test';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { scanBucket } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';
import { pressByTab } from '../src/pages/keyboard.ts';
import { connection } from '../src/pages/browser-page.ts';

test('the menu of a row offers every verb of a link, with the reason where one cannot be used', async ({
  browserPage,
  bucket,
  page,
  say,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/' });
  await browserPage.expectLink('app/latest.txt', 'app/v1/app.txt', 'ok');
  // Nothing has the focus: an arrow key enters the list, and `m` opens the menu of its row.
  await page.keyboard.press('ArrowDown');
  await expect(browserPage.row('app/latest.txt')).toBeFocused();
  await page.keyboard.press('m');
  const menu = page.getByRole('menu', { name: say('rows:menu.label', { key: 'app/latest.txt' }) });
  for (const action of ['repoint', 'history', 'download', 'delete'])
    await expect(menu.getByRole('menuitem', { name: say(`actions:label.${action}`) })).toBeEnabled();
  const undo = menu.getByRole('menuitem', { name: say('actions:label.undo') });
  await expect(undo).toBeDisabled();
  await expect(undo).toContainText(say('actions:reason.not-changed'));
  await menu.getByRole('menuitem', { name: say('actions:label.delete') }).click();
  await expect(page.getByRole('dialog')).toContainText('app/latest.txt');
  expect(new URL(page.url()).searchParams.get('dialog')).toBe('delete');
});

test('several links are deleted by one plan, and several objects one by one', async ({
  browserPage,
  bucket,
  page,
  planPage,
  say,
}) => {
  fillWithReleases(bucket);
  bucket.putObject('app/other.txt');
  await browserPage.open(bucket.name, { prefix: 'app/' });
  await browserPage.row('app/other.txt').click({ modifiers: ['ControlOrMeta'] });
  await browserPage.row('app/real.txt').click({ modifiers: ['ControlOrMeta'] });
  const objects = page.getByRole('button', { name: say('actions:several.delete', { count: 2 }) });
  await expect(objects).toBeDisabled();
  await expect(objects).toHaveAccessibleDescription(say('actions:reason.needs-plans'));
  await page.keyboard.press('Escape');

  await browserPage.row('app/latest.txt').click({ modifiers: ['ControlOrMeta'] });
  await browserPage.row('app/old.txt').click({ modifiers: ['ControlOrMeta'] });
  await page.getByRole('button', { name: say('actions:several.deleteLinks', { count: 2 }) }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('plans:move.review') })
    .click();
  await expect(planPage.title).toHaveText(say('plans:act.delete-links-keys', { count: 2 }));
  await expect(planPage.rows).toHaveCount(2);
  expect(bucket.find('app/old.txt')).toBeDefined();
});

test('a folder link is moved by its row, by `r`, by the strip inside it and by the palette: all ask where to', async ({
  browserPage,
  bucket,
  page,
  palette,
  say,
  stack,
}) => {
  for (const name of ['a.txt', 'b.txt', 'c.txt']) {
    bucket.putObject(`cli/1.0/${name}`);
    bucket.putLink(`cli/latest/${name}`, `cli/1.0/${name}`);
  }
  await scanBucket(stack, bucket.name);
  const dialog = page.getByRole('dialog', {
    name: say('plans:move.title', { name: `${bucket.name}/cli/latest/` }),
  });
  const close = async (): Promise<void> => {
    await expect(dialog.getByText(say('plans:move.follows', { name: 'latest/', count: 3 }))).toBeVisible();
    await dialog.getByRole('button', { name: say('common:action.cancel') }).click();
    await expect(dialog).toBeHidden();
  };

  await browserPage.open(bucket.name, { prefix: 'cli/' });
  await browserPage.row('cli/latest/').getByText(say('objects:row.move'), { exact: true }).click();
  await close();
  await browserPage.row('cli/latest/').focus();
  await page.keyboard.press('r');
  await close();
  await browserPage.row('cli/latest/').click();
  await page
    .getByRole('main')
    .getByRole('button', { name: say('objects:row.move') })
    .click();
  await close();
  await palette.open();
  await palette.dialog.getByRole('option', { name: say('actions:named.move', { name: 'latest/' }) }).click();
  await expect(dialog).toBeVisible();
});

test('a link of the list of links is repointed by `r`, and its row has a menu', async ({
  bucket,
  linksPage,
  page,
  say,
  stack,
}) => {
  fillWithReleases(bucket);
  await scanBucket(stack, bucket.name);
  await linksPage.open({ bucket: bucket.name });
  await expect(linksPage.rows).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await expect(
    page.getByRole('menu', { name: say('rows:menu.label', { key: 'app/latest.txt' }) }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(new RegExp(`/c/${connection}/b/${bucket.name}.*dialog=repoint`));
});

test('a text that begins keys and is none lists them from there', async ({
  browserPage,
  bucket,
  page,
  say,
}) => {
  for (const name of ['03998', '03999-a', '03999-b', '04000']) bucket.putObject(`flat/${name}`);
  await browserPage.open(bucket.name, { prefix: 'flat/' });
  await expect(browserPage.rows).toHaveCount(4);
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: say('shell:path.inputLabel', { bucket: bucket.name }) });
  const asked = page.waitForRequest((request) => request.url().includes('03999'));
  await field.fill('flat/03999');
  // Until the answer to this text is there the names of the one before fit as well.
  await asked;
  const proposals = page.locator('[aria-busy="true"]').filter({ has: page.getByRole('listbox') });
  await expect(proposals).toHaveCount(0);
  await expect(page.getByRole('option', { name: say('shell:path.listFrom') })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Enter');
  await expect(browserPage.rows).toHaveCount(2);
  expect(new URL(page.url()).searchParams.get('prefix')).toBe('flat/03999');
});

test('on arrival by a link, the palette or the path, arrow keys act on the list; the first page leaves the focus alone', async ({
  browserPage,
  homePage,
  linksPage,
  bucket,
  page,
  palette,
  say,
  stack,
}) => {
  fillWithReleases(bucket);
  await scanBucket(stack, bucket.name);
  const active = () =>
    page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName);

  await browserPage.open(bucket.name, { prefix: 'app/' });
  await expect(browserPage.row('app/latest.txt')).toBeVisible();
  expect(await active()).toBe('BODY');

  // The navigation keeps its links: the list takes the focus from the one that led to it.
  await pressByTab(page, page.getByRole('navigation').getByRole('link', { name: say('shell:place.links') }));
  await expect(linksPage.rows.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(linksPage.rows.nth(1)).toBeFocused();

  await homePage.open();
  // Opened by its button, which would have the focus again.
  await palette.button.click();
  await palette.paste(`oss://${bucket.name}/app/`);
  await page.keyboard.press('Enter');
  await expect(browserPage.row('app/latest.txt')).toBeVisible();
  await expect(palette.dialog).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toBe('row');

  await page.keyboard.press('/');
  await page.keyboard.type('app/v1/');
  await page.keyboard.press('Enter');
  await expect(browserPage.row('app/v1/app.txt')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toBe('row');
});

test('a broken link is repaired from its row in the list of links: by `p`, and by its button on a phone', async ({
  linksPage,
  writeDialog,
  bucket,
  page,
  say,
  stack,
}) => {
  fillWithReleases(bucket);
  bucket.putLink('app/broken.txt', 'app/v0/app.txt');
  await scanBucket(stack, bucket.name);
  const filter = { bucket: bucket.name, health: 'missing', contains: 'broken' };
  await linksPage.open(filter);
  await expect(linksPage.rows).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('p');
  await expect(writeDialog.target).toHaveValue(/^app\/v[12]\/app\.txt$/);

  await page.setViewportSize({ width: 390, height: 844 });
  await linksPage.open(filter);
  const repair = linksPage.grid.getByRole('button', {
    name: say('rows:remedy.repair.name', { key: 'app/broken.txt' }),
  });
  await expect(repair).toBeInViewport({ ratio: 1 });
  await repair.click();
  await expect(writeDialog.target).toHaveValue(/^app\/v[12]\/app\.txt$/);
});
