import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import { createAliOss } from '../src/outside/ali-oss-client.ts';

const file = (name: string, buffer = Buffer.from('new bytes\n')) => ({
  name,
  mimeType: 'text/plain',
  buffer,
});

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('upload a file, link to it, and open it through the link: the bytes are the same', async ({
      bucket,
      browserPage,
      inspector,
      writeDialog,
      upload,
      page,
      stack,
    }) => {
      test.slow();
      fillWithReleases(bucket);
      const bytes = randomBytes(300_000);
      await browserPage.open(bucket.name, { prefix: 'app/' });
      await expect(browserPage.row('app/latest.txt')).toBeVisible();
      await upload.open();
      await upload.choose(file('app-3.0.bin', bytes));
      await expect(upload.key).toHaveValue('app/app-3.0.bin');
      await expect(upload.text('look.absent')).toBeVisible();
      await upload.act('create', { name: 'app-3.0.bin' }).click();
      await expect(upload.text('done.title', { name: 'app-3.0.bin' })).toBeVisible();
      await expect(upload.dialog.getByText(/^[0-9A-F]{24}$/)).toBeVisible();

      await upload.act('link').click();
      await expect(writeDialog.target).toHaveValue('app/app-3.0.bin');
      await writeDialog.key.fill('app/current.bin');
      await writeDialog.button('create', { name: 'current.bin', target: 'app-3.0.bin' }).click();
      await writeDialog.expectDone('create', { name: 'current.bin', target: 'app/app-3.0.bin' });
      await writeDialog.close();
      await browserPage.expectLink('app/current.bin', 'app/app-3.0.bin', 'ok');

      await browserPage.row('app/current.bin').click();
      await expect(inspector.verdict('ok')).toBeVisible();
      const download = page.waitForEvent('download');
      await inspector.openMore();
      await inspector.more('download').click();
      const saved = await readFile(await (await download).path());
      expect(saved.equals(bytes)).toBe(true);
      const { content } = await createAliOss(stack, bucket.name).get('app/current.bin');
      expect(content.equals(bytes)).toBe(true);
    });
  });
}

test('an object is replaced only when its name was typed, and not when it changed meanwhile', async ({
  bucket,
  browserPage,
  upload,
  page,
}) => {
  fillWithReleases(bucket);
  const real = bucket.find('app/real.txt');
  await browserPage.open(bucket.name, { prefix: 'app/' });
  await expect(browserPage.row('app/real.txt')).toBeVisible();
  await upload.open();
  await upload.choose(file('real.txt'));
  const replace = upload.act('replace', { name: 'real.txt' });
  await expect(replace).toHaveAttribute('aria-disabled', 'true');
  await upload.proof('real.txt').fill('rael.txt');
  await replace.click({ force: true });
  await page.keyboard.press('Enter');
  expect(bucket.find('app/real.txt')).toEqual(real);

  await upload.proof('real.txt').fill('real.txt');
  bucket.putObject('app/real.txt', 'another, meanwhile');
  await replace.click();
  await expect(upload.text('look.changed')).toBeVisible();
  expect(bucket.find('app/real.txt')).toMatchObject({ size: 18 });
  await upload.act('lookAgain').click();
  await upload.proof('real.txt').fill('real.txt');
  await replace.click();
  await expect(upload.text('done.title', { name: 'real.txt' })).toBeVisible();
  expect(bucket.find('app/real.txt')).toMatchObject({ type: 'Normal', size: 10 });
});

test('an upload never replaces a link, not even one that came meanwhile', async ({
  bucket,
  browserPage,
  upload,
}) => {
  fillWithReleases(bucket);
  const link = bucket.find('app/latest.txt');
  await browserPage.open(bucket.name, { prefix: 'app/' });
  await expect(browserPage.row('app/latest.txt')).toBeVisible();
  await upload.open();
  await upload.choose(file('latest.txt'));
  await expect(upload.text('look.link', { target: 'app/v1/app.txt' })).toBeVisible();
  await expect(upload.act('create', { name: 'latest.txt' })).toHaveAttribute('aria-disabled', 'true');
  expect(bucket.find('app/latest.txt')).toEqual(link);

  await upload.key.fill('app/new.txt');
  await expect(upload.text('look.absent')).toBeVisible();
  bucket.putLink('app/new.txt', 'app/v1/app.txt');
  await upload.act('create', { name: 'new.txt' }).click();
  await expect(upload.dialog.getByRole('alert')).toBeVisible();
  expect(bucket.find('app/new.txt')).toMatchObject({ type: 'Symlink', target: 'app/v1/app.txt' });
});

test('a text in another encoding is stored with its name and shown as it reads', async ({
  bucket,
  browserPage,
  upload,
  inspector,
  page,
  say,
}) => {
  await browserPage.open(bucket.name);
  await upload.open();
  // 你好 in GBK.
  await upload.choose(file('gbk.txt', Buffer.from([0xc4, 0xe3, 0xba, 0xc3])));
  const type = upload.dialog.getByRole('textbox', { name: say('upload:type') });
  await expect(type).toHaveValue('text/plain; charset=gb18030');
  await upload.act('create', { name: 'gbk.txt' }).click();
  await upload.act('show').click();
  await inspector.tab('preview').click();
  await expect(page.getByText('你好', { exact: true })).toBeVisible();
  await expect(page.getByText(say('inspector:preview.charset', { charset: 'GB18030' }))).toBeVisible();
});
