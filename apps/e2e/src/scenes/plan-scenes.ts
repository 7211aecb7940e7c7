import { draftLargePlan } from '@signpost/bff/testing';
import {
  applyPlan,
  controlPlan,
  draftMove,
  draftPlan,
  draftRollBack,
  listLinkKeys,
  scanBucket,
  waitForPlan,
  type MadePlan,
} from '../fixtures/api.ts';
import { expect } from '../pages/patient-expect.ts';
import { keep } from './demo-history.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const stable = { prefix: 'cli/stable/', to: 'cli/2.14.0/' };

/** A plan that is never applied: given up once the scene is over. */
async function makePlan({ stack, afterwards }: SceneStage, move = stable): Promise<MadePlan> {
  const plan = await draftMove(stack, releases, move);
  afterwards(() => controlPlan(stack, plan.id, 'discard'));
  return plan;
}

/** A plan that is applied, on links that are put back once the scene is over. */
async function beginPlan(stage: SceneStage): Promise<MadePlan> {
  const { stack } = stage;
  for (const key of await listLinkKeys(stack, releases, stable.prefix)) keep(stage, key);
  const plan = await draftMove(stack, releases, stable);
  await applyPlan(stack, plan);
  return plan;
}

/** So many links below `many/`, which are gone once the scene is over: half of them would lead nowhere in `v2/`. */
function putManyLinks({ stack, afterwards }: SceneStage, count: number): void {
  const { admin } = stack;
  const names = Array.from({ length: count }, (_, i) => `package-${String(i).padStart(3, '0')}.tgz`);
  const keys = names.flatMap((name) => [`many/${name}`, `many-v1/${name}`, `many-v2/${name}`]);
  admin.bulk(() => {
    for (const [i, name] of names.entries()) {
      const file = { bucket: releases, contentType: 'application/gzip' };
      admin.putObject({ ...file, key: `many-v1/${name}`, body: 'a package' });
      if (i % 2 === 0) admin.putObject({ ...file, key: `many-v2/${name}`, body: 'a package' });
      admin.putSymlink({ ...file, key: `many/${name}`, target: `many-v1/${name}` });
    }
  });
  afterwards(async () => {
    for (const key of keys) admin.deleteObject({ bucket: releases, key });
    // Later scenes count the links of the demo.
    await scanBucket(stack, releases);
  });
}

