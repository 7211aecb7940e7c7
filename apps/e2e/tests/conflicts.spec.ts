import { expect } from '@playwright/test';
import { putObjectAcl } from '@signpost/oss-client';
import type { FaultHandle } from '@signpost/oss-server';
import { fillWithReleases, lasting } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import { toVisitor } from '../src/fixtures/visitor.ts';

const key = 'app/latest.txt';

test('two people repoint one link: the second sees then, now and yours, and nothing is lost', async ({
  browserPage,
  sheet,
  meetVisitor,
  bucket,
  say,
}) => {
  fillWithReleases(bucket);
  bucket.putObject('app/v3/app.txt');
  const other = await meetVisitor();
  await browserPage.open(bucket.name, { prefix: 'app/', sheet: 'repoint', on: key });
  await other.browserPage.open(bucket.name, { prefix: 'app/', sheet: 'repoint', on: key });
  await sheet.leadTo('app/v2/app.txt');
  await other.sheet.leadTo('app/v3/app.txt');
  await expect(other.sheet.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' })).toBeEnabled();

  await sheet.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
  await sheet.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });

  await other.sheet.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' }).click();
  await expect(other.sheet.text('sheet:stale.title')).toBeVisible();
  const column = (name: string) =>
    other.sheet.dialog.getByRole('region', { name: say(`sheet:stale.columns.${name}`) });
  await expect(column('then')).toContainText('app/v1/app.txt');
  await expect(column('now')).toContainText('app/v2/app.txt');
  await expect(column('yours')).toContainText('3');
  expect(bucket.find(key)?.target).toBe('app/v2/app.txt');

  await other.sheet.other('sheet:stale.take').click();
  await other.sheet.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' }).click();
  await other.sheet.expectDone('repoint', { name: 'latest.txt', target: 'app/v3/app.txt' });
  // The address names the record of the write: what was done is still said after a reload.
  await expect(other.page).toHaveURL(/sheet=done/);
  await other.page.reload();
  await other.sheet.expectDone('repoint', { name: 'latest.txt', target: 'app/v3/app.txt' });
  expect(bucket.find(key)).toMatchObject({
    target: 'app/v3/app.txt',
    acl: 'public-read',
    tagging: { team: 'app' },
    metadata: { channel: 'latest' },
  });
});

test('what is written in one tab is seen in the other one without a reload', async ({
  browserPage,
  sheet,
  bucket,
  context,
  page,
  say,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', key });
  await expect(browserPage.row(key)).toContainText('v1/app.txt');
  const tab = toVisitor(await context.newPage(), say);
  await tab.browserPage.open(bucket.name, { prefix: 'app/', sheet: 'repoint', on: key });
  await tab.sheet.leadTo('app/v2/app.txt');
  await tab.sheet.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
  await tab.sheet.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
  await expect(browserPage.row(key)).toContainText('v2/app.txt');
  await expect(sheet.dialog).toBeHidden();
  await expect(page.getByRole('region', { name: say('inspector:card.target') })).toContainText(
    'app/v2/app.txt',
  );
});

test('somebody outside changes only the ACL: the view counts as stale, and the new ACL survives', async ({
  browserPage,
  sheet,
  bucket,
  stack,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', sheet: 'repoint', on: key });
  await sheet.leadTo('app/v2/app.txt');
  const write = sheet.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' });
  await expect(write).toBeEnabled();
  await putObjectAcl(stack.client, { bucket: bucket.name, key, acl: 'private' });
  await write.click();
  await expect(sheet.text('sheet:stale.title')).toBeVisible();
  await expect(sheet.text('sheet:stale.unchangedTarget')).toBeVisible();
  expect(bucket.find(key)).toMatchObject({ target: 'app/v1/app.txt', acl: 'private' });
  await sheet.other('sheet:stale.take').click();
  await write.click();
  await sheet.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
  expect(bucket.find(key)).toMatchObject({ target: 'app/v2/app.txt', acl: 'private' });
});

test('something is stored at the key of a new link meanwhile: it is not written over', async ({
  browserPage,
  sheet,
  bucket,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', sheet: 'create', on: 'app/' });
  await sheet.key.fill('app/created.txt');
  await sheet.leadTo('app/v2/app.txt');
  const write = sheet.button('create', { name: 'created.txt', target: 'v2/app.txt' });
  await expect(write).toBeEnabled();
  // Between the last look and the write, where only OSS itself can tell.
  bucket.fault(
    'PutSymlink',
    { kind: 'hook', run: () => bucket.putObject('app/created.txt', 'from outside') },
    { times: 1 },
  );
  await write.click();
  await expect(sheet.text('sheet:stale.title')).toBeVisible();
  expect(bucket.find('app/created.txt')).toMatchObject({ type: 'Normal', size: 12 });
});

for (const { what, arrived, fault } of [
  { what: 'that was carried out', arrived: true, fault: { kind: 'reset', when: 'after' } },
  { what: 'that never arrived', arrived: false, fault: { kind: 'reset', when: 'before' } },
] as const) {
  test(`the answer to a write ${what} is lost: Signpost looks and settles it, and sends it once`, async ({
    browserPage,
    sheet,
    bucket,
    passTime,
  }) => {
    fillWithReleases(bucket);
    const before = lasting(bucket.find(key));
    await browserPage.open(bucket.name, { prefix: 'app/', sheet: 'repoint', on: key });
    await sheet.leadTo('app/v2/app.txt');
    const write = sheet.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' });
    await expect(write).toBeEnabled();
    const log = bucket.record();
    bucket.fault('PutSymlink', fault);
    // From then on looking fails as well, so that the state in between can be seen.
    const blind: FaultHandle[] = [];
    bucket.fault('PutSymlink', {
      kind: 'hook',
      run: () =>
        void blind.push(
          bucket.fault(['GetSymlink', 'GetObjectMeta', 'HeadObject'], { kind: 'busy' }, { key }),
        ),
    });
    await write.click();
    await expect(sheet.text('sheet:unknown.title')).toBeVisible();
    for (const fault of blind) fault.remove();
    if (arrived) {
      await sheet.expectDone(
        'repoint',
        { name: 'latest.txt', target: 'app/v2/app.txt' },
        { answered: false },
      );
      expect(bucket.find(key)?.target).toBe('app/v2/app.txt');
    } else {
      // It might still be on its way: only time tells that it is not.
      passTime(121_000);
      await expect(sheet.text('sheet:failed.title')).toBeVisible();
      expect(lasting(bucket.find(key))).toEqual(before);
    }
    expect(log.count('PutSymlink')).toBe(1);
  });
}
