import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { planScope, toPlan } from '../../testing/sample-plans.ts';
import { SelectionDialog } from './selection-dialog.tsx';

const say = i18next.getFixedT('en', 'plans');
const keys = ['a', 'b'];
const review = page.getByRole('button', { name: say('move.review') });

function show(action: 'swap' | 'delete') {
  const made: string[] = [];
  const api = fakeApi({ draftPlan: () => toPlan() });
  render(
    inRouter(
      <SelectionDialog
        {...planScope}
        action={action}
        keys={keys}
        onClose={() => undefined}
        onPlan={({ id }) => made.push(id)}
      />,
    ),
  );
  return { api, made };
}

it('makes a plan that deletes the selected links', async () => {
  const { api, made } = show('delete');
  await expect.element(page.getByText(say('selected.deleteBody'))).toBeVisible();
  await review.click();
  await expect.poll(() => made).toEqual(['plan-12']);
  expect(api.sent('draftPlan').map(({ body }) => body.source)).toEqual([
    { kind: 'delete-links', links: { by: 'keys', keys } },
  ]);
});

it('changes the prefix of targets once both are told and differ', async () => {
  const { api } = show('swap');
  await expect.element(review).toHaveAccessibleDescription(say('selected.needFrom'));
  await page.getByRole('textbox', { name: say('selected.from') }).fill('v1/');
  await page.getByRole('textbox', { name: say('selected.to') }).fill('v1/');
  await expect.element(review).toHaveAccessibleDescription(say('selected.same'));
  await page.getByRole('textbox', { name: say('selected.to') }).fill('v2/');
  api.answer({ draftPlan: () => new Refusal('plan-empty') });
  await review.click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(say('move.draftFailed'));
  expect(api.sent('draftPlan').map(({ body }) => body.source)).toEqual([
    { kind: 'rule', links: { by: 'keys', keys }, rule: { kind: 'swap-prefix', from: 'v1/', to: 'v2/' } },
  ]);
});
