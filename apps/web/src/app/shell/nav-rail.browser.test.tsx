import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import type { NavItem } from './nav-item.ts';
import { NavRail } from './nav-rail.tsx';

const places: NavItem[] = (['home', 'browse', 'links', 'changes', 'home', 'browse'] as const).map(
  (name, index) => ({ name, icon: 'home', to: `/c/$connection/${index}` as NavItem['to'] }),
);

async function show(count: number) {
  fakeApi({ getHome: () => new Refusal('internal') });
  const root = createRootRoute({
    component: () => (
      <NavRail bucket={undefined} connection="default" current="home" items={places.slice(0, count)} />
    ),
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await expect.element(page.getByRole('navigation')).toBeInTheDocument();
}
const more = page.getByRole('button', { name: 'More' });

beforeEach(() => page.viewport(390, 700));

it('has no More where all places have room', async () => {
  await show(5);
  expect(page.getByRole('link').elements()).toHaveLength(5);
  await expect.element(more).not.toBeInTheDocument();
});

it('opens the places behind the fourth by More, where there are more than five', async () => {
  await show(6);
  expect(page.getByRole('link').elements()).toHaveLength(4);
  await more.click();
  await expect.element(page.getByRole('menuitem')).toHaveLength(2);
});

it('shows all places beside the page where there is room', async () => {
  await page.viewport(1200, 700);
  await show(6);
  expect(page.getByRole('link').elements()).toHaveLength(6);
  await expect.element(more).not.toBeInTheDocument();
});
