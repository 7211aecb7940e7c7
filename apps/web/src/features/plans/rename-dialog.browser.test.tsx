import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { planScope, toPlan } from '../../testing/sample-plans.ts';
import { RenameDialog, type RenameDialogProps } from './rename-dialog.tsx';

const say = i18next.getFixedT('en', 'plans');
const review = page.getByRole('button', { name: say('move.review') });
const field = page.getByRole('textbox');

function show(props: Pick<RenameDialogProps, 'act' | 'keys'>) {
  const made: string[] = [];
  const api = fakeApi({ draftPlan: () => toPlan() });
  render(
    inRouter(
      <RenameDialog {...planScope} {...props} onClose={() => undefined} onPlan={({ id }) => made.push(id)} />,
    ),
  );
  return { made, sources: () => api.sent('draftPlan').map(({ body }) => body.source) };
}

it('renames a key by keyboard: the field holds it, and Enter makes the plan', async () => {
  const { made, sources } = show({ act: 'rename', keys: ['cli/app-1.0.bin'] });
  await expect.element(field).toHaveValue('cli/app-1.0.bin');
  await expect.element(field).toHaveFocus();
  await expect.element(review).toHaveAccessibleDescription(say('rename.same'));
  await userEvent.fill(field, 'cli/app-1.0.0.bin');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => made).toEqual(['plan-12']);
  expect(sources()).toEqual([
    {
      kind: 'rename-keys',
      renamed: { by: 'keys', keys: [{ from: 'cli/app-1.0.bin', to: 'cli/app-1.0.0.bin' }] },
    },
  ]);
});

it('copies several keys to another folder, the rest of their names kept', async () => {
  const { sources } = show({ act: 'copy', keys: ['cli/1.0/a', 'cli/1.0/deep/b'] });
  await expect
    .element(page.getByRole('heading', { name: say('rename.titleMany.copy', { count: 2 }) }))
    .toBeVisible();
  await userEvent.fill(field, 'cli/2.0/');
  await review.click();
  await expect.poll(sources).toEqual([
    {
      kind: 'copy-keys',
      renamed: {
        by: 'keys',
        keys: [
          { from: 'cli/1.0/a', to: 'cli/2.0/a' },
          { from: 'cli/1.0/deep/b', to: 'cli/2.0/deep/b' },
        ],
      },
    },
  ]);
});

it('names a folder by its prefix', async () => {
  const { sources } = show({ act: 'rename', keys: ['cli/1.0/'] });
  await userEvent.fill(field, 'cli/1.0.0/');
  await review.click();
  await expect
    .poll(sources)
    .toEqual([{ kind: 'rename-keys', renamed: { by: 'prefix', prefix: 'cli/1.0/', to: 'cli/1.0.0/' } }]);
});

it('makes no plan of what can be no key', async () => {
  const { sources } = show({ act: 'rename', keys: ['cli/a'] });
  await userEvent.fill(field, 'x'.repeat(1024));
  await expect.element(review).toHaveAccessibleDescription(say('rename.invalid'));
  await userEvent.keyboard('{Enter}');
  expect(sources()).toEqual([]);
});
