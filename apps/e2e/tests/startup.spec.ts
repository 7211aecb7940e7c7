import { expect, type Page } from '@playwright/test';
import { test } from '../src/fixtures/test.ts';

/** The texts of the page itself, which are shown before any language is chosen. */
const notLoaded = ['Signpost could not be loaded.', 'Signpost 未能加载。'];
const needsScripts = ['Signpost needs JavaScript.', 'Signpost 需要 JavaScript。'];

async function expectTexts(page: Page, texts: readonly string[], visible = true): Promise<void> {
  for (const text of texts) await expect(page.getByText(text)).toBeVisible({ visible });
}

test.use({ expectedFaults: /\/assets\/|^script error: $/ });

for (const { what, files } of [
  { what: 'the first script', files: /\/assets\/index-.*\.js$/ },
  { what: 'a script that the first one needs', files: /\/assets\/vendor-.*\.js$/ },
  { what: 'the texts', files: /\/assets\/en-.*\.js$/ },
  { what: 'everything but the page', files: /\.(js|css|svg)$/ },
]) {
  test(`the page says in both languages what to do when ${what} cannot be loaded`, async ({ page }) => {
    await page.route(files, (route) => route.abort('connectionrefused'));
    await page.goto('/');
    await expectTexts(page, notLoaded);
    await expectTexts(page, needsScripts, false);
    await page.unroute(files);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectTexts(page, notLoaded, false);
  });
}

test.describe('without JavaScript', () => {
  test.use({ expectedFaults: /Blocked script execution/ });

  test('the page says in both languages that it is needed', async ({ page }) => {
    // Playwright's own switch leaves the parser believing that scripts run.
    await page.route('/', async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': 'sandbox allow-same-origin' };
      await route.fulfill({ response, headers });
    });
    await page.goto('/');
    // Nothing that asks by a script reads this page; assistive technology does.
    const reader = await page.context().newCDPSession(page);
    const { nodes } = await reader.send('Accessibility.getFullAXTree');
    const read = nodes
      .filter(({ ignored, role }) => !ignored && role?.value === 'StaticText')
      .map(({ name }) => String(name?.value));
    expect(read).toEqual(needsScripts.map((text) => expect.stringContaining(text)));
  });
});

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('a page that is opened while the server is unreachable says so, and can be tried again', async ({
      homePage,
      browserPage,
      startConsole,
      page,
      say,
    }) => {
      const console = await startConsole();
      await homePage.open(console.bffUrl);
      // The texts of the language are fetched after the page has loaded.
      await expect(homePage.sentence).toBeVisible();
      await console.stop();
      await browserPage.place('changes').click();
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(say('common:crash.part'));
      await expect(alert).toContainText(say('common:problem.network.what'));
      await alert.getByRole('button', { name: say('common:action.retry') }).click();
      await expect(alert).toContainText(say('common:problem.network.what'));
      await expect(page.getByText(say('common:crash.title'))).toBeHidden();
    });

    test('a window whose parts a newer console no longer has says so, and works when the page is loaded again', async ({
      browserPage,
      writeDialog,
      bucket,
      page,
      say,
    }) => {
      bucket.putObject('there.txt');
      await browserPage.open(bucket.name);
      await expect(browserPage.row('there.txt')).toBeVisible();
      const parts = /\/assets\/.*write-dialog-.*\.js$/;
      await page.route(parts, (route) => route.fulfill({ status: 404 }));
      await browserPage.newLink.click();
      await expect(page.getByRole('heading', { name: say('common:crash.part') })).toBeVisible();
      await expect(page.getByText(say('common:problem.answer-invalid.todo'))).toBeVisible();
      await page.unroute(parts);
      await page.getByRole('button', { name: say('common:action.retry') }).click();
      await expect(writeDialog.key).toBeVisible();
    });
  });
}
