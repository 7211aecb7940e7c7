import { expect } from '../pages/patient-expect.ts';
import { releases, type Scene } from './scene.ts';

interface Compared {
  name: string;
  bucket: string;
  on: string;
  to: string;
}

const compared: readonly Compared[] = [
  {
    name: 'text',
    bucket: releases,
    on: 'cli/stable/CHANGELOG.md',
    to: 'cli/2.15.0-rc.1/CHANGELOG.md',
  },
  { name: 'images', bucket: 'acme-cdn', on: 'web/live/logo.png', to: 'web/blue/logo.png' },
];

/** What a write would do to those who read, shown in the dialog before it is sent. */
export const consequenceScenes: readonly Scene[] = [
  ...compared.map(({ name, bucket, on, to }): Scene => ({
    name: `compare-${name}`,
    async show({ browserPage, writeDialog, say }) {
      await browserPage.open(bucket, { dialog: 'repoint', on, to });
      await writeDialog.other('sheet:compare.show').click();
      await expect(writeDialog.comparison.getByRole('row').first()).toBeVisible();
      if (name === 'images') await expect(writeDialog.comparison.getByRole('img')).toHaveCount(2);
      if (name === 'text')
        await expect(
          writeDialog.comparison.getByRole('figure', { name: say('sheet:compare.lines') }),
        ).toBeVisible();
    },
  })),
  {
    name: 'guard-delete',
    async show({ browserPage, writeDialog }) {
      await browserPage.open(releases, { prefix: 'cli/latest/', dialog: 'delete', on: 'cli/latest/VERSION' });
      await expect(writeDialog.text('findings:found.broken-links-gone.title')).toBeVisible();
    },
  },
  {
    name: 'guard-delete-object',
    async show({ browserPage, writeDialog }) {
      const on = 'cli/2.14.0/install.sh';
      await browserPage.open(releases, { prefix: 'cli/2.14.0/', key: on, dialog: 'delete-object', on });
      await expect(writeDialog.text('findings:found.breaks-links-gone.title')).toBeVisible();
    },
  },
  {
    name: 'guard-replace',
    async show({ browserPage, writeDialog }) {
      await browserPage.open(releases, {
        prefix: 'cli/',
        dialog: 'create',
        on: 'cli/channels.json',
        to: 'cli/2.14.0/VERSION',
      });
      await expect(writeDialog.text('findings:found.breaks-links.title')).toBeVisible();
    },
  },
  {
    name: 'guard-unread',
    async show({ browserPage, writeDialog, startConsole }) {
      const { bffUrl } = await startConsole();
      const object = 'cli/channels.json';
      const address = { prefix: 'cli/', dialog: 'create', on: object, to: 'cli/2.14.0/VERSION' } as const;
      await browserPage.open(releases, address, bffUrl);
      await expect(writeDialog.text('findings:found.backlinks-unknown.title')).toBeVisible();
    },
  },
];
