import { expect } from '@playwright/test';
import { fillWithReleases, lasting } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import { pressByTab, tabTo } from '../src/pages/keyboard.ts';

test.describe('in en, light', () => {
  test.use({ language: 'en', theme: 'light' });
  // The whole way of a person, not one act.
  test.slow();

  test('by mouse: browse, create, repoint, be stopped before a real object, delete, and undo each', async ({
    page,
    browserPage,
    inspector,
    writeDialog,
    changesPage,
    bucket,
    say,
  }) => {
    fillWithReleases(bucket);
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await browserPage.place('browse').click();
    await page.getByRole('main').getByRole('link', { name: bucket.name, exact: true }).click();
    await browserPage.row('app/').click();
    await browserPage.expectLink('app/latest.txt', 'app/v1/app.txt', 'ok');

    await test.step('create', async () => {
      await browserPage.newLink.click();
      await writeDialog.key.fill('app/created.txt');
      await writeDialog.target.fill('app/v2/');
      await writeDialog.options.filter({ hasText: 'app.txt' }).click();
      await expect(writeDialog.target).toHaveValue('app/v2/app.txt');
      await writeDialog.button('create', { name: 'created.txt', target: 'v2/app.txt' }).click();
      await writeDialog.expectDone('create', { name: 'created.txt', target: 'app/v2/app.txt' });
      await writeDialog.expectPlace(bucket.name, 'app/created.txt');
      expect(bucket.find('app/created.txt')).toMatchObject({ type: 'Symlink', target: 'app/v2/app.txt' });
      await writeDialog.close();
      await browserPage.expectLink('app/created.txt', 'app/v2/app.txt', 'ok');
    });

    const before = lasting(bucket.find('app/latest.txt'));
    await test.step('repoint', async () => {
      await browserPage.row('app/latest.txt').click();
      await inspector.action('repoint').click();
      await writeDialog.expectPlace(bucket.name, 'app/latest.txt');
      await writeDialog.leadTo('app/v2/app.txt');
      await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
      await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
      const { etag: _etag, ...rest } = before as Record<string, unknown>;
      expect(lasting(bucket.find('app/latest.txt'))).toMatchObject({ ...rest, target: 'app/v2/app.txt' });
      await writeDialog.close();
      await browserPage.expectLink('app/latest.txt', 'app/v2/app.txt', 'ok');
    });

    await test.step('be stopped before a real object', async () => {
      const real = bucket.find('app/real.txt');
      await browserPage.newLink.click();
      await writeDialog.key.fill('app/real.txt');
      await writeDialog.leadTo('app/v2/app.txt');
      await expect(writeDialog.text('sheet:say.proof')).toBeVisible();
      const replace = writeDialog.dialog.getByRole('button', { name: /real\.txt/ });
      await expect(replace).toHaveAttribute('aria-disabled', 'true');
      await writeDialog.proof('real.txt').fill('rael.txt');
      await replace.click({ force: true });
      await page.keyboard.press('Control+Enter');
      expect(bucket.find('app/real.txt')).toEqual(real);
      await writeDialog.other('common:action.cancel').click();
      await page.getByRole('button', { name: say('sheet:leave.go'), exact: true }).click();
      await expect(writeDialog.dialog).toBeHidden();
      expect(bucket.find('app/real.txt')).toEqual(real);
    });

    const old = lasting(bucket.find('app/old.txt'));
    await test.step('delete, and undo at once', async () => {
      await browserPage.row('app/old.txt').click();
      await inspector.openMore();
      await inspector.more('delete').click();
      await writeDialog.expectPlace(bucket.name, 'app/old.txt');
      await writeDialog.button('delete', { name: 'old.txt' }).click();
      await writeDialog.expectDone('delete', { name: 'old.txt' });
      expect(bucket.find('app/old.txt')).toBeUndefined();
      expect(bucket.find('app/v1/app.txt')).toBeDefined();
      await writeDialog.other('sheet:done.undoAction').click();
      await writeDialog.button('undo-put', { name: 'old.txt', target: 'v1/app.txt' }).click();
      await writeDialog.expectDone('undo', { name: 'old.txt' });
      expect(lasting(bucket.find('app/old.txt'))).toEqual(old);
      await writeDialog.close();
    });

    await test.step('undo the others from the list of changes', async () => {
      await changesPage.open(bucket.name);
      await changesPage.undo('app/latest.txt').click();
      await writeDialog.expectPlace(bucket.name, 'app/latest.txt');
      await writeDialog.button('undo-repoint', { name: 'latest.txt', target: 'v1/app.txt' }).click();
      await writeDialog.expectDone('undo', { name: 'latest.txt' });
      expect(lasting(bucket.find('app/latest.txt'))).toEqual(before);
      await writeDialog.close();
      await changesPage.undo('app/created.txt').click();
      await writeDialog.button('undo-delete', { name: 'created.txt' }).click();
      await writeDialog.expectDone('undo', { name: 'created.txt' });
      expect(bucket.find('app/created.txt')).toBeUndefined();
    });
  });
});

