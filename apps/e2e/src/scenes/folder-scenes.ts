import { expect } from '../pages/patient-expect.ts';
import { releases, type Scene } from './scene.ts';

/** What can be done in the list of a folder without leaving it. */
export const folderScenes: readonly Scene[] = [
  {
    name: 'row-menu',
    async show({ browserPage, page, say }) {
      await browserPage.open(releases, { prefix: 'cli/' });
      const shown = 'cli/old-installer.exe';
      await browserPage.expectLink(shown, 'cli/1.2.0/setup.exe', 'missing');
      await browserPage.row(shown).click({ button: 'right', position: { x: 120, y: 12 } });
      await expect(page.getByRole('menu', { name: say('rows:menu.label', { key: shown }) })).toBeVisible();
    },
  },
  {
    name: 'rows-marked',
    async show({ browserPage, page, say }) {
      await browserPage.open(releases, { prefix: 'cli/' });
      await browserPage.expectLink('cli/latest.txt', 'cli/latest/VERSION', 'chained');
      await browserPage.row('cli/beta/').click({ modifiers: ['ControlOrMeta'] });
      await browserPage.row('cli/latest/').click({ modifiers: ['Shift'] });
      await expect(page.getByText(say('rows:selection.count', { count: 4 }), { exact: true })).toBeVisible();
    },
  },
  {
    name: 'find-whole',
    async show({ browserPage }) {
      await browserPage.open(releases, { prefix: 'cli/' });
      await browserPage.findText('latest');
      await expect(browserPage.rows).toHaveCount(2);
    },
  },
  {
    name: 'find-so-far',
    async show({ browserPage, page, say }) {
      await browserPage.open('acme-cdn', { prefix: 'assets/' });
      await browserPage.findText('.woff2');
      const [, said = ''] = say('objects:find.first', { count: 1000 }).split('}}');
      await expect(page.getByText(said)).toBeVisible();
    },
  },
  {
    name: 'find-nothing',
    async show({ browserPage, page, say }) {
      await browserPage.open('acme-cdn', { prefix: 'assets/' });
      await browserPage.findText('no-such-file');
      await expect(page.getByText(say('rows:nothing.yet'))).toBeVisible();
    },
  },
];
