import { expect } from '@playwright/test';
import { startPrefixProxy, type PrefixProxy } from '../src/fixtures/prefix-proxy.ts';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { test as base } from '../src/fixtures/test.ts';
import { toBrowserUrl } from '../src/pages/browser-page.ts';

const prefix = '/tools/signpost/';

const test = base.extend<{ strips: boolean; site: PrefixProxy }>({
  strips: [false, { option: true }],
  site: async ({ strips }, provide) => {
    const proxy = await startPrefixProxy(prefix, { strips });
    await provide(proxy);
    await proxy.stop();
  },
});

for (const strips of [false, true]) {
  test.describe(
    strips ? 'behind a proxy that takes the path off' : 'behind a proxy that keeps the path',
    () => {
      test.use({ strips });

      test('the console works below a path: pages, deep links, writes, downloads', async ({
        site,
        startConsole,
        bucket,
        browserPage,
        inspector,
        writeDialog,
        page,
        say,
      }) => {
        test.slow();
        fillWithReleases(bucket);
        const console = await startConsole({ publicUrl: site.origin, basePath: prefix });
        site.lead(console.bffUrl);

        // Without the last slash, as people type it.
        await page.goto(`${site.origin}${prefix.slice(0, -1)}`);
        await expect(page).toHaveURL(`${site.origin}${prefix}c/default`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await browserPage.place('browse').click();
        await page.getByRole('link', { name: bucket.name, exact: true }).click();
        await expect(page).toHaveURL(`${site.origin}${prefix}c/default/b/${bucket.name}`);

        await test.step('a deep link, and a reload of it', async () => {
          const address = { prefix: 'app/', dialog: 'repoint', on: 'app/latest.txt' } as const;
          await page.goto(`${site.origin}${prefix.slice(0, -1)}${toBrowserUrl(bucket.name, address)}`);
          await writeDialog.leadTo('app/v2/app.txt');
          await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
          await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
          await page.reload();
          await writeDialog.expectDone('repoint', { name: 'latest.txt', target: 'app/v2/app.txt' });
          await writeDialog.other('sheet:request.show').click();
          await writeDialog.dialog.getByRole('radio', { name: say('sheet:request.name.api') }).click();
          await expect(writeDialog.dialog.getByText(`${site.origin}${prefix}api/v1/links`)).toBeVisible();
          await writeDialog.close();
          expect(bucket.find('app/latest.txt')?.target).toBe('app/v2/app.txt');
        });

        await test.step('a download', async () => {
          await browserPage.row('app/latest.txt').click();
          await expect(inspector.verdict('public-refused')).toBeVisible();
          const download = page.waitForEvent('download');
          await inspector.openMore();
          await inspector.more('download').click();
          expect(new URL((await download).url()).pathname).toBe(`${prefix}api/v1/object/download`);
        });

        await test.step('the reference of the API', async () => {
          await page.goto(`${site.origin}${prefix}api/v1/reference`);
          const document = page.getByRole('link', { name: 'OpenAPI 3.1' });
          expect(await document.evaluate((link: HTMLAnchorElement) => link.href)).toBe(
            `${site.origin}${prefix}api/v1/openapi.json`,
          );
        });

        expect(site.strays).toEqual([]);
      });
    },
  );
}

test('opened at the server itself, past the proxy, the console goes below its path', async ({
  site,
  startConsole,
  bucket,
  browserPage,
  page,
}) => {
  bucket.putObject('there.txt');
  const console = await startConsole({ publicUrl: site.origin, basePath: prefix });
  await page.goto(`${console.bffUrl}${toBrowserUrl(bucket.name)}`);
  await expect(browserPage.row('there.txt')).toBeVisible();
  await expect(page).toHaveURL(`${console.bffUrl}${prefix}c/default/b/${bucket.name}`);
});
