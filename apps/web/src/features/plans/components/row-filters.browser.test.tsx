import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../styles/app.css';
import { render } from '../../../testing/render.tsx';
import { toPlan } from '../../../testing/sample-plans.ts';
import type { PlanSearch } from '../model/plan-search.ts';
import { RowFilters } from './row-filters.tsx';

const say = i18next.getFixedT('en', 'findings');
const plan = toPlan({
  findings: [
    ...toPlan().findings,
    {
      name: 'target-is-new',
      level: 'note',
      rows: 190,
      first: { row: 1, key: 'a', finding: { code: 'target-empty', level: 'note' } },
    },
  ],
});
const facet = (name: string) => page.getByRole('button', { name: new RegExp(name) });

function show(search: PlanSearch): void {
  render(<RowFilters onSearch={() => undefined} plan={plan} search={search} />);
}

it('narrows by what asks for attention, not by plain facts that hold for every row', async () => {
  show({});
  await expect.element(facet(say('found.target-cold.title'))).toBeVisible();
  expect(facet(say('found.target-empty.title')).elements()).toEqual([]);
});

it('keeps the fact that an address narrows by, so that it can be taken back', async () => {
  show({ finding: 'target-is-new' });
  await expect.element(facet(say('found.target-empty.title'))).toBeVisible();
});
