import { expect } from '../pages/patient-expect.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

/** Selects all rows and chooses what is in the menu of the selection. */
async function chooseForAll(
  { linksPage, page, say }: Pick<SceneStage, 'linksPage' | 'page' | 'say'>,
  item: string,
): Promise<void> {
  await linksPage.rows.first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page
    .getByRole('main')
    .getByRole('button', { name: say('actions:several.more'), exact: true })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** The list of links in its states. */
export const linksScenes: readonly Scene[] = [
  {
    name: 'links',
    async show({ linksPage }) {
      await linksPage.open();
      await expect(linksPage.rows.first()).toBeVisible();
    },
  },
  {
    name: 'links-missing',
    async show({ linksPage }) {
      await linksPage.open({ health: 'missing' });
      await expect(linksPage.rows).toHaveCount(3);
    },
  },
  {
    name: 'links-folders',
    async show({ linksPage, page, say }) {
      await linksPage.open({ bucket: releases, view: 'folders' });
      await expect(page.getByRole('table', { name: say('links:groups.caption') })).toBeVisible();
    },
  },
  {
    name: 'links-open',
    async show({ linksPage, inspector }) {
      const key = 'cli/old-installer.exe';
      await linksPage.open({ health: 'broken', at: releases, key });
      // On a phone the panel stands before the rows.
      await expect(inspector.verdict('missing')).toBeVisible();
    },
  },
  {
    name: 'links-selected',
    async show({ linksPage, page }) {
      await linksPage.open({ bucket: releases });
      await linksPage.rows.first().focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowDown');
      await expect(linksPage.verb('repointLinks', 2)).toBeVisible();
    },
  },
  {
    name: 'links-repoint-by-rule',
    async show({ linksPage, page, say }) {
      await linksPage.open({ bucket: releases, prefix: 'cli/latest/' });
      await linksPage.rows.first().focus();
      await page.keyboard.press('ControlOrMeta+a');
      await linksPage.verb('repointLinks', 9).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: say('plans:selected.from') }).fill('cli/2.14.0/');
      await dialog.getByRole('combobox', { name: say('plans:selected.to') }).fill('cli/2.15.0-rc.1/');
      await expect(dialog.getByRole('list', { name: say('plans:preview.examples') })).toBeVisible();
    },
  },
  {
    name: 'links-restore',
    async show({ linksPage, page, say }) {
      await linksPage.open({ bucket: releases, health: 'cold' });
      await chooseForAll({ linksPage, page, say }, say('actions:several.restoreTargets', { count: 1 }));
      await expect(page.getByRole('button', { name: say('restore:many.act', { count: 1 }) })).toBeVisible();
    },
  },
  {
    name: 'links-set',
    async show({ linksPage, page, say }) {
      await linksPage.open({ bucket: releases, prefix: 'cli/latest/' });
      await chooseForAll({ linksPage, page, say }, say('actions:several.setOnLinks', { count: 9 }));
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
    },
  },
  {
    name: 'links-none-fit',
    async show({ linksPage, page, say }) {
      await linksPage.open({ bucket: 'acme-cdn', health: 'missing' });
      await expect(page.getByText(say('links:empty.filtered.title'))).toBeVisible();
    },
  },
  {
    name: 'links-not-scanned',
    async show({ linksPage, page, say, startConsole }) {
      const { bffUrl } = await startConsole();
      await linksPage.open({}, bffUrl);
      await expect(page.getByText(say('links:empty.unread.title'))).toBeVisible();
      await expect(page.getByText(say('links:coverage.not-scanned', { bucket: releases }))).toBeVisible();
    },
  },
  {
    name: 'links-loading',
    async show({ linksPage, page, afterwards }) {
      // The index answers from memory and asks OSS nothing: what is slow here can only be the way to it.
      const arrived = Promise.withResolvers<void>();
      await page.route(
        (url) => url.pathname === '/api/v1/links',
        async (route) => {
          await arrived.promise;
          await route.continue().catch(() => {});
        },
      );
      afterwards(() => arrived.resolve());
      await linksPage.open();
      await expect(linksPage.skeleton.first()).toBeAttached();
    },
  },
  {
    name: 'links-failed',
    isServerGone: true,
    async show({ linksPage, page, startConsole }) {
      const other = await startConsole();
      await linksPage.open({}, other.bffUrl);
      await expect(page.getByRole('main').getByRole('button').first()).toBeVisible();
      await other.stopBff();
      await linksPage.healths.getByRole('button').nth(1).click();
      await expect(linksPage.alert).toBeVisible();
    },
  },
];
