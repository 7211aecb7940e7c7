import { expect, type Page } from '@playwright/test';
import { presignGetObject } from '@signpost/oss-client';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import type { Stack } from '../src/fixtures/stack.ts';
import { test } from '../src/fixtures/test.ts';
import { connection } from '../src/pages/browser-page.ts';
import { repoint, requestIdOf } from '../src/fixtures/api.ts';

const awkward = '工具/a+b 100%.txt';

for (const { language, by } of [
  { language: 'en', by: 'mouse' },
  { language: 'zh-CN', by: 'keyboard' },
] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test(`by ${by}: the palette takes URLs, paths and ids, and a presigned URL leaves no trace of its signature`, async ({
      bucket,
      palette,
      homePage,
      inspector,
      page,
      stack,
    }) => {
      test.slow();
      fillWithReleases(bucket);
      bucket.putObject(awkward, 'awkward\n');
      const key = 'app/real.txt';
      const presigned = await presignGetObject(stack.client, {
        bucket: bucket.name,
        key,
        expiresSeconds: 600,
      });
      // A credential that works: a person who has it reads the object.
      expect((await fetch(presigned)).status).toBe(200);
      const signature = new URL(presigned).searchParams.get('x-oss-signature')!;
      expect(signature.length).toBeGreaterThan(30);
      const asked = listen(page);

      const opened = async (): Promise<void> => {
        if (by === 'keyboard') {
          await palette.open();
          return;
        }
        await palette.button.click();
        await expect(palette.field).toBeFocused();
      };
      const take = async (): Promise<void> => {
        await expect(palette.group('go').getByRole('option').first()).toBeVisible();
        if (by === 'keyboard') await page.keyboard.press('Enter');
        else await palette.group('go').getByRole('option').first().click();
      };
      const host = `${bucket.name}.oss-cn-hangzhou.aliyuncs.com`;

      await homePage.open();
      for (const [what, text, shown] of [
        ['a public URL', `https://${host}/app/latest.txt`, 'app/latest.txt'],
        ['an oss:// path', `oss://${bucket.name}/app/old.txt`, 'app/old.txt'],
        [
          'a percent-encoded URL',
          `https://${host}/${awkward.split('/').map(encodeURIComponent).join('/')}`,
          awkward,
        ],
        ['a key of the bucket one is in', 'app/v1/app.txt', 'app/v1/app.txt'],
      ] as const) {
        await test.step(what, async () => {
          await opened();
          await palette.paste(text);
          await take();
          await expect(inspector.about(shown)).toBeVisible();
          expect(new URL(page.url()).searchParams.get('key')).toBe(shown);
        });
      }

      await test.step('an oss:// path with percent signs: both dailyStats are offered, as written first', async () => {
        await opened();
        await palette.paste(`oss://${bucket.name}/${encodeURIComponent(awkward)}`);
        const options = palette.group('go').getByRole('option');
        await expect(options).toHaveCount(2);
        await expect(options.nth(0)).toContainText('%2F');
        if (by === 'keyboard') {
          await page.keyboard.press('ArrowDown');
          await page.keyboard.press('Enter');
        } else await options.nth(1).click();
        await expect(inspector.about(awkward)).toBeVisible();
      });

      await test.step('a presigned URL', async () => {
        await homePage.open();
        await opened();
        await palette.paste(presigned);
        await expect(palette.note('cut.signature')).toBeVisible();
        await expect(palette.field).not.toHaveValue(/\?/);
        await take();
        await expect(inspector.about(key)).toBeVisible();
        for (const [where, text] of Object.entries(await tracesOf(page, stack, asked))) {
          expect(text, where).not.toContain(signature);
          expect(text, where).not.toMatch(/x-oss-signature=|x-oss-credential/i);
        }
      });

      await test.step('the request id of a change of ours', async () => {
        const id = await requestIdOf(
          stack,
          await repoint(stack, { bucket: bucket.name, key: 'app/latest.txt' }, 'app/v2/app.txt'),
        );
        await opened();
        await palette.paste(id.toLowerCase());
        const change = palette.group('change').getByRole('option').first();
        await expect(change).toContainText('app/latest.txt');
        if (by === 'keyboard') await page.keyboard.press('Enter');
        else await change.click();
        await expect(inspector.about('app/latest.txt')).toBeVisible();
      });
    });
  });
}

