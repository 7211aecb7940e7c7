import { expect } from '../pages/patient-expect.ts';
import { keep } from './demo-history.ts';
import { releases, type Scene } from './scene.ts';

interface Shown {
  name: string;
  key: string;
  /** The key as it is shown, where that differs. */
  shown?: string;
  tab?: 'reader' | 'metadata' | 'preview' | 'request' | 'timeline';
  verdict?: string;
}

const inspected: readonly Shown[] = [
  { name: 'ok', key: 'cli/stable/setup.exe', verdict: 'ok' },
  { name: 'public-refused', key: 'cli/latest/manual.pdf', verdict: 'public-refused' },
  { name: 'missing', key: 'cli/old-installer.exe', verdict: 'missing' },
  { name: 'chained', key: 'cli/latest.txt', verdict: 'chained' },
  { name: 'cold', key: 'cli/legacy.tar.gz', verdict: 'cold' },
  {
    name: 'hidden-signs',
    key: 'cli/工具\u202Efdp.exe',
    shown: 'cli/工具‹U+202E›fdp.exe',
    verdict: 'public-refused',
  },
  { name: 'object', key: 'cli/channels.json' },
  { name: 'absent', key: 'cli/3.0.0.tar.gz' },
  { name: 'metadata', key: 'cli/latest/VERSION', tab: 'metadata' },
  { name: 'preview', key: 'cli/channels.json', tab: 'preview' },
  { name: 'request', key: 'cli/CHANGELOG.md', tab: 'request' },
  { name: 'timeline', key: 'cli/latest/VERSION', tab: 'timeline' },
];

/** The panel beside the list, for every kind of thing it may be about. */
export const inspectorScenes: readonly Scene[] = [
  ...inspected.map(({ name, key, shown = key, tab, verdict }): Scene => ({
    name: `inspector-${name}`,
    async show({ browserPage, inspector, page }) {
      const prefix = key.slice(0, key.lastIndexOf('/') + 1);
      await browserPage.open(releases, { prefix, key, ...(tab === undefined ? {} : { tab }) });
      await expect(inspector.about(shown)).toBeVisible();
      if (verdict !== undefined) await expect(inspector.verdict(verdict)).toBeVisible();
      if (tab !== undefined) await expect(page.getByRole('tabpanel')).toBeVisible();
    },
  })),
  {
    name: 'inspector-moment',
    async show({ browserPage, inspector, say }) {
      const key = 'cli/latest/VERSION';
      await browserPage.open(releases, { prefix: 'cli/latest/', key, tab: 'timeline' });
      const panel = inspector.about(key);
      await panel
        .getByRole('link', { name: say('inspector:timeline.showAsOf') })
        .last()
        .click();
      const moment = panel.getByRole('region', { name: say('inspector:moment.title') });
      await expect(moment).toBeVisible();
      await moment.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'inspector-timeline-versions',
    async show({ browserPage, inspector, say }) {
      const key = 'web/live/index.html';
      await browserPage.open('acme-cdn', { prefix: 'web/live/', key, tab: 'timeline' });
      await expect(
        inspector.about(key).getByText(say('inspector:timeline.version.object')).first(),
      ).toBeVisible();
    },
  },
  {
    name: 'inspector-points-here',
    async show({ browserPage, inspector, say }) {
      const key = 'cli/2.14.0/install.sh';
      await browserPage.open(releases, { prefix: 'cli/2.14.0/', key });
      const backlinks = inspector.about(key).getByText(say('inspector:backlinks.total', { count: 2 }));
      await expect(backlinks).toBeVisible();
    },
  },
  {
    name: 'inspector-wide',
    async show({ browserPage, inspector }) {
      const key = 'cli/latest/cli-linux-amd64.tar.gz';
      await browserPage.open(releases, { prefix: 'cli/latest/', key, wide: '1' });
      await expect(inspector.about(key)).toBeVisible();
      await expect(inspector.verdict('ok')).toBeVisible();
    },
  },
  {
    name: 'inspector-served-wrongly',
    async show(stage) {
      const { browserPage, inspector, stack } = stage;
      const key = 'cli/stable/CHANGELOG.md';
      keep(stage, key);
      // The target is stored with gzip, and the link does not say so.
      stack.admin.putSymlink({
        bucket: releases,
        key,
        target: 'cli/2.14.0/CHANGELOG.md',
        contentType: 'text/markdown; charset=utf-8',
      });
      await browserPage.open(releases, { prefix: 'cli/stable/', key });
      await expect(inspector.verdict('served-wrongly')).toBeVisible();
    },
  },
  {
    name: 'inspector-who-can-read',
    async show({ browserPage, page, say }) {
      await browserPage.open(releases, { prefix: 'cli/latest/', key: 'cli/latest/manual.pdf' });
      await page.getByRole('button', { name: say('inspector:trials.try') }).click();
      await expect(page.getByText(say('inspector:trials.refused', { status: 403 }))).toBeVisible();
    },
  },
  {
    name: 'inspector-failed',
    async show({ browserPage, inspector, stack, afterwards }) {
      const fault = stack.faults.add({
        match: { bucket: releases, key: 'cli/channels.json' },
        effect: { kind: 'busy' },
      });
      await browserPage.open(releases, { prefix: 'cli/', key: 'cli/channels.json' });
      await expect(inspector.about('cli/channels.json').getByRole('alert')).toBeVisible();
      afterwards(() => fault.remove());
    },
  },
];
