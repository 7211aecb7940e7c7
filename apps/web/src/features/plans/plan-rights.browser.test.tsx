import type { Plan } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi } from '../../testing/fake-api.ts';
import { everywhere, holdOnly, sayDenied } from '../../testing/held-rights.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { toPlan, toRow, toRows } from '../../testing/sample-plans.ts';
import { PlanPage } from './pages/plan-page.tsx';

const say = i18next.getFixedT('en', 'plans');
const apply = (count: number) => page.getByRole('button', { name: say('say.apply', { count }) });

function show(plan: Plan) {
  const api = fakeApi({ getPlan: () => plan, listPlanRows: () => toRows([toRow(1), toRow(2)]) });
  render(
    inRouter(
      <PlanPage connection="default" id={plan.id} onPlan={() => {}} onSearch={() => {}} search={{}} />,
    ),
  );
  return { api };
}

it('is read by those who may not apply it, and decided by nobody else', async () => {
  await holdOnly(everywhere('plan.read', 'link.read'));
  const { api } = show(toPlan());
  await expect.element(apply(9)).toHaveAccessibleDescription(sayDenied('plan.apply'));
  await expect.element(page.getByText(sayDenied('plan.apply')).first()).toBeVisible();
  const discard = page.getByRole('button', { name: say('say.discard') });
  await expect.element(discard).toHaveAccessibleDescription(sayDenied('plan.apply'));
  expect(page.getByRole('radio').elements()).toEqual([]);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(api.sent('applyPlan')).toEqual([]);
});

it('is applied, not decided, by those who may only apply', async () => {
  await holdOnly(everywhere('plan.read', 'link.read', 'plan.apply'));
  show(toPlan({ needs: { accept: [], blocked: 0 } }));
  await expect.element(apply(9)).not.toHaveAttribute('aria-disabled');
  expect(page.getByRole('radio').elements()).toEqual([]);
});

it('is not taken back without the right to draft', async () => {
  await holdOnly(everywhere('plan.read', 'link.read', 'plan.apply'));
  show(toPlan({ state: 'done', outcomes: { applied: 9 } }));
  const undo = page.getByRole('button', { name: say('done.undo') });
  await expect.element(undo).toHaveAccessibleDescription(sayDenied('plan.write'));
});
