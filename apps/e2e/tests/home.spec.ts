import { expect, type Locator } from '@playwright/test';
import { scanBucket } from '../src/fixtures/api.ts';
import { startWorkerStack } from '../src/fixtures/stack.ts';
import { test } from '../src/fixtures/test.ts';
import { createAliOss } from '../src/outside/ali-oss-client.ts';
import { readDemo, type OutsideLink } from '../src/outside/read-demo.ts';
import { connection } from '../src/pages/browser-page.ts';
import { HomePage } from '../src/pages/home-page.ts';
import { pressByTab, tabTo } from '../src/pages/keyboard.ts';
import { LinksPage } from '../src/pages/links-page.ts';
import { releases } from '../src/scenes/scene.ts';
import { createSay, languages, type Say } from '../src/texts/texts.ts';

/** Folders that follow another one in the demo, and what they follow. */
const moving: Readonly<Record<string, string>> = {
  'acme-cdn web/live/': 'web/green/',
  'acme-datasets sets/test/': 'sets/2026-11/test/',
  'acme-datasets sets/train/': 'sets/2026-11/train/',
  'acme-releases cli/beta/': 'cli/2.15.0-rc.1/',
  'acme-releases cli/latest/': 'cli/2.14.0/',
  'acme-releases cli/stable/': 'cli/2.13.2/',
  'acme-releases docs/current/': 'docs/2.14/',
  ...Object.fromEntries(
    ['dotnet', 'go', 'java', 'node', 'php', 'python', 'rust'].map((name, i) => [
      `acme-releases sdk/${name}/latest/`,
      `sdk/${name}/1.${i + 2}.0/`,
    ]),
  ),
};

for (const language of languages) {
  test(`in ${language} every number of Home is what somebody outside counts, and leads to that many rows`, async ({
    browser,
    clock,
    baseURL: _baseURL,
  }) => {
    test.slow();
    // A demo nobody has touched.
    const stack = await startWorkerStack(clock.now);
    try {
      const links = await readDemo(stack);
      const broken = links.filter(({ health }) => health !== 'ok');
      const counts = Map.groupBy(links, ({ bucket }) => bucket);
      // What the demo is said to hold; without it, two dailyStats of nothing would agree.
      expect([links.length, broken.length]).toEqual([1807, 14]);

      const say = createSay(language);
      const context = await browser.newContext({ baseURL: stack.bffUrl, locale: language });
      const page = await context.newPage();
      const home = new HomePage(page, say);
      const list = new LinksPage(page, say);
      await home.open();

      await test.step(`${language}: the sentence`, async () => {
        const parts = [...counts]
          .map(([bucket, of]) => ({ bucket, count: of.length }))
          .toSorted((a, b) => b.count - a.count)
          .map((values, i) => say(`home:sentence.${i === 0 ? 'first' : 'next'}`, values));
        const sentence = parts.join(say('home:sentence.comma')) + say('home:sentence.end');
        await expect(home.sentence).toContainText(plain(sentence));
        await expect(home.sentence).toContainText(
          plain(say('home:sentence.broken', { count: broken.length })),
        );
        await expect(page.getByText(say('home:completeness.complete', { count: 3 }))).toBeVisible();
      });

      await test.step(`${language}: the broken ones, each with its target and its trouble`, async () => {
        const shown = await home.rows('broken').all();
        expect(shown.length).toBeGreaterThanOrEqual(Math.min(8, broken.length));
        for (const row of shown) {
          const { bucket, search } = await placeOf(row.getByRole('link').first());
          const link = broken.find((one) => one.bucket === bucket && one.key === search.get('key'));
          expect(link, `${bucket} ${search.get('key')} is broken`).toBeDefined();
          await expect(row).toContainText(say(`health:word.${link!.health}`));
        }
        await home.part('broken').getByRole('link').first().click();
        await expect(list.total(broken.length)).toBeVisible();
        await expect(list.rows).toHaveCount(broken.length);
        for (const { bucket, key, target, health } of broken) {
          const word = say(`health:word.${health}`);
          const name = say('links:row.name', { bucket, key, target, health: word });
          await expect(list.grid.getByRole('row', { name, exact: true })).toBeVisible();
        }
        await page.goBack();
      });

      await test.step(`${language}: the folder links`, async () => {
        await showAllParts(home, say);
        const rows = await home.rows('moving').all();
        const found: Record<string, string> = {};
        for (const row of rows) {
          const from = await placeOf(row.getByRole('link').nth(0));
          const prefix = from.search.get('prefix')!;
          const source = (await placeOf(row.getByRole('link').nth(1))).search.get('prefix')!;
          found[`${from.bucket} ${prefix}`] = source;
          const below = links.filter(({ bucket, key }) => bucket === from.bucket && key.startsWith(prefix));
          const working = below.filter(({ target, health }) => target.startsWith(source) && health === 'ok');
          await expect(row).toContainText(
            say('home:moving.count', { following: working.length, count: below.length }),
          );
        }
        expect(found).toEqual(moving);
      });

      await test.step(`${language}: every number leads to as many rows as it says`, async () => {
        const numbers = new Map<string, number>();
        for (const link of await home.numbers.all()) {
          numbers.set((await link.getAttribute('href'))!, await numberIn(link));
        }
        // The sentence, the broken, the folder links, links by health, and what was read of each bucket.
        expect(numbers.size).toBeGreaterThan(20);
        // One language is enough to follow them all: addresses know none.
        const chosen = [...numbers].filter((_, i) => language === 'en' || i < 2);
        for (const [href, count] of chosen) {
          expect(count, `${href} counts what is there`).toBe(countBy(links, href));
          const number = page
            .getByRole('main')
            .locator(`a[href=${JSON.stringify(href)}]`)
            .first();
          if (!(await number.isVisible())) await showAllParts(home, say);
          await number.click();
          await expect(list.total(count), href).toBeVisible();
          expect(await countRows(list, say('links:page.next', { count: 1000 })), href).toBe(count);
          await page
            .getByRole('navigation')
            .getByRole('link', { name: say('shell:place.home') })
            .click();
          await expect(home.sentence).toBeVisible();
        }
      });
      await context.close();
    } finally {
      await stack.stop();
    }
  });
}

