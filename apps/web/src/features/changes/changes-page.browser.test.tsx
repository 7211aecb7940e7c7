import type { AnswerOf, Change, ChangeCounts, PlanSummary } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { toPlan } from '../../testing/sample-plans.ts';
import { toChange, toLinkState, toObjectState, toView } from '../../testing/sample-views.ts';
import type { ChangeFilter, ChangesSearch } from './model/change-filter.ts';
import { ChangesPage } from './pages/changes-page.tsx';
import { everywhere, holdOnly, sayDenied } from '../../testing/held-rights.ts';

const say = i18next.getFixedT('en', 'changes');

const counts: ChangeCounts = {
  total: 3,
  facets: {
    actor: [
      { value: 'ada', count: 2 },
      { value: 'bob', count: 1 },
    ],
    action: [{ value: 'repoint', count: 3 }],
    outcome: [
      { value: 'applied', count: 2 },
      { value: 'failed', count: 1 },
    ],
    bucket: [{ value: 'releases', count: 3 }],
  },
};

const now = (key: string) => toView(key, toLinkState('cli/2.14.0/app.tgz'));
const moved = (id: string, more: Partial<Change> = {}): Change =>
  toChange(now(`cli/latest/${id}.tgz`), 'cli/2.15.0/app.tgz', { id, group: id, ...more });

const plan: PlanSummary = {
  id: 'plan-12',
  number: 12,
  bucket: 'releases',
  origin: toPlan().origin,
  state: 'done',
  createdAt: '2026-01-01T00:00:00Z',
  actor: 'ada',
  rows: 9,
  written: 9,
  outcomes: { applied: 8, failed: 1 },
};
const ofPlan = (id: string, more: Partial<Change> = {}): Change =>
  moved(id, { group: plan.id, plan: { id: plan.id, number: 12 }, ...more });

function show(
  listed: AnswerOf<'listChanges'> | Refusal,
  search: ChangesSearch = {},
  counted: ChangeCounts = counts,
) {
  const filters: ChangeFilter[] = [];
  const plans: string[] = [];
  const api = fakeApi({ listChanges: () => listed, countChanges: () => counted });
  render(
    inRouter(
      <ChangesPage
        connection="default"
        onFilter={(filter) => filters.push(filter)}
        onPlan={({ id }) => plans.push(id)}
        planTitle={() => 'cli/latest/: 2.14.0 → 2.15.0'}
        search={search}
      />,
    ),
  );
  return { api, filters, plans };
}

const head = page.getByRole('button', { name: /^Plan 12/ });
const details = (key: string) => page.getByRole('button', { name: say('detail.toggle', { key }) });

it('shows what a plan changed as one line that opens, with how its writes ended', async () => {
  show({ items: [ofPlan('a'), ofPlan('b', { outcome: 'failed' })], plans: [plan] });
  await expect.element(head).toHaveAttribute('aria-expanded', 'false');
  await expect.element(page.getByText('8 done')).toBeVisible();
  await expect.element(page.getByText('1 failed', { exact: true })).toBeVisible();
  // Nine were written; the filter shows two of them.
  await expect.element(page.getByText('2 of 9 listed here')).toBeVisible();
  expect(details('cli/latest/a.tgz').query()).toBeNull();
  await head.click();
  await expect.element(details('cli/latest/a.tgz')).toBeVisible();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(head).toHaveAttribute('aria-expanded', 'false');
});

it('tells of a restore how long the object is readable, and of nothing that goes', async () => {
  const restored = toChange(toView('cold.bin', toObjectState(7 * 1024 ** 2)), null, {
    action: 'restore',
    restore: { storageClass: 'Archive', days: 3 },
  });
  show({ items: [restored], plans: [] });
  await expect.element(page.getByText('an object of 7 MiB, readable for 3 days')).toBeVisible();
  expect(document.querySelector('.line-through')).toBeNull();
});

it('puts all that a plan wrote back by a plan of its own, and writes nothing itself', async () => {
  const { api, plans } = show({ items: [ofPlan('a')], plans: [plan] });
  api.answer({ rollBackPlan: () => toPlan({ id: 'plan-13', number: 13 }) });
  await page.getByRole('button', { name: say('putBack.all', { count: 8 }) }).click();
  await expect.poll(() => plans).toEqual(['plan-13']);
  expect(api.sent('rollBackPlan').map(({ body }) => body)).toEqual([
    { connection: 'default', plan: 'plan-12' },
  ]);
});

it('puts what was written together without a plan back by a revert of its group', async () => {
  const { api, plans } = show({ items: [moved('a', { group: 'g' }), moved('b', { group: 'g' })], plans: [] });
  api.answer({ draftPlan: () => toPlan({ id: 'plan-13', number: 13 }) });
  await page.getByRole('button', { name: say('putBack.all', { count: 2 }) }).click();
  await expect.poll(() => plans).toEqual(['plan-13']);
  expect(api.sent('draftPlan').map(({ body }) => body)).toEqual([
    {
      connection: 'default',
      bucket: 'releases',
      source: { kind: 'revert', to: { by: 'group', group: 'g' } },
    },
  ]);
});

