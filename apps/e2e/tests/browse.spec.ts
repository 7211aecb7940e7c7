import { expect } from '@playwright/test';
import { test } from '../src/fixtures/test.ts';
import { toBrowserUrl } from '../src/pages/browser-page.ts';

test('from the first address a person reaches a bucket, a folder and a link, and every step has an address', async ({
  page,
  browserPage,
  inspector,
}) => {
  await page.goto('/');
  await browserPage.place('browse').click();
  await page.getByRole('main').getByRole('link', { name: 'acme-releases', exact: true }).click();
  await browserPage.row('cli/').click();
  await browserPage.expectLink('cli/CHANGELOG.md', 'cli/2.14.0/CHANGELOG.md', 'ok');
  await browserPage.row('cli/old-installer.exe').click();
  await expect(inspector.about('cli/old-installer.exe')).toBeVisible();
  expect(new URL(page.url()).searchParams.get('key')).toBe('cli/old-installer.exe');

  await page.goBack();
  await expect(inspector.about('cli/old-installer.exe')).toBeHidden();
  await page.goBack();
  await expect(browserPage.row('install.sh')).toBeVisible();
  await page.goForward();
  await expect(browserPage.row('cli/latest.txt')).toBeVisible();
});

test('the list says of each link where it leads and how that is', async ({ browserPage }) => {
  await browserPage.open('acme-releases', { prefix: 'cli/' });
  await browserPage.expectLink('cli/CHANGELOG.md', 'cli/2.14.0/CHANGELOG.md', 'ok');
  await browserPage.expectLink('cli/latest.txt', 'cli/latest/VERSION', 'chained');
  await browserPage.expectLink('cli/legacy.tar.gz', 'cli/1.9.4/cli.tar.gz', 'cold');
  await browserPage.expectLink('cli/old-installer.exe', 'cli/1.2.0/setup.exe', 'missing');
  await browserPage.expectLink('cli/工具‹U+202E›fdp.exe', 'cli/2.14.0/manual.pdf', 'ok');
  await browserPage.open('acme-datasets', { prefix: 'aliases/' });
  await browserPage.expectLink('aliases/current', 'aliases/current', 'self');
  await browserPage.expectLink('aliases/ring-a', 'aliases/ring-b', 'self');
  await browserPage.expectLink('aliases/all-of-november', 'sets/2026-11', 'folder');
});

test('rows stand in key order, folders not pulled up', async ({ browserPage, bucket }) => {
  for (const key of ['a.txt', 'B.txt', 'b/x.txt', 'c.txt', 'a/x.txt']) bucket.putObject(key);
  await browserPage.open(bucket.name);
  await expect(browserPage.rows).toHaveCount(5);
  const names = await browserPage.rows.evaluateAll((rows) =>
    rows.map((row) => row.getAttribute('aria-label')?.split(',')[0]),
  );
  expect(names).toEqual(['B.txt', 'a.txt', 'a/', 'b/', 'c.txt']);
});

test('an empty bucket says what it is and what can be done', async ({ browserPage, bucket, page, say }) => {
  await browserPage.open(bucket.name);
  await expect(page.getByText(say('rows:empty.top'), { exact: true })).toBeVisible();
  await expect(browserPage.newLink).toBeEnabled();
});

test('a prefix under which nothing is stored leads back up', async ({ browserPage, bucket, page, say }) => {
  bucket.putObject('there.txt');
  await browserPage.open(bucket.name, { prefix: 'not/there/' });
  await expect(page.getByText(say('rows:empty.folder'), { exact: true })).toBeVisible();
  await page.getByRole('link', { name: say('rows:empty.up') }).click();
  await expect(page.getByText(say('rows:empty.folder'), { exact: true })).toBeVisible();
  await page.getByRole('link', { name: say('rows:empty.up') }).click();
  await expect(browserPage.row('there.txt')).toBeVisible();
});

