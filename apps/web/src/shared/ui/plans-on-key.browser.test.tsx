import type { PlanSummary } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { toPlan } from '../../testing/sample-plans.ts';
import { PlansOnKey } from './plans-on-key.tsx';

const place = { connection: 'default', bucket: 'releases', key: 'cli/latest' };
const plan = (number: number): PlanSummary => ({
  id: `plan-${String(number)}`,
  number,
  bucket: place.bucket,
  origin: toPlan().origin,
  state: 'open',
  createdAt: '2026-01-01T00:00:00Z',
  actor: 'ada',
  rows: 9,
  written: 9,
  outcomes: {},
});

function show(items: PlanSummary[]) {
  const api = fakeApi({ listPlans: () => ({ items }) });
  render(
    inRouter(
      <PlansOnKey
        name={(number) => `Plan ${String(number)}`}
        place={place}
        title={(count) => `${String(count)} would write it:`}
      />,
    ),
  );
  return api;
}

it('names the plans that would write the key, each with the way there', async () => {
  const { sent } = show([plan(12), plan(14)]);
  await expect.element(page.getByText('2 would write it:')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Plan 14' }))
    .toHaveAttribute('href', '/c/default/plans/plan-14');
  expect(sent('listPlans').map(({ query }) => query)).toEqual([
    { connection: 'default', bucket: 'releases', writes: 'cli/latest', limit: '5' },
  ]);
});

it('says nothing where there are none', async () => {
  const { sent } = show([]);
  await expect.poll(() => sent('listPlans').length).toBe(1);
  expect(page.getByText('would write it').query()).toBeNull();
});