it('takes ticked changes back by one plan, and only those of one bucket', async () => {
  const other = moved('c', { bucket: 'datasets' });
  const { api, plans } = show({
    items: [moved('a'), moved('b', { outcome: 'failed' }), ofPlan('d'), ofPlan('e'), other],
    plans: [plan],
  });
  api.answer({ draftPlan: () => toPlan({ id: 'plan-13', number: 13 }) });
  const tick = (id: string) =>
    page.getByRole('checkbox', { name: say('tick', { key: `cli/latest/${id}.tgz` }) });
  // Nothing was written by it.
  expect(tick('b').query()).toBeNull();
  await tick('a').click();
  await head.click();
  await tick('e').click();
  await tick('c').click();
  await expect.element(page.getByText(say('putBack.oneBucket'))).toBeVisible();
  await tick('c').click();
  await page.getByRole('button', { name: say('putBack.ticked', { count: 2 }) }).click();
  await expect.poll(() => plans).toEqual(['plan-13']);
  expect(api.sent('draftPlan').map(({ body }) => body)).toEqual([
    {
      connection: 'default',
      bucket: 'releases',
      source: { kind: 'revert', to: { by: 'changes', changes: ['a', 'e'] } },
    },
  ]);
});

it('does not offer to put back what was put back already', async () => {
  const undone = { undo: { possible: false, why: 'already-undone' as const } };
  show({ items: [ofPlan('a', undone), ofPlan('b', undone)], plans: [plan] });
  await expect.element(page.getByText(say('putBack.already'))).toBeVisible();
  expect(page.getByRole('button', { name: say('putBack.all', { count: 8 }) }).query()).toBeNull();
});

it('opens a change to all that is recorded of it', async () => {
  const change = moved('a', {
    reason: 'TICKET-1',
    ossRequestId: '5C1B138A109F4E405B2D8AEF',
    after: toLinkState('cli/2.15.0/app.tgz'),
  });
  show({ items: [change], plans: [] });
  const toggle = details('cli/latest/a.tgz');
  await toggle.click();
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'true');
  for (const text of ['5C1B138A109F4E405B2D8AEF', 'TICKET-1', '2026-01-01 00:01:00 UTC'])
    await expect.element(page.getByRole('definition').getByText(text)).toBeVisible();
  await expect.element(page.getByRole('term').getByText(say('detail.after'))).toBeVisible();
});

it('says of a change that was not read back what was intended, and why it failed', async () => {
  const failed = moved('a', {
    outcome: 'failed',
    problem: { code: 'oss-access-denied', detail: 'AccessDenied' },
    undo: { possible: false, why: 'not-applied' },
  });
  show({ items: [failed], plans: [] }, { group: 'a' });
  // The address of one change shows all of it at once.
  await expect.element(page.getByText(say('detail.intended'))).toBeVisible();
  await expect.element(page.getByText('AccessDenied', { exact: true })).toBeVisible();
  await expect.element(page.getByText(say('noUndo.not-applied'))).toBeVisible();
});

it('narrows by a facet, and takes it back', async () => {
  const { filters } = show({ items: [moved('a')], plans: [] }, { outcome: 'failed', cursor: '7' });
  await page.getByRole('button', { name: 'ada 2' }).click();
  expect(filters).toEqual([{ outcome: 'failed', actor: 'ada' }]);
  await page.getByRole('button', { name: 'failed 1' }).click();
  expect(filters.at(-1)).toEqual({});
});

it('narrows by a prefix once it is entered', async () => {
  const { filters } = show({ items: [moved('a')], plans: [] }, { key: 'x' });
  const field = page.getByRole('searchbox', { name: say('facet.key') });
  await field.fill('cli/latest/');
  expect(filters).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => filters).toEqual([{ prefix: 'cli/latest/' }]);
});

it('exports what the filter lets through', async () => {
  show({ items: [moved('a')], plans: [] }, { actor: 'ada', cursor: '7' });
  const csv = page.getByRole('link', { name: say('export.csv') });
  await expect.element(csv).toBeVisible();
  const address = new URL(csv.element().getAttribute('href') ?? '', location.href);
  expect(address.pathname).toBe('/api/v1/changes/export');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    connection: 'default',
    actor: 'ada',
    format: 'csv',
  });
});

it('says that the numbers are of the newest changes where there are more', async () => {
  show({ items: [moved('a')], plans: [] }, {}, { ...counts, total: 10_000, newest: 10_000 });
  await expect.element(page.getByText('10,000 changes or more')).toBeVisible();
  await expect.element(page.getByText(say('facet.newest', { count: 10_000 }))).toBeVisible();
});

it.each([
  ['nothing was ever written', {}, 'empty'],
  ['no change matches', { actor: 'eve' }, 'none'],
  ['nothing has this id', { group: 'x' }, 'gone'],
] as const)('tells apart that %s', async (_case, search, what) => {
  show({ items: [], plans: [] }, search, { ...counts, total: 0 });
  await expect.element(page.getByText(say(`${what}.title`))).toBeVisible();
});

it('says why the changes could not be read', async () => {
  show(new Refusal('database-unavailable'));
  await expect.element(page.getByText(say('failed'))).toBeVisible();
});

it('offers no undo outside the keys that may be written, and says whom to ask', async () => {
  await holdOnly(
    { rights: ['link.repoint'], bucket: 'releases', prefix: 'cli/latest/a.tgz' },
    everywhere('change.read'),
  );
  show({
    items: [moved('a', { undo: { possible: true } }), moved('b', { undo: { possible: true } })],
    plans: [],
  });
  const undo = (key: string) => say('undoNamed', { key: `cli/latest/${key}.tgz` });
  await expect.element(page.getByRole('link', { name: undo('a') })).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: undo('b') }))
    .toHaveAccessibleDescription(sayDenied('link.repoint'));
});
