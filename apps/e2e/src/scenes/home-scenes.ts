import { expect } from '../pages/patient-expect.ts';
import { literally } from '../texts/text-pattern.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const cdn = 'acme-cdn';
const datasets = 'acme-datasets';
const list = 'ListObjectsV2';

/** Opens Home of a console that has read nothing, and asks it to read some buckets. */
async function readFrom({ homePage }: SceneStage, origin: string, buckets: readonly string[]): Promise<void> {
  await homePage.open(origin);
  for (const bucket of buckets) {
    // oxlint-disable-next-line no-await-in-loop -- one click after the other
    await homePage.read(bucket);
  }
}

/** The first screen, from "nothing is known" to "all of it". */
export const homeScenes: readonly Scene[] = [
  {
    name: 'home',
    async show({ homePage, page, say }) {
      await homePage.open();
      await expect(page.getByText(say('home:completeness.complete', { count: 3 }))).toBeVisible();
      await expect(homePage.rows('broken').first()).toBeVisible();
      // Whose change it is depends on the scenes before: some of them write.
      const last = page.getByRole('region', { name: say('changes:last.title') });
      await expect(last.getByRole('listitem').first()).toBeVisible();
    },
  },
  {
    name: 'home-connect',
    async show({ page, say }) {
      await page.goto('/c/default?connect=1');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('connect:place.bucket')).fill('team-cdn');
      await expect(dialog.getByText('acs:oss:*:*:team-cdn/*')).toBeVisible();
    },
  },
  {
    name: 'home-scan',
    async show({ page, say }) {
      await page.goto(`/c/default?scan=${releases}`);
      const dialog = page.getByRole('dialog', { name: say('parts:scan.title', { bucket: releases }) });
      await expect(dialog.getByText(say('parts:scan.state.ended')).first()).toBeVisible();
    },
  },
  {
    name: 'tour-why',
    async show({ homePage, page, say, afterwards }) {
      // Scenes share their storage.
      afterwards(async () => {
        await page.goto('/c/default');
        await page.evaluate(() => localStorage.removeItem('signpost.tour'));
      });
      await homePage.open();
      await page.getByRole('button', { name: say('home:demo.tour') }).click();
      const card = page.getByRole('complementary', { name: say('tour:broken.title') });
      await card.getByRole('link', { name: say('tour:broken.show') }).click();
      await expect(page.getByRole('complementary', { name: say('tour:why.title') })).toBeVisible();
      // A phone shows the list, so that the panel does not cover the card.
      const repair = page.getByText(say('inspector:repair.title'));
      const row = page.getByRole('main').getByRole('row', { name: /old-installer/ });
      await expect(repair.or(row).first()).toBeVisible();
    },
  },
  {
    name: 'home-trend-table',
    async show({ homePage, say }) {
      await homePage.open();
      const trend = homePage.part('trend');
      await trend.getByRole('button', { name: say('home:trend.asTable') }).click();
      await expect(trend.getByRole('table')).toBeVisible();
    },
  },
  {
    name: 'home-loading',
    async show({ homePage, stack, startConsole }) {
      const { bffUrl } = await startConsole();
      stack.faults.add({ match: { operation: 'ListBuckets' }, effect: { kind: 'stall', when: 'before' } });
      await homePage.open(bffUrl);
      await expect(homePage.skeleton.first()).toBeAttached();
    },
  },
  {
    name: 'home-failed',
    async show({ homePage, stack, startConsole }) {
      const { bffUrl } = await startConsole();
      stack.faults.add({
        match: { operation: 'ListBuckets' },
        effect: { kind: 'error', code: 'InternalError', status: 500 },
      });
      await homePage.open(bffUrl);
      await expect(homePage.alert).toBeVisible();
    },
  },
  {
    name: 'home-not-scanned',
    async show({ homePage, page, say, startConsole }) {
      const { bffUrl } = await startConsole();
      await homePage.open(bffUrl);
      await expect(page.getByText(say('home:sentence.none.nothing'))).toBeVisible();
    },
  },
  {
    name: 'home-reading',
    async show(stage) {
      const { bffUrl } = await stage.startConsole();
      stage.stack.faults.add({
        match: { bucket: cdn, operation: list },
        skip: 3,
        effect: { kind: 'stall', when: 'before' },
      });
      await readFrom(stage, bffUrl, [releases, cdn]);
      await expect(stage.homePage.card(cdn)).toContainText(
        stage.say('home:coverage.scanning', { count: 3000 }),
      );
      await expect(stage.homePage.rows('broken').first()).toBeVisible();
    },
  },
  {
    name: 'home-partial',
    async show(stage) {
      const { bffUrl } = await stage.startConsole({ maxIndexedKeys: 6000 });
      await readFrom(stage, bffUrl, [releases, cdn]);
      // Ranges are read beside each other, and given up from the end: how many keys are known without a gap differs.
      const bound = literally(stage.say('home:coverage.partial.bound', { count: 9 }));
      await expect(stage.homePage.card(cdn)).toContainText(new RegExp(bound.replace('9', '[3-6],\\d{3}')));
    },
  },
  {
    name: 'home-reading-failed',
    async show(stage) {
      const { bffUrl } = await stage.startConsole();
      const busy = { kind: 'busy' } as const;
      stage.stack.faults.add({ match: { bucket: datasets, operation: list }, effect: busy });
      stage.stack.faults.add({ match: { bucket: cdn, operation: list }, skip: 5, effect: busy });
      await readFrom(stage, bffUrl, [releases, cdn, datasets]);
      await expect(stage.homePage.card(datasets).getByRole('alert')).toBeVisible();
      // Ranges are read beside each other: how far the first of them came differs.
      const cut = literally(stage.say('home:coverage.partial.cut', { count: 9 }));
      await expect(stage.homePage.card(cdn)).toContainText(new RegExp(cut.replace('9', '[1-9],000')));
    },
  },
  {
    name: 'home-forbidden',
    async show(stage) {
      const { bffUrl } = await stage.startConsole();
      const denied = { kind: 'error', code: 'AccessDenied' } as const;
      stage.stack.faults.add({ match: { bucket: datasets, operation: list }, effect: denied });
      await readFrom(stage, bffUrl, [releases, datasets]);
      await expect(stage.homePage.card(datasets).getByRole('alert')).toBeVisible();
      await expect(stage.homePage.rows('broken').first()).toBeVisible();
    },
  },
];
