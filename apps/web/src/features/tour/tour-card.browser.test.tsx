import type { Change } from '@signpost/api-contract';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import i18next from 'i18next';
import { expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import { toChange, toLinkState, toView } from '../../testing/sample-views.ts';
import { TourCard } from './tour-card.tsx';
import { startTour, tourBaseline, tourChoice } from './tour-choice.ts';
import { tourLink, tourTarget } from './tour-steps.ts';

const say = i18next.getFixedT('en', 'tour');
type Log = { items: Change[]; plans: [] };

/** The card on a page whose change log answers so, at the step of the tour. */
function show(
  step: 'broken' | 'why' | 'repair',
  listChanges: () => Log | Refusal | Promise<Log>,
  path = '/',
  baseline = 'none',
) {
  const api = fakeApi({ listChanges });
  startTour();
  tourBaseline.set(baseline);
  tourChoice.set(step);
  onTestFinished(() => tourChoice.set('closed'));
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <>
          <p>The page</p>
          <TourCard connection="default" />
        </>
      ),
      notFoundComponent: () => null,
      validateSearch: (search) => search,
    }),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  render(<RouterProvider router={router as never} />);
  return api;
}

const card = (step: 'broken' | 'why' | 'repair' | 'undo') =>
  page.getByRole('complementary', { name: say(`${step}.title`) });
const repaired = (): Change =>
  toChange(toView(tourLink.key, toLinkState('cli/1.2.0/setup.exe')), tourTarget, {
    key: tourLink.key,
    at: new Date().toISOString(),
  });

it('goes on while the change log has not answered yet', async () => {
  show('why', () => new Promise<Log>(() => {}));
  await card('why')
    .getByRole('button', { name: say('next') })
    .click();
  await expect.element(card('repair').getByRole('link', { name: say('repair.open') })).toBeVisible();
});

it('can be gone through where the change log cannot be read, and says nothing untrue', async () => {
  show('repair', () => new Refusal('internal'));
  await expect.element(card('repair')).toBeVisible();
  await card('repair')
    .getByRole('button', { name: say('skip') })
    .click();
  await expect.element(card('undo')).toBeVisible();
});

it('takes a write whose outcome is open for none', async () => {
  show('repair', () => ({
    items: [{ ...repaired(), outcome: 'unknown', undo: { possible: false } }],
    plans: [],
  }));
  await expect.element(card('repair')).toBeVisible();
  await expect.element(card('undo')).not.toBeInTheDocument();
});

it('goes on by itself once the repair is recorded', async () => {
  show('repair', () => ({ items: [repaired()], plans: [] }));
  await expect.element(card('undo')).toBeVisible();
});

it('takes what another visitor wrote before the tour for none of its own', async () => {
  show('broken', () => ({ items: [repaired()], plans: [] }), '/', '');
  await expect.poll(() => tourBaseline.get()).toBe(repaired().id);
  await expect.element(card('broken')).toBeVisible();
  expect(card('undo').elements()).toEqual([]);
});

it.each(['/?dialog=repoint', '/?connect=1', '/?restore=a&in=b'])(
  'makes room for the dialog of %s',
  async (path) => {
    const { sent } = show('repair', () => ({ items: [], plans: [] }), path);
    await expect.element(page.getByText('The page')).toBeVisible();
    expect(card('repair').elements()).toEqual([]);
    expect(sent('listChanges')).toEqual([]);
  },
);

it('stays within a window of 320 px', async () => {
  await page.viewport(320, 568);
  onTestFinished(() => page.viewport(800, 600));
  show('repair', () => ({ items: [], plans: [] }));
  await expect.element(card('repair')).toBeVisible();
  const { left, right, top } = card('repair').element().getBoundingClientRect();
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(320);
  expect(top).toBeGreaterThanOrEqual(0);
});