function plain(text: string): string {
  return text.replaceAll(/<\/?n>/g, '');
}

async function showAllParts(home: HomePage, say: Say): Promise<void> {
  const name = say('home:moving.all', { count: Object.keys(moving).length });
  await home.part('moving').getByRole('button', { name, exact: true }).click();
}

/** Where in the buckets a link of a row leads. */
async function placeOf(link: Locator): Promise<{ bucket: string; search: URLSearchParams }> {
  const { pathname, searchParams } = new URL((await link.getAttribute('href'))!, 'http://any');
  return { bucket: pathname.split('/').at(-1)!, search: searchParams };
}

/** The number a person reads; of "8 of 9" the one that counts rows. */
async function numberIn(link: Locator): Promise<number> {
  const text = (await link.getAttribute('aria-label')) ?? (await link.textContent()) ?? '';
  return Math.max(...(text.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(',', ''))));
}

function fits({ bucket, target, health }: OutsideLink, asked: string): boolean {
  if (asked === 'broken') return health !== 'ok';
  // Rule cold-60 of the demo: of what it is about, only this version is between thirty and sixty days old.
  if (asked === 'breaks-soon')
    return bucket === releases && health === 'ok' && target.startsWith('cli/2.13.2/');
  return health === asked;
}

/** What an address asks for, counted in the outside reading. */
function countBy(links: readonly OutsideLink[], href: string): number {
  const search = new URL(href, 'http://any').searchParams;
  const health = search.get('health');
  return links.filter(
    (link) =>
      [null, link.bucket].includes(search.get('bucket')) &&
      link.key.startsWith(search.get('prefix') ?? '') &&
      (health === null || fits(link, health)),
  ).length;
}

/** Rows of all pages of a list; the grid says how many it holds, one of them its head. */
async function countRows(list: LinksPage, next: string): Promise<number> {
  const size = async (): Promise<number> => Number(await list.grid.getAttribute('aria-rowcount')) - 1;
  const first = await size();
  const onward = list.page.getByRole('link', { name: next });
  if (!(await onward.isVisible())) return first;
  await onward.click();
  await expect(onward).toBeHidden();
  await expect(list.page).toHaveURL(/cursor=/);
  return first + (await size());
}

interface Repaired {
  language: 'en' | 'zh-CN';
  by: 'mouse' | 'keyboard';
  verb: 'repair' | 'flatten';
  key: string;
  target: string;
}