/** Changes of many links, from the choice of a folder to the way back. */
export const planScenes: readonly Scene[] = [
  {
    name: 'plans-empty',
    async show({ planPage, startConsole, page, say }) {
      const { bffUrl } = await startConsole();
      await planPage.openList(bffUrl);
      await expect(page.getByText(say('plans:list.empty'))).toBeVisible();
    },
  },
  {
    name: 'plan-move-dialog',
    async show({ page, planPage }) {
      const search = new URLSearchParams({ dialog: 'move', on: 'cli/latest/', in: releases });
      await page.goto(`/c/default?${search.toString()}`);
      await expect(planPage.choice('2.15.0-rc.1/')).toBeVisible();
    },
  },
  {
    name: 'plan-new-folder-link',
    async show({ browserPage, planPage, say }) {
      await browserPage.open(releases, { prefix: 'cli/', dialog: 'new-folder-link', on: 'cli/' });
      await planPage.moveDialog.getByRole('textbox', { name: say('plans:move.folder') }).fill('cli/next/');
      await expect(planPage.choice('2.14.0/')).toBeVisible();
    },
  },
  {
    name: 'plan-import',
    async show({ page, say }) {
      await page.goto(`/c/default/b/${releases}?dialog=import-links`);
      const dialog = page.getByRole('dialog');
      const text = 'key,target\nnew,cli/2.14.0/VERSION\nnew,cli/2.13.2/VERSION\nlonely\n';
      const file = { name: 'links.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await dialog.getByLabel(say('plans:import.label'), { exact: true }).setInputFiles(file);
      await dialog.getByRole('button', { name: say('plans:move.review') }).click();
      await expect(dialog.getByRole('alert')).toContainText('3');
    },
  },
  {
    name: 'plan-rename-dialog',
    async show({ browserPage, page }) {
      await browserPage.open(releases, { prefix: 'cli/', dialog: 'rename', on: 'cli/channels.json' });
      await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible();
    },
  },
  {
    name: 'plan-renamed-object',
    async show(stage) {
      const keys = [{ from: 'cli/channels.json', to: 'cli/channels-v1.json' }];
      const { id } = await draftPlan(stage.stack, releases, {
        kind: 'rename-keys',
        renamed: { by: 'keys', keys },
      });
      stage.afterwards(() => controlPlan(stage.stack, id, 'discard'));
      await stage.planPage.open(id);
      await expect(stage.planPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'plan-remove-folder-link',
    async show({ browserPage, page, say }) {
      await browserPage.open(releases, { prefix: 'cli/', dialog: 'remove-folder-link', on: 'cli/stable/' });
      await expect(
        page.getByRole('button', { name: say('plans:remove.review', { count: 9 }) }),
      ).toBeVisible();
    },
  },
  {
    name: 'plan-review',
    async show(stage) {
      const { id } = await makePlan(stage, { prefix: 'cli/latest/', to: 'cli/2.15.0-rc.1/' });
      await stage.planPage.open(id);
      await expect(stage.planPage.rows.first()).toBeVisible();
      await expect(stage.planPage.apply).toBeVisible();
    },
  },
  {
    name: 'plan-groups',
    async show(stage) {
      const { stack, planPage, say, page } = stage;
      const keys = ['cli/latest/', 'cli/stable/'].map((folder) => `${folder}VERSION`);
      const text = [
        'key,target',
        ...keys.map((key) => `${key},cli/2.13.2/VERSION`),
        'cli/fresh,cli/2.14.0/VERSION',
      ];
      const { id } = await draftPlan(stack, releases, { kind: 'csv', text: `${text.join('\n')}\n` });
      stage.afterwards(() => controlPlan(stack, id, 'discard'));
      await planPage.open(id);
      await expect(page.getByRole('region', { name: say('plans:group.title') })).toBeVisible();
    },
  },
  {
    name: 'plan-review-many',
    async show(stage) {
      putManyLinks(stage, 200);
      const { id } = await draftPlan(stage.stack, releases, {
        kind: 'rule',
        links: { by: 'prefix', prefix: 'many/' },
        rule: { kind: 'swap-prefix', from: 'many-v1/', to: 'many-v2/' },
      });
      stage.afterwards(() => controlPlan(stage.stack, id, 'discard'));
      await stage.planPage.open(id);
      await expect(stage.planPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'plan-review-huge',
    async show({ stack, planPage, afterwards, page }) {
      // By the clock of the page, which stands still for pictures.
      const createdAt = await page.evaluate(() => new Date().toISOString());
      const id = await draftLargePlan(stack, { bucket: releases, rows: 100_000, createdAt });
      afterwards(() => controlPlan(stack, id, 'discard'));
      await planPage.open(id);
      await expect(planPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'plan-without-rows',
    async show(stage) {
      const text = 'version: 1\nprefix: nowhere/\nlinks: {}\n';
      const { id } = await draftPlan(stage.stack, releases, { kind: 'manifest', text });
      stage.afterwards(() => controlPlan(stage.stack, id, 'discard'));
      await stage.planPage.open(id);
      await expect(stage.page.getByText(stage.say('plans:rows.noneAtAll'))).toBeVisible();
    },
  },
  {
    name: 'plan-stopped',
    writes: true,
    async show(stage) {
      const { stack, planPage } = stage;
      stack.faults.add({
        match: { bucket: releases, operation: 'PutSymlink' },
        skip: 3,
        effect: { kind: 'busy' },
      });
      const { id } = await beginPlan(stage);
      await waitForPlan(stack, id, ({ outcomes }) => (outcomes['applied'] ?? 0) >= 3);
      await controlPlan(stack, id, 'stop');
      await waitForPlan(stack, id, ({ state }) => state === 'stopped');
      await planPage.open(id);
      await expect(planPage.state('stopped')).toBeVisible();
      await expect(planPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'plan-drifted',
    writes: true,
    async show(stage) {
      const { stack, planPage } = stage;
      const keys = await listLinkKeys(stack, releases, stable.prefix);
      for (const key of keys) keep(stage, key);
      const plan = await draftMove(stack, releases, stable);
      stack.admin.putSymlink({ bucket: releases, key: keys[0]!, target: 'cli/2.13.2/elsewhere' });
      await applyPlan(stack, plan);
      await waitForPlan(stack, plan.id, ({ state }) => state === 'done');
      await planPage.open(plan.id);
      await expect(planPage.undoAll).toBeVisible();
      await expect(planPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'plan-rolled-back',
    writes: true,
    async show(stage) {
      const { stack, planPage } = stage;
      const { id } = await beginPlan(stage);
      await waitForPlan(stack, id, ({ state }) => state === 'done');
      const back = await draftRollBack(stack, id);
      await applyPlan(stack, back);
      await waitForPlan(stack, back.id, ({ state }) => state === 'done');
      await planPage.open(id);
      await expect(
        stage.page.getByRole('link', { name: stage.say('plans:done.undone', { number: back.number }) }),
      ).toBeVisible();
      await expect(planPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'plan-row',
    async show(stage) {
      const { id } = await makePlan(stage);
      await stage.planPage.open(id);
      await stage.planPage.rows.first().focus();
      await stage.page.keyboard.press('Enter');
      await expect(stage.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'plan-filtered-to-nothing',
    async show(stage) {
      const { id } = await makePlan(stage);
      await stage.page.goto(`/c/default/plans/${id}?contains=no-such-key`);
      await expect(stage.page.getByText(stage.say('plans:rows.none'))).toBeVisible();
    },
  },
  {
    name: 'plan-held-up',
    writes: true,
    async show(stage) {
      const { stack, planPage, page, say, afterwards } = stage;
      const match = { bucket: releases, operation: 'PutSymlink' };
      stack.faults.add({ match, effect: { kind: 'busy' } });
      const { id } = await beginPlan(stage);
      afterwards(async () => {
        await controlPlan(stack, id, 'stop');
        await waitForPlan(stack, id, ({ state }) => state !== 'applying');
      });
      await planPage.open(id);
      await expect(planPage.progress).toBeVisible();
      await expect(page.getByText(say('plans:held.title'))).toBeVisible();
    },
  },
  {
    name: 'plan-done',
    writes: true,
    async show(stage) {
      const { id } = await beginPlan(stage);
      await waitForPlan(stage.stack, id, ({ state }) => state === 'done');
      await stage.planPage.open(id);
      await expect(stage.planPage.undoAll).toBeVisible();
      await expect(stage.planPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'plan-discarded',
    async show({ stack, planPage, page, say }) {
      const { id } = await draftMove(stack, releases, stable);
      await controlPlan(stack, id, 'discard');
      await planPage.open(id);
      await expect(page.getByText(say('plans:discarded.title'))).toBeVisible();
    },
  },
  {
    name: 'plan-missing',
    async show({ planPage }) {
      await planPage.open('00000000-0000-4000-8000-000000000000');
      await expect(planPage.alert).toBeVisible();
    },
  },
  {
    name: 'plans',
    async show(stage) {
      await makePlan(stage);
      await stage.planPage.openList();
      await expect(stage.planPage.items.first()).toBeVisible();
    },
  },
];
