import { expect } from '@playwright/test';
import { repoint, scanBucket } from '../src/fixtures/api.ts';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';

const key = 'app/latest.txt';

test('the panel says who wrote the link last and what it was, and leads to the undo', async ({
  bucket,
  stack,
  browserPage,
  inspector,
  writeDialog,
  say,
}) => {
  fillWithReleases(bucket);
  await repoint(stack, { bucket: bucket.name, key }, 'app/v2/app.txt');
  await browserPage.open(bucket.name, { prefix: 'app/', key });
  const panel = inspector.about(key);
  await expect(panel.getByText(say('inspector:history.written'))).toContainText(
    say('inspector:timeline.by', { actor: 'local' }),
  );
  await expect(panel.getByText(/^v1.*v2$/)).toBeVisible();
  await panel
    .getByRole('button', { name: say('inspector:timeline.undo'), exact: true })
    .first()
    .click();
  await writeDialog.button('undo-repoint', { name: 'latest.txt', target: 'v1/app.txt' }).click();
  await writeDialog.expectDone('undo', { name: 'latest.txt' });
  expect(bucket.find(key)?.target).toBe('app/v1/app.txt');
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`what can be done stays in view at ${width} by ${height}`, async ({
    bucket,
    page,
    browserPage,
    inspector,
  }) => {
    fillWithReleases(bucket);
    bucket.remove('app/v1/app.txt');
    await page.setViewportSize({ width, height });
    await browserPage.open(bucket.name, { prefix: 'app/', key });
    await expect(inspector.verdict('missing')).toBeVisible();
    await expect(inspector.action('repoint')).toBeInViewport({ ratio: 1 });
    await expect(inspector.action('more')).toBeInViewport({ ratio: 1 });
  });
}

test('the target of a cold link is restored, and the link stays cold until it can be read', async ({
  bucket,
  browserPage,
  inspector,
  page,
  say,
}) => {
  bucket.putObject('app/v1/app.txt', { body: 'one', storageClass: 'Archive' });
  bucket.putLink(key, 'app/v1/app.txt');
  await browserPage.open(bucket.name, { prefix: 'app/', key });
  await expect(inspector.verdict('cold')).toBeVisible();
  await inspector.action('restore').click();
  const dialog = page.getByRole('dialog', { name: say('restore:title', { key: 'latest.txt' }) });
  await expect(dialog.getByText(`restore-object --bucket ${bucket.name} --key app/v1/app.txt`)).toBeVisible();
  await dialog.getByLabel(say('restore:form.days')).fill('2');
  await dialog.getByRole('button', { name: say('restore:form.act', { count: 2 }) }).click();
  await expect(dialog.getByText(say('restore:answer.started'))).toBeFocused();
  await expect(
    dialog.getByText(say('parts:restore.readyIn', { time: '1 minute' }), { exact: false }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(inspector.verdict('cold')).toBeVisible();
});

test('another version of the target is one press away, and the next link follows', async ({
  bucket,
  stack,
  browserPage,
  inspector,
  writeDialog,
}) => {
  fillWithReleases(bucket);
  await scanBucket(stack, bucket.name);
  await browserPage.open(bucket.name, { prefix: 'app/', key });
  await inspector.action('repoint').click();
  await writeDialog.version('v2/app.txt').click();
  await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
  await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
  await writeDialog.other('sheet:done.next').click();
  await writeDialog.expectPlace(bucket.name, 'app/old.txt');
  await expect(writeDialog.target).toHaveValue('app/v1/app.txt');
});
