import { expect } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { lasting } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';
import { pressByTab, tabTo } from '../src/pages/keyboard.ts';

const hour = 3_600_000;
const old = ['VERSION', 'cli-linux.tar.gz', 'cli-win.zip', 'install.sh'];
/** One platform is gone, another is new. */
const next = ['VERSION', 'cli-linux.tar.gz', 'cli-riscv.tar.gz', 'install.sh'];
const at = (file: string): string => `cli/latest/${file}`;

/** Two versions, the newer an hour old, and `cli/latest/` over the older. */
function fillWithVersions(bucket: TestBucket): void {
  const store = (version: string, files: readonly string[], ageMs: number): void => {
    for (const file of files) {
      bucket.putObject(`cli/${version}/${file}`, {
        body: `${file} of one and the same length\n`,
        contentType: 'text/plain',
        lastModified: new Date(Date.now() - ageMs),
      });
    }
  };
  store('2.14.0', old, 72 * hour);
  store('2.15.0-rc.1', next, hour);
  for (const file of old) {
    bucket.putLink(at(file), `cli/2.14.0/${file}`, {
      acl: 'public-read',
      tagging: { team: 'cli' },
      metadata: { channel: 'latest' },
      cacheControl: 'max-age=60',
    });
  }
}

const readLinks = (bucket: TestBucket): Record<string, unknown> =>
  Object.fromEntries([...new Set([...old, ...next])].map((file) => [file, lasting(bucket.find(at(file)))]));

const targetsOf = (bucket: TestBucket): Record<string, string | undefined> =>
  Object.fromEntries([...new Set([...old, ...next])].map((file) => [file, bucket.find(at(file))?.target]));

const moved = {
  VERSION: 'cli/2.15.0-rc.1/VERSION',
  'cli-linux.tar.gz': 'cli/2.15.0-rc.1/cli-linux.tar.gz',
  'cli-riscv.tar.gz': 'cli/2.15.0-rc.1/cli-riscv.tar.gz',
  // The new version has none: its link is left where it is.
  'cli-win.zip': 'cli/2.14.0/cli-win.zip',
  'install.sh': 'cli/2.15.0-rc.1/install.sh',
};

test.describe('in en, light', () => {
  test.use({ language: 'en', theme: 'light' });
  test.slow();

  test('by mouse: cli/latest/ is moved from Home in three clicks and taken back in two', async ({
    bucket,
    homePage,
    page,
    planPage,
    say,
    startConsole,
  }) => {
    fillWithVersions(bucket);
    // One that lists the bucket: the list of buckets is kept for a minute.
    const console = await startConsole();
    await scanBucket(console, bucket.name);
    const before = readLinks(bucket);
    await homePage.open(console.bffUrl);

    await homePage.moveFolder(bucket.name, 'cli/latest/').click();
    await expect(planPage.choice('2.15.0-rc.1/')).toContainText(
      say('plans:move.match', { matching: 3, count: 4 }),
    );
    await planPage.choice('2.15.0-rc.1/').click();
    await expect(planPage.title).toHaveText('cli/latest/: 2.14.0 → 2.15.0-rc.1');
    await expect(planPage.row(at('cli-win.zip'))).toBeVisible();
    expect(readLinks(bucket)).toEqual(before);
    await expect(planPage.apply).toHaveText(say('plans:say.apply', { count: 4 }));
    await planPage.apply.click();
    await expect(planPage.allDone(4)).toBeVisible();
    expect(targetsOf(bucket)).toEqual(moved);
    // All else of a link that was moved is as it was.
    const {
      etag: _etag,
      size: _size,
      target: _target,
      ...kept
    } = before['VERSION'] as Record<string, unknown>;
    expect(lasting(bucket.find(at('VERSION')))).toMatchObject(kept);

    await planPage.undoAll.click();
    await expect(planPage.title).toContainText(/\d/);
    await planPage.apply.click();
    await expect(planPage.allDone(4)).toBeVisible();
    expect(readLinks(bucket)).toEqual(before);
    await expect(page.getByRole('link', { name: say('plans:all') })).toBeVisible();
  });

  test('a plan is edited, discarded and kept at its address', async ({
    browserPage,
    bucket,
    page,
    planPage,
    say,
    stack,
  }) => {
    fillWithVersions(bucket);
    await scanBucket(stack, bucket.name);
    const before = readLinks(bucket);
    await browserPage.open(bucket.name, { prefix: 'cli/', dialog: 'move', on: 'cli/latest/' });
    await planPage.choice('2.15.0-rc.1/').click();
    await expect(planPage.apply).toHaveText(say('plans:say.apply', { count: 4 }));

    const decision = page.getByRole('combobox', {
      name: say('plans:rows.decisionFor', { name: 'install.sh' }),
    });
    await decision.selectOption({ label: say('plans:decision.leave') });
    await expect(planPage.apply).toHaveText(say('plans:say.apply', { count: 3 }));
    await page.reload();
    await expect(planPage.apply).toHaveText(say('plans:say.apply', { count: 3 }));
    await expect(decision).toHaveValue('leave');

    await page.getByRole('button', { name: say('plans:say.discard'), exact: true }).click();
    await expect(page.getByText(say('plans:discarded.title'))).toBeVisible();
    expect(readLinks(bucket)).toEqual(before);
    await browserPage.place('plans').click();
    await expect(planPage.items.first()).toContainText(say('plans:state.discarded'));
  });

  test('a link that somebody changed since the review is left alone, and said', async ({
    browserPage,
    bucket,
    page,
    planPage,
    say,
    stack,
  }) => {
    fillWithVersions(bucket);
    await scanBucket(stack, bucket.name);
    await browserPage.open(bucket.name, { prefix: 'cli/', dialog: 'move', on: 'cli/latest/' });
    await planPage.choice('2.15.0-rc.1/').click();
    await expect(planPage.apply).toBeVisible();
    bucket.putLink(at('install.sh'), 'cli/2.14.0/VERSION');
    await planPage.apply.click();
    const drifted = say('plans:done.bad', { count: 1, outcome: say('plans:outcome.drifted') });
    await page.getByRole('button', { name: drifted }).click();
    await expect(planPage.rows).toHaveCount(1);
    await expect(planPage.row(at('install.sh'))).toBeVisible();
    expect(bucket.find(at('install.sh'))?.target).toBe('cli/2.14.0/VERSION');
  });
});

test.describe('in zh-CN, dark', () => {
  test.use({ language: 'zh-CN', theme: 'dark' });
  test.slow();

  test('by keyboard only: the same way', async ({ bucket, homePage, page, planPage, startConsole }) => {
    fillWithVersions(bucket);
    const console = await startConsole();
    await scanBucket(console, bucket.name);
    const before = readLinks(bucket);
    await homePage.open(console.bffUrl);

    await pressByTab(page, homePage.moveFolder(bucket.name, 'cli/latest/'));
    await expect(planPage.choice('2.15.0-rc.1/')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(planPage.title).toContainText('2.15.0-rc.1');
    await expect(planPage.apply).not.toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Control+Enter');
    await expect(planPage.allDone(4)).toBeVisible();
    expect(targetsOf(bucket)).toEqual(moved);

    await tabTo(page, planPage.undoAll);
    await page.keyboard.press('Enter');
    await expect(planPage.apply).not.toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Control+Enter');
    await expect(planPage.allDone(4)).toBeVisible();
    expect(readLinks(bucket)).toEqual(before);
  });
});
