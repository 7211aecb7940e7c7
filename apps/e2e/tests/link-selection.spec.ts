import { expect } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { test } from '../src/fixtures/test.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';
import { pressByTab, tabTo } from '../src/pages/keyboard.ts';

const names = ['a', 'b', 'c', 'd'];

function fill(bucket: TestBucket): void {
  for (const version of ['v1', 'v2'])
    for (const name of names)
      bucket.putObject(`${version}/${name}`, { body: name, contentType: 'text/plain' });
  for (const name of names) bucket.putLink(`live/${name}`, `v1/${name}`, { contentType: 'text/plain' });
}

const targetsOf = (bucket: TestBucket): (string | undefined)[] =>
  names.map((name) => bucket.find(`live/${name}`)?.target);

test.describe('in en', () => {
  test.use({ language: 'en', theme: 'light' });
  test.slow();

  test('by mouse: picked links are repointed by a regular expression, after a preview and a review', async ({
    bucket,
    linksPage,
    page,
    planPage,
    say,
    stack,
  }) => {
    fill(bucket);
    await scanBucket(stack, bucket.name);
    await linksPage.open({ bucket: bucket.name });
    await linksPage.row('live/b').click({ modifiers: ['ControlOrMeta'] });
    await linksPage.row('live/d').click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: say('actions:several.repointLinks', { count: 3 }) }).click();

    const dialog = page.getByRole('dialog');
    const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });
    await dialog
      .getByRole('combobox', { name: say('plans:rule.kind') })
      .selectOption({ label: say('plans:rule.regex') });
    await field(say('plans:rule.pattern')).fill('^v(1)/([b-c]');
    await expect(field(say('plans:rule.pattern'))).toHaveAttribute('aria-invalid', 'true');
    await field(say('plans:rule.pattern')).fill('^v1/([b-c])$');
    await field(say('plans:rule.replacement')).fill('v2/$1');
    await expect(
      dialog.getByText(say('plans:preview.changes', { changes: 2, count: 3 }), { exact: true }),
    ).toBeVisible();
    await dialog.getByRole('button', { name: say('plans:move.review') }).click();

    await expect(planPage.rows).toHaveCount(3);
    expect(targetsOf(bucket)).toEqual(['v1/a', 'v1/b', 'v1/c', 'v1/d']);
    await planPage.apply.click();
    await expect(planPage.allDone(2)).toBeVisible();
    expect(targetsOf(bucket)).toEqual(['v1/a', 'v2/b', 'v2/c', 'v1/d']);
  });
});

test.describe('in zh-CN', () => {
  test.use({ language: 'zh-CN', theme: 'dark' });
  test.slow();

  test('by keyboard: links are selected in the list, and a plan is made that deletes them', async ({
    bucket,
    linksPage,
    page,
    planPage,
    say,
    stack,
  }) => {
    fill(bucket);
    await scanBucket(stack, bucket.name);
    await linksPage.open({ bucket: bucket.name });
    await tabTo(page, linksPage.row('live/a'));
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText(say('parts:selection.some', { count: 2 }), { exact: true })).toBeVisible();
    await pressByTab(
      page,
      page.getByRole('button', { name: say('actions:several.deleteLinks', { count: 2 }) }),
    );
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(say('plans:selected.title.deleteLinks', { count: 2 }));
    await pressByTab(page, dialog.getByRole('button', { name: say('plans:move.review') }));
    await expect(planPage.rows).toHaveCount(2);
    expect(targetsOf(bucket)).toEqual(['v1/a', 'v1/b', 'v1/c', 'v1/d']);
  });

  test('by keyboard: the archived targets of all listed links are restored, each once', async ({
    bucket,
    linksPage,
    page,
    say,
    stack,
  }) => {
    for (const name of ['x', 'y']) bucket.putObject(`old/${name}`, { body: name, storageClass: 'Archive' });
    for (const name of names) bucket.putLink(`live/${name}`, name < 'c' ? 'old/x' : 'old/y');
    bucket.putObject('warm', 'warm');
    bucket.putLink('live/warm', 'warm');
    await scanBucket(stack, bucket.name);
    const calls = bucket.record();
    await linksPage.open({ bucket: bucket.name });
    await tabTo(page, linksPage.row('live/a'));
    await page.keyboard.press('ControlOrMeta+a');
    await pressByTab(page, page.getByRole('button', { name: say('actions:several.more'), exact: true }));
    const item = page.getByRole('menuitem', { name: say('actions:several.restoreTargets', { count: 5 }) });
    await item.press('Enter');
    const dialog = page.getByRole('dialog');
    await pressByTab(page, dialog.getByRole('button', { name: say('restore:many.act', { count: 2 }) }));
    await expect(dialog.getByText(say('restore:many.answer.started', { count: 2 }))).toBeVisible();
    expect(calls.count('RestoreObject')).toBe(2);
  });
});
