import type { Home, IndexedFolderLink, IndexedLink } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../testing/by-tip.ts';
import { inRouter } from '../../../testing/in-router.tsx';
import { render } from '../../../testing/render.tsx';
import { BrokenList } from './broken-list.tsx';
import { FolderLinks } from './folder-links.tsx';
import { HealthCounts } from './health-counts.tsx';
import { everywhere, holdOnly, sayDenied } from '../../../testing/held-rights.ts';

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const link = (more: Partial<IndexedLink> & { key: string }): IndexedLink => ({
  bucket: 'releases',
  target: 'cli/1.2.0/setup.exe',
  health: 'missing',
  chain: [],
  lastModified: hoursAgo(24 * 365.25 * 2),
  ...more,
});
const home = (brokenLinks: IndexedLink[], byHealth: Home['buckets'][number]['byHealth']): Home => ({
  buckets: [
    {
      coverage: { bucket: 'releases', state: 'complete', keys: 9, pending: 0, calls: 1 },
      hierarchicalNamespace: false,
      links: 9,
      objects: 9,
      byHealth,
      served: { wrong: 0, checked: 0 },
    },
  ],
  links: 9,
  broken: brokenLinks.length,
  brokenLinks,
  breaksSoon: { total: 0, items: [] },
  forecastsUnknownIn: [],
  folderLinks: [],
  dailyStats: [],
});

it('says of a broken link where it leads, whole, since when it is broken and when it was written', async () => {
  const seen = link({ key: 'cli/old-installer.exe', brokenSince: hoursAgo(9.5) });
  const seenAt = new Date(new Date().getFullYear(), 0, 22, 2, 10).toISOString();
  const lastSeen = { size: 50_541_363, storageClass: 'IA', etag: 'E', lastModified: seenAt, seenAt };
  const before = link({ key: 'cli/other.exe', lastSeen });
  render(inRouter(<BrokenList connection="default" home={home([seen, before], { missing: 2 })} />));
  const [first, second] = [page.getByRole('listitem').nth(0), page.getByRole('listitem').nth(1)];
  await expect.element(first.getByTip('cli/1.2.0/setup.exe')).toBeVisible();
  await expect.element(first.getByText('broke 9 h ago')).toBeVisible();
  await expect.element(first.getByText('link written 2 y ago')).toBeVisible();
  await expect.element(second.getByText('already broken at the first scan')).toBeVisible();
  await expect.element(second.getByText(/^Was 48\.2 MiB, .*, last seen Jan 22, 02:10$/)).toBeVisible();
  await expect.element(first.getByText('last seen', { exact: false })).not.toBeInTheDocument();
});

it('says of a missing target that a mirror rule may fetch it', async () => {
  const far = link({ key: 'cli/far.exe', mirror: { prefix: '' } });
  render(
    inRouter(
      <BrokenList connection="default" home={home([far, link({ key: 'cli/gone.exe' })], { missing: 2 })} />,
    ),
  );
  const [first, second] = [page.getByRole('listitem').nth(0), page.getByRole('listitem').nth(1)];
  await expect.element(first.getByText('mirror', { exact: true })).toBeVisible();
  await expect.element(first.getByText('missing')).toBeVisible();
  await expect.element(second.getByText('mirror', { exact: true })).not.toBeInTheDocument();
});

it('counts the broken links that have no row, so that the numbers add up', async () => {
  const many = Array.from({ length: 8 }, (_, i) => link({ key: `cli/${i}` }));
  render(
    inRouter(<BrokenList connection="default" home={home(many, { missing: 9, cold: 2, self: 3, ok: 5 })} />),
  );
  await expect.element(page.getByRole('link', { name: 'missing 1 link' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'loop 3 links' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'cold 2 links' })).toBeVisible();
});

it('says of a folder link where the ninth went, and leads there', async () => {
  const part: IndexedFolderLink = {
    bucket: 'releases',
    prefix: 'cli/latest/',
    source: 'cli/2.14.0/',
    renaming: 'same',
    links: 9,
    following: 8,
    working: 8,
    byHealth: { ok: 9 },
    servedWrongly: 0,
    rest: [{ source: 'cli/2.15.0-rc.1/', health: 'ok', links: 1, first: 'install.sh' }],
    newest: hoursAgo(1),
  };
  render(inRouter(<FolderLinks connection="default" parts={[part]} whole={new Set(['releases'])} />));
  await expect.element(page.getByText('8 at 2.14.0')).toBeVisible();
  await expect
    .poll(() => page.getByRole('listitem').element().textContent)
    .toContain('8 at 2.14.0· 1 at 2.15.0-rc.1 (install.sh)');
  const ninth = page.getByRole('link', { name: '(install.sh)' });
  await expect.element(ninth).toBeVisible();
  expect(ninth.element().getAttribute('href')).toContain(encodeURIComponent('cli/latest/install.sh'));
});

it('counts what is served wrongly among what was checked, and says nothing where nothing was', async () => {
  const show = (served: { wrong: number; checked: number }) =>
    inRouter(<HealthCounts byHealth={{ ok: 9 }} connection="default" served={served} />);
  const again = render(show({ wrong: 2, checked: 7 }));
  await expect.element(page.getByText('2 of 7 checked')).toBeVisible();
  again(show({ wrong: 0, checked: 0 }));
  await expect.element(page.getByText('2 of 7 checked')).not.toBeInTheDocument();
});

it('moves and mends nothing without the right, and leads to the broken link instead', async () => {
  await holdOnly(everywhere('link.read'));
  const part: IndexedFolderLink = {
    bucket: 'releases',
    prefix: 'cli/latest/',
    source: 'cli/2.14.0/',
    renaming: 'same',
    links: 1,
    following: 1,
    working: 1,
    byHealth: { ok: 1 },
    servedWrongly: 0,
    rest: [],
    newest: hoursAgo(1),
  };
  render(
    inRouter(
      <>
        <FolderLinks connection="default" parts={[part]} whole={new Set(['releases'])} />
        <BrokenList connection="default" home={home([link({ key: 'cli/gone' })], { missing: 1 })} />
      </>,
    ),
  );
  const say = i18next.getFixedT('en', 'home');
  await expect
    .element(page.getByRole('button', { name: say('moving.moveNamed', { name: 'cli/latest/' }) }))
    .toHaveAccessibleDescription(sayDenied('plan.write'));
  await expect
    .element(page.getByRole('link', { name: say('verb.look.name', { key: 'cli/gone' }) }))
    .toHaveAttribute('href', '/c/default/b/releases?prefix=cli%2F&key=cli%2Fgone');
});
