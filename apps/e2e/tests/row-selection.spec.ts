import { expect } from '@playwright/test';
import { test } from '../src/fixtures/test.ts';
import { toBrowserUrl } from '../src/pages/browser-page.ts';

test('rows are marked with keys and pointer, copied together, and let go when the folder is left', async ({
  browserPage,
  bucket,
  page,
  say,
}) => {
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) bucket.putObject(`docs/${name}`);
  bucket.putLink('docs/e.txt', 'docs/a.txt');
  bucket.putObject('docs/sub/x.txt');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const count = (n: number) => page.getByText(say('rows:selection.count', { count: n }), { exact: true });
  const copy = (what: 'key' | 'path' | 'markdown') =>
    page.getByRole('button', { name: say(`rows:selection.name.${what}`) }).click();

  await test.step('an address that names a row makes it the stop of Tab, and the keys of the list act at once', async () => {
    await page.goto(toBrowserUrl(bucket.name, { prefix: 'docs/', key: 'docs/b.txt' }));
    await expect(browserPage.grid).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(browserPage.row('docs/b.txt')).toBeFocused();
  });

  await test.step('Space marks, Shift extends, y copies what is marked', async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(count(2)).toBeVisible();
    await expect(browserPage.row('docs/c.txt')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('y');
    await expect.poll(copied).toBe('docs/b.txt\ndocs/c.txt');
    await test.step('and the message leaves the line below the list free', async () => {
      const message = page.getByRole('button', { name: say('common:action.dismiss') });
      await expect(message).toBeVisible();
      const line = await browserPage.status.boundingBox();
      const box = await message.boundingBox();
      expect(box!.y + box!.height).toBeLessThan(line!.y);
    });
    await page.keyboard.press('Escape');
    await expect(count(2)).toBeHidden();
    await expect(browserPage.row('docs/b.txt')).toHaveAttribute('aria-current', 'true');
  });

  await test.step('with nothing marked, Shift draws the range from the row that is open', async () => {
    await browserPage.row('docs/b.txt').click();
    await expect(browserPage.row('docs/b.txt')).toHaveAttribute('aria-current', 'true');
    await browserPage.row('docs/e.txt').click({ modifiers: ['Shift'] });
    await expect(count(4)).toBeVisible();
    await expect(browserPage.row('docs/b.txt')).toHaveAttribute('aria-current', 'true');
    await browserPage.row('docs/d.txt').click({ modifiers: ['Shift'] });
    await expect(count(3)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(count(3)).toBeHidden();
  });

  await test.step('a press with Shift draws a range, one with Ctrl adds to it', async () => {
    await browserPage.row('docs/a.txt').click({ modifiers: ['ControlOrMeta'] });
    await browserPage.row('docs/b.txt').click({ modifiers: ['Shift'] });
    await browserPage.row('docs/e.txt').click({ modifiers: ['ControlOrMeta'] });
    await expect(count(3)).toBeVisible();
    await copy('path');
    await expect
      .poll(copied)
      .toBe(['a', 'b', 'e'].map((name) => `oss://${bucket.name}/docs/${name}.txt`).join('\n'));
    await copy('markdown');
    await expect.poll(copied).toContain(`| \`oss://${bucket.name}/docs/e.txt\` | \`docs/a.txt\` |`);
  });

  await test.step('the menu of a row gives its public address', async () => {
    await browserPage.row('docs/d.txt').hover();
    await browserPage.row('docs/d.txt').getByRole('button').click();
    await page.getByRole('menuitem', { name: say('actions:copyAs') }).click();
    await page.getByRole('menuitem', { name: say('actions:copy.url') }).click();
    await expect
      .poll(copied)
      .toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/${bucket.name}/docs/d\\.txt$`));
  });

  await test.step('finding leaves the rows that fit, and their marks', async () => {
    await browserPage.find.fill('e.tx');
    await expect(browserPage.rows).toHaveCount(1);
    await browserPage.find.fill('');
    await expect(count(3)).toBeVisible();
  });

  await browserPage.row('docs/sub/').click();
  await expect(browserPage.row('docs/sub/x.txt')).toBeVisible();
  await expect(count(3)).toBeHidden();
});

test('an object dragged by its row onto the card of a link fills in the new target', async ({
  browserPage,
  bucket,
  inspector,
  page,
  writeDialog,
}) => {
  for (const name of ['a.txt', 'b.txt']) bucket.putObject(`docs/${name}`);
  bucket.putLink('docs/link.txt', 'docs/a.txt');
  await browserPage.open(bucket.name, { prefix: 'docs/', key: 'docs/link.txt' });
  await browserPage.row('docs/b.txt').dragTo(inspector.card('target'));
  await expect(writeDialog.button('repoint', { name: 'link.txt', target: 'b.txt' })).toBeVisible();
  expect(bucket.find('docs/link.txt')?.target).toBe('docs/a.txt');
  await page.keyboard.press('Escape');
  await expect(writeDialog.dialog).toBeHidden();
});

test('u shows the undo of the row, or says that it is another one’s', async ({
  browserPage,
  bucket,
  page,
  writeDialog,
}) => {
  bucket.putObject('docs/a.txt');
  bucket.putLink('docs/outside', 'docs/a.txt');
  await browserPage.open(bucket.name, {
    prefix: 'docs/',
    dialog: 'create',
    on: 'docs/ours',
    to: 'docs/a.txt',
  });
  await writeDialog.button('create', { name: 'ours', target: 'a.txt' }).click();
  await writeDialog.expectDone('create', { name: 'ours', target: 'docs/a.txt' });
  await writeDialog.close();

  const instead = writeDialog.text('sheet:undoInstead', { name: 'outside', other: 'ours' });
  await browserPage.row('docs/ours').focus();
  await page.keyboard.press('u');
  await expect(writeDialog.button('undo-delete', { name: 'ours' })).toBeVisible();
  await expect(instead).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(writeDialog.dialog).toBeHidden();

  await browserPage.row('docs/outside').focus();
  await page.keyboard.press('u');
  await expect(instead).toBeVisible();
  await expect(writeDialog.button('undo-delete', { name: 'ours' })).toBeVisible();
});
