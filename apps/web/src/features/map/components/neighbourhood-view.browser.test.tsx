import type { Neighbour } from '@signpost/api-contract';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  useLocation,
} from '@tanstack/react-router';
import axe from 'axe-core';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi } from '../../../testing/fake-api.ts';
import { render } from '../../../testing/render.tsx';
import { NeighbourhoodView } from './neighbourhood-view.tsx';

const say = i18next.getFixedT('en', 'map');
const coverage = { bucket: 'b', state: 'complete', keys: 9, pending: 0, calls: 1 } as const;
const seenAt = new Date(new Date().getFullYear(), 0, 22, 2, 10).toISOString();
const lastSeen = { size: 50_541_363, storageClass: 'Standard', etag: 'E', lastModified: seenAt, seenAt };
const near = (key: string, step: number, more: Partial<Neighbour> = {}): Neighbour => ({
  key,
  step,
  kind: 'link',
  health: 'ok',
  backlinks: 0,
  omitted: 0,
  ...more,
});
const around: Neighbour[] = [
  near('latest', 0, { health: 'missing', to: 1, backlinks: 1 }),
  { key: 'v1/app', step: 1, kind: 'missing', lastSeen, backlinks: 14, omitted: 12 },
  near('old', -1, { health: 'chained', to: 0 }),
  near('stable', 0, { health: 'missing', to: 1 }),
];

/** Of the style sheet: the picture has a size, and its text takes no room. */
const layout = `
  section { display: flex; flex-direction: column } section, .min-h-0 { min-height: 0 } .flex-1 { flex: 1 }
  .h-full { height: 100% } .invisible { visibility: hidden } .pointer-events-auto { pointer-events: auto }
  .sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
`;

/** The view of the key that the address names, with the neighbourhoods that the server knows. */
function open(of: Record<string, Neighbour[]>, { wide = true, state = 'complete' } = {}) {
  const addresses: string[] = [];
  fakeApi({
    getNeighbourhood: ({ query }) => ({
      items: of[query?.key ?? ''] ?? [],
      coverage: { ...coverage, state: state as typeof coverage.state },
    }),
  });
  function View() {
    const { href, search } = useLocation();
    addresses.push(href);
    const { key = 'latest' } = search as { key?: string };
    return (
      <main style={{ display: 'flex', flexDirection: 'column', height: 600 }}>
        <style>{layout}</style>
        <NeighbourhoodView CoverageSlot={() => null} keyRef={{ connection: 'default', bucket: 'b', key }} />
      </main>
    );
  }
  const root = createRootRoute();
  const map = createRoute({ getParentRoute: () => root, path: '/c/$connection/map', component: View });
  const router = createRouter({
    routeTree: root.addChildren([map]),
    history: createMemoryHistory({ initialEntries: ['/c/default/map'] }),
  });
  const ready = page.viewport(wide ? 1440 : 390, 800);
  render(<RouterProvider router={router as never} />);
  return { addresses, ready };
}

const link = (name: string) => page.getByRole('link', { name, exact: true });

it('draws a card for each key, with what was at a missing target and a line for each link', async () => {
  const { ready } = open({ latest: around });
  await ready;
  await expect.element(link('stable')).toBeVisible();
  const text = 'Was 48.2 MiB, Standard, last seen Jan 22, 02:10';
  await expect.element(page.getByText(text).last()).toBeVisible();
  const lines = [...document.querySelectorAll('.react-flow__edge')].map((one) =>
    one.getAttribute('aria-label'),
  );
  expect(new Set(lines)).toEqual(
    new Set([
      'latest leads to v1/app (missing)',
      'old leads to latest (chained)',
      'stable leads to v1/app (missing)',
    ]),
  );
  const dashes = [...document.querySelectorAll<SVGElement>('.react-flow__edge-path')].map(
    (path) => path.style.strokeDasharray,
  );
  expect(dashes.every((dash) => dash !== '')).toBe(true);
  await expect
    .element(link(say('near.more', { count: 12 })))
    .toHaveAttribute('href', expect.stringMatching(/links\?.*target=v1/));
});

it('says the same in sentences for those who do not see it', async () => {
  const { ready } = open({ latest: around });
  await ready;
  await expect.element(page.getByRole('heading', { name: say('near.leading') })).toBeInTheDocument();
  const items = [...document.querySelectorAll('.sr-only li')].map((one) => one.textContent);
  expect(items).toContain('old leads to latest (chained)');
  expect(
    items.some((one) => one.startsWith('v1/app: Was 48.2 MiB') && one.endsWith('12 more links lead here')),
  ).toBe(true);
});

