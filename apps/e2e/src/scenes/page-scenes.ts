import { expect } from '../pages/patient-expect.ts';
import { ensureHistory } from './demo-history.ts';
import { releases, type Scene } from './scene.ts';

const cli = { prefix: 'cli/' };

/** The state of the list and of the pages around it. */
export const pageScenes: readonly Scene[] = [
  {
    name: 'buckets',
    async show({ page }) {
      await page.goto('/c/default/buckets');
      await expect(page.getByRole('link', { name: releases, exact: true })).toBeVisible();
    },
  },
  {
    name: 'browser',
    async show({ browserPage }) {
      await browserPage.open(releases, cli);
      await browserPage.expectLink('cli/old-installer.exe', 'cli/1.2.0/setup.exe', 'missing');
    },
  },
  {
    name: 'browser-top',
    async show({ browserPage }) {
      await browserPage.open(releases);
      await browserPage.expectLink('install.sh', 'cli/2.14.0/install.sh', 'ok');
    },
  },
  {
    name: 'browser-awkward-names',
    async show({ browserPage }) {
      await browserPage.open('acme-datasets', { prefix: 'odd/' });
      await browserPage.expectLink('odd/%2Fnot-decoded.txt', 'odd/notes.txt', 'ok');
    },
  },
  {
    name: 'browser-every-health',
    async show({ browserPage }) {
      await browserPage.open('acme-datasets', { prefix: 'aliases/' });
      await browserPage.expectLink('aliases/all-of-november', 'sets/2026-11', 'folder');
    },
  },
  {
    name: 'browser-first-of-many',
    async show({ browserPage }) {
      await browserPage.open('acme-cdn', { prefix: 'assets/' });
      await expect(browserPage.goOn).toBeVisible();
    },
  },
  {
    name: 'browser-no-links-here',
    async show({ browserPage, page, say }) {
      await browserPage.open('acme-lake');
      await expect(page.getByRole('paragraph').filter({ hasText: say('objects:noLinks') })).toBeVisible();
    },
  },
  {
    name: 'path-typed',
    async show({ browserPage, page }) {
      await browserPage.open(releases);
      await expect(browserPage.row('cli/')).toBeVisible();
      await browserPage.crumbs.getByRole('button').click();
      await page.getByRole('combobox').fill('cli/2.1');
      await expect(page.getByRole('listbox').getByRole('option', { name: /2\.12\.0/ })).toBeVisible();
    },
  },
  {
    name: 'list-loading',
    async show({ browserPage, page, say, stack, afterwards }) {
      const stall = stack.faults.add({
        match: { bucket: releases, operation: 'ListObjectsV2' },
        effect: { kind: 'stall', when: 'before' },
      });
      await browserPage.open(releases, { prefix: 'docs/' });
      await expect(page.getByRole('main').getByText(say('common:state.loading'))).toBeAttached();
      afterwards(() => stall.remove());
    },
  },
  {
    name: 'list-empty',
    async show({ browserPage, page, say }) {
      await browserPage.open(releases, { prefix: 'cli/3.0.0/' });
      await expect(page.getByText(say('rows:empty.folder'), { exact: true })).toBeVisible();
    },
  },
  {
    name: 'list-failed',
    async show({ browserPage, stack, afterwards }) {
      const fault = stack.faults.add({
        match: { bucket: releases, operation: 'ListObjectsV2' },
        effect: { kind: 'error', code: 'InternalError', status: 500 },
      });
      await browserPage.open(releases, { prefix: 'sdk/' });
      await expect(browserPage.alert).toBeVisible();
      afterwards(() => fault.remove());
    },
  },
  {
    name: 'list-forbidden',
    async show({ browserPage, stack, afterwards }) {
      const fault = stack.faults.add({
        match: { bucket: releases, operation: 'ListObjectsV2' },
        effect: { kind: 'error', code: 'AccessDenied' },
      });
      await browserPage.open(releases, { prefix: 'sdk/' });
      await expect(browserPage.alert).toBeVisible();
      afterwards(() => fault.remove());
    },
  },
  {
    name: 'bucket-missing',
    async show({ browserPage }) {
      await browserPage.open('acme-was-here');
      await expect(browserPage.alert).toBeVisible();
    },
  },
  {
    name: 'changes',
    async show({ changesPage, stack }) {
      await ensureHistory(stack);
      await changesPage.open(releases);
      await expect(changesPage.items.first()).toBeVisible();
    },
  },
  {
    name: 'changes-open',
    async show({ changesPage, page, stack }) {
      await ensureHistory(stack);
      await changesPage.open(releases);
      const group = changesPage.groups.first();
      await group.click();
      await changesPage.details.last().click();
      await expect(page.getByRole('definition').first()).toBeVisible();
      await group.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'changes-none',
    async show({ changesPage, page, say }) {
      await changesPage.open(releases, { actor: 'nobody' });
      await expect(page.getByText(say('changes:none.title'))).toBeVisible();
    },
  },
  {
    name: 'changes-empty',
    async show({ changesPage, page, say }) {
      await changesPage.open('acme-lake');
      await expect(page.getByText(say('changes:empty.title'))).toBeVisible();
    },
  },
  {
    name: 'help',
    async show({ browserPage, page, say }) {
      await browserPage.open(releases);
      await expect(browserPage.row('cli/')).toBeVisible();
      await page.getByRole('button', { name: say('shell:help.open') }).click();
      await expect(page.getByRole('dialog', { name: say('shell:help.open') })).toBeVisible();
    },
  },
  {
    name: 'not-found',
    async show({ page, say }) {
      await page.goto('/no/such/page');
      await expect(page.getByText(say('common:notFound.title'))).toBeVisible();
    },
  },
];