for (const { language, by, verb, key, target } of [
  {
    language: 'en',
    by: 'mouse',
    verb: 'repair',
    key: 'cli/old-installer.exe',
    target: 'cli/2.14.0/setup.exe',
  },
  { language: 'zh-CN', by: 'mouse', verb: 'flatten', key: 'cli/latest.txt', target: 'cli/2.14.0/VERSION' },
  {
    language: 'zh-CN',
    by: 'keyboard',
    verb: 'repair',
    key: 'cli/beta/cli-windows-arm64.zip',
    target: 'cli/2.14.0/cli-2.14.0-windows-arm64.zip',
  },
] satisfies Repaired[]) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test(`by ${by}: ${verb} ${key} from Home, in at most three steps`, async ({
      startConsole,
      homePage,
      writeDialog,
      page,
      stack,
    }) => {
      // Only this bucket: what other tests have broken is none of this one's business.
      const own = await startConsole();
      await scanBucket(own, releases);
      const before = stack.admin.find({ bucket: releases, key })!;
      const outside = createAliOss(stack, releases);
      await page.addInitScript(() => {
        // Also across pages, and before anybody keeps it to themselves. Where a control moves away under the pointer,
        // Playwright presses again: what hit no control is no step.
        const count = ({ target }: Event): void => {
          if (!(target instanceof Element) || target.closest('a, button, input, label') === null) return;
          sessionStorage.setItem('clicks', `${Number(sessionStorage.getItem('clicks')) + 1}`);
        };
        addEventListener('pointerdown', count, { capture: true });
      });
      try {
        await homePage.open(own.bffUrl);
        const way = homePage.repair(verb, key);
        await expect(way).toBeVisible();
        await expect(outside.get(key)).rejects.toMatchObject({ status: verb === 'flatten' ? 400 : 404 });

        const write = writeDialog.dialog.getByRole('button', { name: new RegExp(key.split('/').at(-1)!) });
        // OSS tells nobody which headers a link has while its target cannot be read.
        const decision = writeDialog.accept('unread-headers');
        if (by === 'mouse') {
          await way.click();
          await expect(writeDialog.target).toHaveValue(target);
          await decision.click();
          await expect(write).toBeEnabled();
          await write.click();
        } else {
          await pressByTab(page, way);
          await expect(writeDialog.target).toHaveValue(target);
          await tabTo(page, decision);
          await page.keyboard.press('Space');
          await expect(write).toBeEnabled();
          await page.keyboard.press('Control+Enter');
        }
        await expect(writeDialog.dialog.getByText(/^[0-9A-F]{24}$/)).toBeVisible();
        const clicks = await page.evaluate(() => Number(sessionStorage.getItem('clicks')));
        expect(clicks).toBe(by === 'mouse' ? 3 : 0);

        const { res } = await outside.get(key);
        expect(res.status).toBe(200);
        expect(res.headers['etag']).toBe((await outside.get(target)).res.headers['etag']);
        // Home knows it at once: our own writes are in the index.
        await homePage.open(own.bffUrl);
        await expect(homePage.rows('broken').first()).toBeVisible();
        await expect(way).toBeHidden();
      } finally {
        stack.admin.putSymlink({
          bucket: releases,
          key,
          target: before.target!,
          lastModified: before.lastModified,
        });
      }
    });
  });
}

test('a bucket that was never read is read from Home with one click, and its links are counted', async ({
  startConsole,
  homePage,
  page,
  say,
}) => {
  const own = await startConsole();
  await homePage.open(own.bffUrl);
  await expect(page.getByText(say('home:sentence.none.nothing'))).toBeVisible();
  await homePage.read(releases);
  const sentence = say('home:sentence.first', { bucket: releases, count: 231 });
  await expect(homePage.sentence).toContainText(plain(sentence));
});

test('Home stands when nothing can be listed, and can be tried again', async ({
  startConsole,
  homePage,
  page,
  say,
  stack,
}) => {
  const own = await startConsole();
  const fault = stack.faults.add({
    match: { operation: 'ListBuckets' },
    effect: { kind: 'error', code: 'AccessDenied' },
  });
  await page.goto(`${own.bffUrl}/c/${connection}`);
  await expect(homePage.alert).toContainText('AccessDenied');
  fault.remove();
  await page.getByRole('button', { name: say('common:action.retry') }).click();
  await expect(homePage.card(releases)).toBeVisible();
});