it.each([
  ['picture', true],
  ['list on a phone', false],
])('says what breaks a link within thirty days and by which rule, in the %s', async (_, wide) => {
  const inDays = (days: number) => new Date(Date.now() + (days + 0.5) * 86_400_000).toISOString();
  const cold = { what: 'cold', rule: 'cold-60', prefix: 'v1/' } as const;
  const { ready } = open(
    {
      latest: [
        near('latest', 0, { to: 1, forecast: { ...cold, at: inDays(19) } }),
        { key: 'v1/app', step: 1, kind: 'object', backlinks: 3, omitted: 0 },
        near('later', 0, { to: 1, forecast: { ...cold, at: inDays(40) } }),
        near('lost', 0, { to: 1, health: 'cold', forecast: { what: 'deleted', at: inDays(6) } }),
      ],
    },
    { wide },
  );
  await ready;
  await expect.element(link('later')).toBeVisible();
  const marks = page.getByText(/^(cold|deleted) in/);
  await expect.element(marks).toBeVisible();
  expect(marks.elements().map((one) => one.textContent)).toEqual(['cold in 19 d']);
  const card = marks.element().closest('[data-asked]');
  expect(card?.textContent).toContain('latest');
  expect(card?.querySelector('[data-tip*="cold-60"]')).not.toBeNull();
  if (!wide) return;
  const items = [...document.querySelectorAll('.sr-only li')].map((one) => one.textContent);
  expect(items).toContain('latest leads to v1/app (ok, cold in 19 d)');
  expect(items).toContain('later leads to v1/app (ok)');
});

it('goes on to another key by keyboard, whose card then has the focus', async () => {
  const other = [near('old', 0, { health: 'chained', to: 1 }), near('latest', 1, { health: 'missing' })];
  const { addresses, ready } = open({ latest: around, old: other });
  await ready;
  const old = link('old');
  await expect.element(old).toBeVisible();
  (old.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(link('latest')).toBeVisible();
  expect(addresses.at(-1)).toMatch(/map\?.*key=old/);
  await expect.poll(() => document.activeElement?.hasAttribute('data-asked')).toBe(true);
  await userEvent.keyboard('{Tab}');
  await expect.element(link(say('near.open', { key: 'old' }))).toHaveFocus();
});

it('moves the picture to a card that the Tab key reaches outside of it', async () => {
  const many = Array.from({ length: 20 }, (_, i) => near(`to/${String(i).padStart(2, '0')}`, -1, { to: 0 }));
  const { ready } = open({ latest: [near('latest', 0, { backlinks: 20 }), ...many] });
  await ready;
  const first = link('to/00');
  await expect.element(first).toBeInTheDocument();
  const isInside = (): boolean => {
    const frame = document.querySelector('.react-flow')?.getBoundingClientRect();
    const card = first.element().getBoundingClientRect();
    return frame !== undefined && card.top >= frame.top && card.bottom <= frame.bottom;
  };
  await expect.poll(isInside).toBe(false);
  (first.element() as HTMLElement).focus();
  await expect.poll(isInside).toBe(true);
});

it('is a list of cards in groups on a phone, without the picture', async () => {
  const { ready } = open({ latest: around }, { wide: false });
  await ready;
  await expect.element(page.getByRole('heading', { name: say('near.beside') })).toBeVisible();
  await expect.element(link('stable')).toBeVisible();
  expect(document.querySelector('.react-flow')).toBeNull();
});

it('says of a key alone that nothing is known to lead here, and of a bucket without a scan that', async () => {
  const { ready } = open({ latest: [{ key: 'latest', step: 0, kind: 'object', backlinks: 0, omitted: 0 }] });
  await ready;
  await expect.element(page.getByText(say('near.alone'))).toBeVisible();
  open({}, { state: 'not-scanned' });
  await expect.element(page.getByText(say('empty.unread'))).toBeVisible();
});

it('has nothing that axe objects to, as picture and as list', async () => {
  for (const wide of [true, false]) {
    const { ready } = open({ latest: around }, { wide });
    await ready;
    await expect.element(link('stable').first()).toBeVisible();
    const { violations } = await axe.run(document.querySelector('main') ?? document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
});
