import { expect } from '@playwright/test';
import { putObjectAcl } from '@signpost/oss-client';
import type { FaultHandle } from '@signpost/oss-server';
import { fillWithReleases, lasting } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import { toVisitor } from '../src/fixtures/visitor.ts';

const key = 'app/latest.txt';

test('two people repoint one link: the second sees then, now and yours, and nothing is lost', async ({
  browserPage,
  writeDialog,
  meetVisitor,
  bucket,
  say,
}) => {
  fillWithReleases(bucket);
  bucket.putObject('app/v3/app.txt');
  const other = await meetVisitor();
  await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
  await other.browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
  await writeDialog.leadTo('app/v2/app.txt');
  await other.writeDialog.leadTo('app/v3/app.txt');
  await expect(
    other.writeDialog.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' }),
  ).toBeEnabled();

  await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
  await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });

  await other.writeDialog.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' }).click();
  await expect(other.writeDialog.text('sheet:stale.title')).toBeVisible();
  const column = (name: string) =>
    other.writeDialog.dialog.getByRole('region', { name: say(`sheet:stale.columns.${name}`) });
  await expect(column('then')).toContainText('app/v1/app.txt');
  await expect(column('now')).toContainText('app/v2/app.txt');
  await expect(column('yours')).toContainText('3');
  expect(bucket.find(key)?.target).toBe('app/v2/app.txt');

  await other.writeDialog.other('sheet:stale.take').click();
  await other.writeDialog.button('repoint', { name: 'latest.txt', target: 'v3/app.txt' }).click();
  await other.writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v3/app.txt' });
  // The address names the record of the write: what was done is still said after a reload.
  await expect(other.page).toHaveURL(/dialog=done/);
  await other.page.reload();
  await other.writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v3/app.txt' });
  expect(bucket.find(key)).toMatchObject({
    target: 'app/v3/app.txt',
    acl: 'public-read',
    tagging: { team: 'app' },
    metadata: { channel: 'latest' },
  });
});

test('what is written in one tab is seen in the other one without a reload', async ({
  browserPage,
  writeDialog,
  bucket,
  context,
  page,
  say,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', key });
  await expect(browserPage.row(key)).toContainText('v1/app.txt');
  const tab = toVisitor(await context.newPage(), say);
  await tab.browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
  await tab.writeDialog.leadTo('app/v2/app.txt');
  await tab.writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
  await tab.writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
  await expect(browserPage.row(key)).toContainText('v2/app.txt');
  await expect(writeDialog.dialog).toBeHidden();
  await expect(page.getByRole('region', { name: say('inspector:card.target') })).toContainText(
    'app/v2/app.txt',
  );
});

test('somebody outside changes only the ACL: the view counts as stale, and the new ACL survives', async ({
  browserPage,
  writeDialog,
  bucket,
  stack,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
  await writeDialog.leadTo('app/v2/app.txt');
  const write = writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' });
  await expect(write).toBeEnabled();
  await putObjectAcl(stack.client, { bucket: bucket.name, key, acl: 'private' });
  await write.click();
  await expect(writeDialog.text('sheet:stale.title')).toBeVisible();
  await expect(writeDialog.text('sheet:stale.unchangedTarget')).toBeVisible();
  expect(bucket.find(key)).toMatchObject({ target: 'app/v1/app.txt', acl: 'private' });
  await writeDialog.other('sheet:stale.take').click();
  await write.click();
  await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
  expect(bucket.find(key)).toMatchObject({ target: 'app/v2/app.txt', acl: 'private' });
});

test('something is stored at the key of a new link meanwhile: it is not written over', async ({
  browserPage,
  writeDialog,
  bucket,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'create', on: 'app/' });
  await writeDialog.key.fill('app/created.txt');
  await writeDialog.leadTo('app/v2/app.txt');
  const write = writeDialog.button('create', { name: 'created.txt', target: 'v2/app.txt' });
  await expect(write).toBeEnabled();
  // Between the last look and the write, where only OSS itself can tell.
  bucket.fault(
    'PutSymlink',
    { kind: 'hook', run: () => bucket.putObject('app/created.txt', 'from outside') },
    { times: 1 },
  );
  await write.click();
  await expect(writeDialog.text('sheet:stale.title')).toBeVisible();
  expect(bucket.find('app/created.txt')).toMatchObject({ type: 'Normal', size: 12 });
});

for (const { what, arrived, fault } of [
  { what: 'that was carried out', arrived: true, fault: { kind: 'reset', when: 'after' } },
  { what: 'that never arrived', arrived: false, fault: { kind: 'reset', when: 'before' } },
] as const) {
  test(`the answer to a write ${what} is lost: Signpost looks and settles it, and sends it once`, async ({
    browserPage,
    writeDialog,
    bucket,
    passTime,
  }) => {
    fillWithReleases(bucket);
    const before = lasting(bucket.find(key));
    await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
    await writeDialog.leadTo('app/v2/app.txt');
    const write = writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' });
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
    await expect(writeDialog.text('sheet:unknown.title')).toBeVisible();
    for (const fault of blind) fault.remove();
    if (arrived) {
      await writeDialog.expectDone(
        'repoint',
        { name: 'latest.txt', target: 'app/v2/app.txt' },
        { answered: false },
      );
      expect(bucket.find(key)?.target).toBe('app/v2/app.txt');
    } else {
      // It might still be on its way: only time tells that it is not.
      passTime(121_000);
      await expect(writeDialog.text('sheet:failed.title')).toBeVisible();
      expect(lasting(bucket.find(key))).toEqual(before);
    }
    expect(log.count('PutSymlink')).toBe(1);
  });
}
