import { startStack } from '@signpost/bff/testing';
import { scanBucket } from '../fixtures/api.ts';
import { ownOrigins, webDist } from '../fixtures/stack.ts';
import { expect } from '../pages/patient-expect.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const cli = { bucket: releases, prefix: 'cli/' };

/** A bucket with three hundred folder links. */
const manyGroups = 'acme-channels';

const around = { bucket: releases, view: 'neighbourhood' };

/** On a phone there is the table alone. */
async function stands({ mapPage }: SceneStage): Promise<void> {
  await expect(mapPage.table.or(mapPage.pointers.first()).first()).toBeVisible();
}

/** The map of links in its states. */
export const mapScenes: readonly Scene[] = [
  {
    name: 'map',
    async show(stage) {
      await stage.mapPage.open(cli);
      await stands(stage);
    },
  },
  {
    name: 'map-broken',
    async show(stage) {
      await stage.mapPage.open({ bucket: 'acme-datasets', hide: 'ok' });
      await stands(stage);
    },
  },
  {
    name: 'map-pointer',
    async show(stage) {
      await stage.mapPage.open({ ...cli, pointer: 'cli/beta/' });
      await expect(stage.page.getByText(stage.say('map:panel.lead'))).toBeVisible();
    },
  },
  {
    name: 'map-destination',
    async show(stage) {
      await stage.mapPage.open({ ...cli, destination: 'cli/2.14.0/' });
      await expect(stage.page.getByText(stage.say('map:panel.breaks', { count: 12 }))).toBeVisible();
    },
  },
  {
    name: 'map-staged',
    async show(stage) {
      const { mapPage, page, say } = stage;
      await mapPage.open({ ...cli, pointer: 'cli/stable/' });
      await page.getByRole('button', { name: '2.14.0/', exact: true }).click();
      await page.getByRole('button', { name: say('map:panel.close') }).click();
      await expect(mapPage.tray).toBeVisible();
    },
  },
  {
    name: 'map-table',
    async show(stage) {
      await stage.mapPage.open({ ...cli, view: 'table' });
      await expect(stage.mapPage.table).toBeVisible();
    },
  },
  {
    name: 'map-neighbourhood',
    async show(stage) {
      await stage.mapPage.open({ ...around, key: 'cli/latest/VERSION' });
      await expect(stage.mapPage.neighbour('cli/latest.txt')).toBeVisible();
      await expect(stage.mapPage.neighbour('cli/2.14.0/VERSION')).toBeVisible();
    },
  },
  {
    name: 'map-neighbourhood-missing',
    async show(stage) {
      await stage.mapPage.open({ ...around, key: 'cli/old-installer.exe' });
      await expect(stage.mapPage.neighbour('cli/1.2.0/setup.exe')).toBeVisible();
    },
  },
  {
    name: 'map-neighbourhood-chain',
    async show(stage) {
      await stage.mapPage.open({ ...around, bucket: 'acme-datasets', key: 'aliases/ranker-v3' });
      await expect(stage.mapPage.neighbour('aliases/ranker-prod')).toBeVisible();
    },
  },
  {
    name: 'map-neighbourhood-choose',
    async show({ mapPage, page, say }) {
      await mapPage.open(around);
      await expect(page.getByText(say('map:near.choose'))).toBeVisible();
    },
  },
  {
    name: 'map-past',
    async show(stage) {
      await stage.mapPage.open(cli);
      // By the clock of the page, which pictures set.
      const now = await stage.page.evaluate(() => Date.now());
      await stage.mapPage.open({ ...cli, at: new Date(now - 4 * 24 * 3_600_000).toISOString() });
      await stands(stage);
      await expect(stage.page.getByText(stage.say('map:moment.known'))).toBeVisible();
    },
  },
  {
    name: 'map-many',
    async show(stage) {
      const { afterwards, mapPage } = stage;
      // On an OSS of its own: the demo stays as it is.
      const now = new Date(await stage.page.evaluate(() => Date.now()));
      const own = await startStack({ webDist, clock: () => now });
      afterwards(() => own.stop());
      ownOrigins.add(own.bffUrl);
      own.admin.putBucket({ name: manyGroups });
      own.admin.bulk(() => {
        for (let group = 0; group < 300; group += 1)
          for (const file of ['app.tar.gz', 'checksums.txt', 'install.sh']) {
            const key = `builds/${1000 + group}/${file}`;
            own.admin.putObject({ bucket: manyGroups, key, body: 'x' });
            own.admin.putSymlink({ bucket: manyGroups, key: `channels/team-${group}/${file}`, target: key });
          }
      });
      await scanBucket(own, manyGroups);
      await mapPage.open({ bucket: manyGroups }, own.bffUrl);
      await stands(stage);
    },
  },
  {
    name: 'map-no-links',
    async show({ mapPage, page, say }) {
      await mapPage.open({ ...cli, contains: 'no such thing' });
      await expect(page.getByText(say('map:empty.filtered'))).toBeVisible();
    },
  },
];