/** Everything the page sends from now on: addresses and bodies. */
function listen(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`);
  });
  return asked;
}

/** All places where something pasted could stay. */
async function tracesOf(page: Page, stack: Stack, asked: readonly string[]): Promise<Record<string, string>> {
  const kept = await page.evaluate(() => ({
    location: location.href,
    history: `${JSON.stringify(history.state)} ${JSON.stringify(
      (globalThis as unknown as { navigation: { entries: () => { url: string }[] } }).navigation
        .entries()
        .map(({ url }) => url),
    )}`,
    localStorage: JSON.stringify({ ...localStorage }),
    sessionStorage: JSON.stringify({ ...sessionStorage }),
    title: document.title,
    page: document.documentElement.outerHTML,
  }));
  // What is empty proves nothing: these are known to hold something.
  expect(asked.length).toBeGreaterThan(0);
  expect(stack.log.length).toBeGreaterThan(0);
  expect(kept.history).toContain(`/c/${connection}`);
  return { ...kept, requests: asked.join('\n'), log: stack.log.join('\n') };
}

test('a text of elsewhere is said to be of elsewhere, and is not guessed at', async ({
  palette,
  homePage,
  page,
}) => {
  await homePage.open();
  await palette.open();
  await palette.paste('oss://somebody-elses-bucket/a/b.txt');
  await expect(palette.note('otherBucket', { bucket: 'somebody-elses-bucket' })).toBeVisible();
  await expect(palette.group('go')).toBeHidden();
  await palette.paste('https://acme-releases.oss-us-west-1.aliyuncs.com/cli/latest.txt');
  await expect(palette.notes.filter({ hasText: 'us-west-1' })).toBeVisible();
  await palette.paste('https://cdn.example.com/cli/latest.txt#part');
  await expect(palette.note('unknownHost', { host: 'cdn.example.com' })).toBeVisible();
  await palette.paste('https://acme-releases.oss-cn-hangzhou.aliyuncs.com/cli/%E5%B7%2');
  await expect(palette.note('malformed')).toBeVisible();
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).pathname).toBe(`/c/${connection}`);
});

test('a presigned URL turns into its key in every field for one; its signature goes nowhere', async ({
  palette,
  browserPage,
  bucket,
  inspector,
  page,
  say,
  writeDialog,
  stack,
  upload,
}) => {
  fillWithReleases(bucket);
  const key = 'app/real.txt';
  const presigned = await presignGetObject(stack.client, { bucket: bucket.name, key, expiresSeconds: 600 });
  const signature = new URL(presigned).searchParams.get('x-oss-signature')!;
  const asked = listen(page);

  await page.goto(`/c/${connection}/links?bucket=${bucket.name}`);
  for (const filter of ['prefix', 'target'] as const) {
    const field = page.getByRole('textbox', { name: say(`links:filter.${filter}`), exact: true });
    await field.fill(presigned);
    // Until the connection is known the address is refused: Enter asks again.
    await expect(async () => {
      await field.press('Enter');
      expect(new URL(page.url()).searchParams.get(filter)).toBe(key);
    }).toPass({ timeout: 5000 });
  }

  await browserPage.open(bucket.name, { prefix: 'app/' });
  await upload.open();
  await upload.choose({ name: 'new.txt', mimeType: 'text/plain', buffer: Buffer.from('new') });
  await upload.key.fill(presigned);
  await expect(upload.key).toHaveValue(key);
  await upload.key.fill(presigned.replace(bucket.name, 'somebody-elses'));
  await expect(upload.act('create', { name: '' })).toHaveAttribute('aria-disabled', 'true');

  await browserPage.open(bucket.name, { prefix: 'app/', key: 'app/latest.txt' });
  await expect(inspector.about('app/latest.txt')).toBeVisible();
  await palette.open();
  await expect(palette.group('atHand').getByRole('option').first()).toContainText('latest.txt');
  await palette.paste('new li');
  await page.keyboard.press('Enter');
  await writeDialog.key.fill(presigned);
  await expect(writeDialog.key).toHaveValue(key);
  await expect(page).toHaveURL((url) => url.searchParams.get('on') === key);

  for (const [where, text] of Object.entries(await tracesOf(page, stack, asked)))
    expect(text, where).not.toContain(signature);
});

test('the palette asks for the dialog of the key that is open', async ({
  palette,
  browserPage,
  bucket,
  inspector,
  page,
  writeDialog,
  upload,
}) => {
  fillWithReleases(bucket);
  await browserPage.open(bucket.name, { prefix: 'app/', key: 'app/latest.txt' });
  await expect(inspector.about('app/latest.txt')).toBeVisible();
  await palette.open();
  await palette.paste('repoint');
  await expect(palette.options.first()).toContainText('latest.txt');
  await page.keyboard.press('Enter');
  await expect(writeDialog.target).toHaveValue('app/v1/app.txt');
  await page.keyboard.press('Escape');
  await expect(writeDialog.dialog).toBeHidden();

  await palette.open();
  await palette.paste('upl');
  await page.keyboard.press('Enter');
  await expect(upload.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(upload.dialog).toBeHidden();
  expect(new URL(page.url()).searchParams.get('sheet')).toBeNull();
});

test('the palette asks nothing that is refused where no key is open', async ({ homePage, palette, page }) => {
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
  await homePage.open();
  await palette.open();
  await expect(palette.options.first()).toBeVisible();
  await palette.field.fill('install.sh');
  await expect(palette.options.filter({ hasText: 'install.sh' }).first()).toBeVisible();
  expect(refused).toEqual([]);
});
