import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import type { NavItem } from './nav-item.ts';
import { NavRail } from './nav-rail.tsx';
import { everywhere, holdOnly } from '../../testing/held-rights.ts';

const places: NavItem[] = (['home', 'browse', 'links', 'changes', 'home', 'browse'] as const).map(
  (name, index) => ({ name, icon: 'home', to: `/c/$connection/${index}` as NavItem['to'] }),
);

async function show(count: number) {
  await place(
    <NavRail bucket={undefined} connection="default" current="home" items={places.slice(0, count)} />,
  );
}

async function place(rail: ReactNode) {
  fakeApi({ getHome: () => new Refusal('internal') });
  const root = createRootRoute({ component: () => rail });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await expect.element(page.getByRole('navigation').last()).toBeInTheDocument();
}
const more = page.getByRole('button', { name: 'More' });

beforeEach(() => page.viewport(390, 700));

it('has no More where all places have room', async () => {
  await show(5);
  expect(page.getByRole('link').elements()).toHaveLength(5);
  await expect.element(more).not.toBeInTheDocument();
});

it('opens the places behind the fourth and the account by More, where there are more than five', async () => {
  await show(6);
  expect(page.getByRole('link').elements()).toHaveLength(4);
  await more.click();
  await expect.element(page.getByRole('menuitem')).toHaveLength(3);
  await expect.element(page.getByRole('menuitem', { name: 'Account' })).toHaveAttribute('href', '/account');
});

it('shows all places beside the page where there is room', async () => {
  await page.viewport(1200, 700);
  await show(6);
  expect(page.getByRole('link').elements()).toHaveLength(6);
  await expect.element(more).not.toBeInTheDocument();
});

it('leads Browse back to the folder that was shown last in the connection', async () => {
  const browse = page.getByRole('link', { name: 'Browse' });
  await place(<NavRail bucket={undefined} connection="one" current="links" />);
  await expect.element(browse).toHaveAttribute('href', '/c/one/buckets');
  await place(<NavRail bucket="acme" connection="one" current="browse" prefix="cli/latest/" />);
  await place(<NavRail bucket={undefined} connection="one" current="links" />);
  await expect.element(browse.last()).toHaveAttribute('href', '/c/one/b/acme?prefix=cli%2Flatest%2F');
  await place(<NavRail bucket={undefined} connection="other" current="links" />);
  await expect.element(browse.last()).toHaveAttribute('href', '/c/other/buckets');
});

it('leads Browse back to the key that was open there, and keeps both for a reload', async () => {
  await place(
    <NavRail bucket="acme" connection="three" current="browse" openKey="cli/a.txt" prefix="cli/" />,
  );
  await place(<NavRail bucket={undefined} connection="three" current="links" />);
  await expect
    .element(page.getByRole('link', { name: 'Browse' }).last())
    .toHaveAttribute('href', '/c/three/b/acme?prefix=cli%2F&key=cli%2Fa.txt');
  expect(JSON.parse(sessionStorage.getItem('signpost.last-folders')!)).toContainEqual([
    'three',
    { bucket: 'acme', prefix: 'cli/', key: 'cli/a.txt' },
  ]);
});

it('keeps Browse on the list of buckets while that is shown', async () => {
  await place(<NavRail bucket="acme" connection="two" current="browse" prefix="" />);
  await place(<NavRail bucket={undefined} connection="two" current="browse" />);
  await expect
    .element(page.getByRole('link', { name: 'Browse' }).last())
    .toHaveAttribute('href', '/c/two/buckets');
});

it('shows Audit to those who may read the audit log, and to nobody else who is signed in', async () => {
  const audit = page.getByRole('link', { name: 'Audit' });
  await page.viewport(1200, 700);
  await place(<NavRail bucket={undefined} connection="default" current="home" />);
  await expect.element(audit).toBeVisible();
});

it.each([
  ['the whole connection', everywhere('audit.read'), 1],
  ['one bucket', { rights: ['audit.read'], bucket: 'releases', prefix: '' } as const, 0],
  ['nothing of it', everywhere('link.read'), 0],
])('of those whose grants name the audit log of %s', async (_what, grant, shown) => {
  await page.viewport(1200, 700);
  await holdOnly({ ...grant, rights: [...grant.rights] });
  await place(<NavRail bucket={undefined} connection="default" current="home" />);
  await expect.element(page.getByRole('link', { name: 'Home' })).toBeVisible();
  expect(page.getByRole('link', { name: 'Audit' }).elements()).toHaveLength(shown);
});
