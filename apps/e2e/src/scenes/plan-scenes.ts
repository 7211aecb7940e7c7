import {
  applyPlan,
  controlPlan,
  draftMove,
  draftPlan,
  listLinkKeys,
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