test('a bucket with a hierarchical namespace can be browsed and says that it holds no links', async ({
  browserPage,
  inspector,
  page,
  say,
}) => {
  await page.goto('/c/default/buckets');
  await expect(page.getByText(say('buckets:hierarchical.mark'))).toBeVisible();
  await browserPage.open('acme-lake', { key: 'README.txt' });
  await expect(inspector.about('README.txt')).toBeVisible();
  await expect(browserPage.row('README.txt')).toBeVisible();
  await expect(page.getByRole('paragraph').filter({ hasText: say('objects:noLinks') })).toBeVisible();
  // There is nothing to read for.
  await expect(page.getByText(say('objects:index.not-scanned'))).toHaveCount(0);
  await expect(page.getByText(say('inspector:known.not-scanned'))).toHaveCount(0);
  await expect(browserPage.newLink).toHaveAttribute('aria-disabled', 'true');
  await expect(browserPage.newLink).toHaveAccessibleDescription(say('objects:noLinks'));
});

test('every state of the browser can be opened from its address', async ({
  browserPage,
  inspector,
  bucket,
  page,
}) => {
  bucket.putObject('docs/target.txt');
  bucket.putLink('docs/link.txt', 'docs/target.txt');
  await page.goto(toBrowserUrl(bucket.name, { prefix: 'docs/', key: 'docs/link.txt', tab: 'metadata' }));
  await expect(browserPage.row('docs/link.txt')).toHaveAttribute('aria-current', 'true');
  await expect(inspector.about('docs/link.txt')).toBeVisible();
  await expect(inspector.tab('metadata')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(inspector.tab('metadata')).toHaveAttribute('aria-selected', 'true');
  await page.goto(toBrowserUrl(bucket.name, { prefix: 'docs/', after: 'docs/link.txt' }));
  await expect(browserPage.row('docs/target.txt')).toBeVisible();
  await expect(browserPage.row('docs/link.txt')).toBeHidden();
});

test('the path bar takes a key, a prefix, an oss:// path and a URL', async ({
  browserPage,
  inspector,
  bucket,
}) => {
  bucket.putObject('deep/er/file one.txt');
  await browserPage.open(bucket.name);
  await browserPage.jump(bucket.name, 'deep/er/');
  await expect(browserPage.row('deep/er/file one.txt')).toBeVisible();
  await browserPage.crumb('deep/').click();
  await expect(browserPage.row('deep/er/')).toBeVisible();
  await browserPage.jump(bucket.name, 'deep/er/file one.txt');
  await expect(inspector.about('deep/er/file one.txt')).toBeVisible();
  await browserPage.open(bucket.name);
  await browserPage.jump(bucket.name, `oss://${bucket.name}/deep/er/file one.txt`);
  await expect(inspector.about('deep/er/file one.txt')).toBeVisible();
  await browserPage.open(bucket.name);
  await browserPage.jump(
    bucket.name,
    `https://${bucket.name}.oss-cn-hangzhou.aliyuncs.com/deep/er/file%20one.txt?Expires=1&Signature=x`,
  );
  await expect(inspector.about('deep/er/file one.txt')).toBeVisible();
});

test('an address that is not there says so and leads home', async ({ page, say }) => {
  await page.goto('/no/such/page');
  await expect(page.getByText(say('common:notFound.title'))).toBeVisible();
  await page.getByRole('link', { name: say('common:notFound.home') }).click();
  await expect(page).toHaveURL(/\/c\/default$/);
  await expect(page.getByText(say('common:notFound.title'))).toBeHidden();
});

test('language and theme can be changed, and are remembered', async ({ page, bucket, browserPage, say }) => {
  await browserPage.open(bucket.name);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  const theme = (name: string) =>
    page.getByRole('button', { name: say('shell:theme.switch', { name: say(`shell:theme.${name}`) }) });
  await theme('system').click();
  await theme('light').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
});
