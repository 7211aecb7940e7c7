import type { AnswerOf } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { planScope, toPlan } from '../../testing/sample-plans.ts';
import { MoveDialog, type MoveDialogProps } from './move-dialog.tsx';

const say = i18next.getFixedT('en', 'plans');

const choices: AnswerOf<'listFolderChoices'> = {
  follows: 'cli/2.14.0/',
  links: 9,
  items: [
    { prefix: 'cli/2.15.0-rc.1/', objects: 9, bytes: 93_000_000, matching: 8 },
    { prefix: 'cli/2.14.0/', objects: 9, bytes: 92_000_000, matching: 9 },
  ],
  coverage: { bucket: 'releases', state: 'complete', keys: 100, pending: 0, calls: 1 },
};

function show(answer: AnswerOf<'listFolderChoices'>, more: Partial<MoveDialogProps> = {}) {
  const made: string[] = [];
  const api = fakeApi({
    completeTarget: () => ({ items: [], truncated: false, calls: 1 }),
    listFolderChoices: () => answer,
    draftPlan: () => toPlan({ state: 'drafting' }),
  });
  render(
    inRouter(
      <MoveDialog
        {...planScope}
        isNew={false}
        onClose={() => undefined}
        onPlan={({ id }) => made.push(id)}
        prefix="cli/latest/"
        to=""
        {...more}
      />,
    ),
  );
  return { api, made };
}

const choice = (name: RegExp) => page.getByRole('button', { name });

it('lists folders with what matches, and makes a plan by one click', async () => {
  const { api, made } = show(choices);
  await expect
    .element(choice(/2\.15\.0-rc\.1/))
    .toMatchTextContent(say('move.match', { matching: 8, count: 9 }));
  await choice(/2\.15\.0-rc\.1/).click();
  await expect.poll(() => made).toEqual(['plan-12']);
  expect(api.sent('draftPlan').map(({ body }) => body)).toEqual([
    { ...planScope, source: { kind: 'folder-move', prefix: 'cli/latest/', to: 'cli/2.15.0-rc.1/' } },
  ]);
});

it('says of a folder with archived files that their readers would be refused', async () => {
  const [first] = choices.items;
  show({ ...choices, items: [{ ...first!, archived: 9 }] });
  await expect.element(choice(/2\.15\.0-rc\.1/)).toMatchTextContent(say('move.archived', { count: 9 }));
});

it('does not offer the folder that is followed now', async () => {
  const { api } = show(choices);
  await choice(/2\.14\.0/).click({ force: true });
  expect(api.sent('draftPlan')).toEqual([]);
});

it('starts at the newest folder, and moves between folders by the arrows', async () => {
  show(choices);
  await expect.element(choice(/2\.15\.0-rc\.1/)).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(choice(/2\.14\.0/)).toHaveFocus();
});

it('takes a typed folder, with its slash or without, and the way names change', async () => {
  const { api } = show({ ...choices, items: [], coverage: { ...choices.coverage, state: 'not-scanned' } });
  await expect.element(page.getByText(say('move.unscanned'))).toBeVisible();
  await page.getByRole('combobox', { name: say('move.typed') }).fill('cli/3.0.0');
  await page.getByRole('combobox', { name: say('renaming.label') }).selectOptions(say('renaming.same'));
  await page.getByRole('button', { name: say('move.review') }).click();
  await expect
    .poll(() => api.sent('draftPlan').map(({ body }) => body.source))
    .toEqual([{ kind: 'folder-move', prefix: 'cli/latest/', to: 'cli/3.0.0/', renaming: 'same' }]);
});

it('refuses to follow itself', async () => {
  const { api } = show(choices);
  await page.getByRole('combobox', { name: say('move.typed') }).fill('cli/latest/');
  await page.getByRole('button', { name: say('move.review') }).click();
  await expect.element(page.getByText(say('move.same'))).toBeVisible();
  expect(api.sent('draftPlan')).toEqual([]);
});

it('says why no plan was made, and keeps the choices', async () => {
  const { api } = show(choices);
  api.answer({ draftPlan: () => new Refusal('plan-empty') });
  await choice(/2\.15\.0-rc\.1/).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(say('move.draftFailed'));
  await expect.element(choice(/2\.15\.0-rc\.1/)).toBeVisible();
});

it('asks for the name of a folder link that does not exist yet', async () => {
  const { api } = show({ ...choices, links: 0, follows: undefined }, { isNew: true, prefix: 'cli/' });
  const { follows: _, ...loose } = choices;
  api.answer({ listFolderChoices: () => ({ ...loose, links: 0 }) });
  await page.getByRole('textbox', { name: say('move.folder') }).fill('cli/next');
  await choice(/2\.15\.0-rc\.1/).click();
  await expect
    .poll(() => api.sent('draftPlan').map(({ body }) => body.source))
    .toEqual([{ kind: 'folder-move', prefix: 'cli/next/', to: 'cli/2.15.0-rc.1/' }]);
});