test.describe('in zh-CN, dark', () => {
  test.use({ language: 'zh-CN', theme: 'dark' });
  test.slow();

  test('by keyboard only: the same way', async ({ page, browserPage, inspector, writeDialog, bucket }) => {
    fillWithReleases(bucket);
    await page.goto('/');
    await pressByTab(page, browserPage.place('browse'));
    await pressByTab(page, page.getByRole('main').getByRole('link', { name: bucket.name, exact: true }));
    await tabTo(page, browserPage.row('app/'));
    await page.keyboard.press('Enter');
    await expect(browserPage.row('app/latest.txt')).toBeVisible();
    await browserPage.expectLink('app/latest.txt', 'app/v1/app.txt', 'ok');

    const before = lasting(bucket.find('app/latest.txt'));
    await test.step('repoint with r, complete with Tab, write with Ctrl Enter', async () => {
      await page.keyboard.press('Home');
      await expect(browserPage.row('app/latest.txt')).toBeFocused();
      await page.keyboard.press('r');
      await expect(writeDialog.target).toBeFocused();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('app/v2/');
      await expect(writeDialog.options.filter({ hasText: 'app.txt' })).toBeVisible();
      await page.keyboard.press('Tab');
      await expect(writeDialog.target).toHaveValue('app/v2/app.txt');
      await expect(writeDialog.text('sheet:say.fine')).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
      expect(bucket.find('app/latest.txt')?.target).toBe('app/v2/app.txt');
      await page.keyboard.press('Escape');
      await expect(writeDialog.dialog).toBeHidden();
    });

    await test.step('undo with u: a key opens the sheet and never writes', async () => {
      await expect(browserPage.row('app/latest.txt')).toBeFocused();
      await page.keyboard.press('u');
      await expect(
        writeDialog.button('undo-repoint', { name: 'latest.txt', target: 'v1/app.txt' }),
      ).toBeVisible();
      expect(bucket.find('app/latest.txt')?.target).toBe('app/v2/app.txt');
      await page.keyboard.press('Control+Enter');
      await writeDialog.expectDone('undo', { name: 'latest.txt' });
      expect(lasting(bucket.find('app/latest.txt'))).toEqual(before);
      await page.keyboard.press('Escape');
      await expect(writeDialog.dialog).toBeHidden();
    });

    await test.step('create, and undo from the sheet', async () => {
      await pressByTab(page, browserPage.newLink, { back: true });
      await tabTo(page, writeDialog.key);
      await page.keyboard.press('Control+A');
      await page.keyboard.type('app/created.txt');
      await tabTo(page, writeDialog.target);
      await page.keyboard.type('app/v1/app.txt');
      await expect(writeDialog.text('sheet:say.fine')).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await writeDialog.expectDone('create', { name: 'created.txt', target: 'app/v1/app.txt' });
      await pressByTab(page, writeDialog.other('sheet:done.undoAction'));
      await expect(writeDialog.button('undo-delete', { name: 'created.txt' })).toBeEnabled();
      await page.keyboard.press('Control+Enter');
      await writeDialog.expectDone('undo', { name: 'created.txt' });
      expect(bucket.find('app/created.txt')).toBeUndefined();
      await page.keyboard.press('Escape');
      await expect(writeDialog.dialog).toBeHidden();
    });

    await test.step('be stopped before a real object', async () => {
      const real = bucket.find('app/real.txt');
      await pressByTab(page, browserPage.newLink, { back: true });
      await tabTo(page, writeDialog.key);
      await page.keyboard.press('Control+A');
      await page.keyboard.type('app/real.txt');
      await tabTo(page, writeDialog.target);
      await page.keyboard.type('app/v1/app.txt');
      await expect(writeDialog.text('sheet:say.proof')).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      expect(bucket.find('app/real.txt')).toEqual(real);
      await page.goto(page.url().split('?')[0]! + '?prefix=app/');
    });

    await test.step('delete from the panel', async () => {
      await tabTo(page, browserPage.row('app/latest.txt'));
      await page.keyboard.press('ArrowDown');
      await expect(browserPage.row('app/old.txt')).toBeFocused();
      await page.keyboard.press('Enter');
      await pressByTab(page, inspector.action('more'));
      await expect(inspector.more('download')).toBeFocused();
      await page.keyboard.press('End');
      await expect(inspector.more('delete')).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(writeDialog.button('delete', { name: 'old.txt' })).toBeEnabled();
      await page.keyboard.press('Control+Enter');
      await writeDialog.expectDone('delete', { name: 'old.txt' });
      expect(bucket.find('app/old.txt')).toBeUndefined();
      expect(bucket.find('app/v1/app.txt')).toBeDefined();
    });
  });
});
