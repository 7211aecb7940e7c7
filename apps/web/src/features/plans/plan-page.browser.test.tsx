import type { AnswerOf, Plan, PlanRow } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal, type SentRequest } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { toPlan, toRow, toRows } from '../../testing/sample-plans.ts';
import type { PlanSearch } from './model/plan-search.ts';
import { PlanPage } from './pages/plan-page.tsx';

const say = i18next.getFixedT('en', 'plans');
const accept = say('decide.write');
const apply = (count: number) => page.getByRole('button', { name: say('say.apply', { count }) });

const missing = toRow(1, {
  key: 'cli/latest/win.zip',
  kind: 'missing',
  decision: 'leave',
  now: 'cli/2.14.0/win.zip',
  target: 'cli/2.15.0-rc.1/win.zip',
});
const created = toRow(3, { key: 'cli/latest/riscv.tgz', kind: 'created', action: 'create', now: null });

interface Shown {
  plan: Plan;
  rows: PlanRow[];
}

/** The page of a plan that a fake server keeps; edits change its rows as the server would. */
function show(initial: Plan, rows: PlanRow[] = [missing, toRow(2), created]) {
  const kept: Shown = { plan: initial, rows };
  const searches: PlanSearch[] = [];
  const gone: string[] = [];
  const listed = ({ query: { kind, decision } }: SentRequest<'listPlanRows'>) => {
    const items = kept.rows.filter(
      (row) =>
        (kind === undefined || row.kind === kind) && (decision === undefined || row.decision === decision),
    );
    return toRows(items);
  };
  const api = fakeApi({
    getPlan: () => kept.plan,
    listPlanRows: listed,
    editPlan: ({ body }) => {
      const named = body.rows;
      kept.rows = kept.rows.map((row) =>
        (named.by === 'row' && named.rows.includes(row.row)) ||
        (named.by === 'kind' && named.kind === row.kind)
          ? { ...row, decision: body.decision }
          : row,
      );
      kept.plan = { ...kept.plan, revision: `${body.revision}+` };
      return kept.plan;
    },
  });
  render(
    inRouter(
      <PlanPage
        connection="default"
        id={initial.id}
        onPlan={({ id }) => gone.push(id)}
        onSearch={(search) => searches.push(search)}
        search={{}}
      />,
    ),
  );
  return { api, kept, searches, gone };
}

it('names the act, where the links lead now and then, and in which order they are written', async () => {
  show(toPlan());
  const title = page.getByRole('heading', { level: 1 });
  await expect.element(title).toMatchTextContent('cli/latest/: 2.14.0 → 2.15.0-rc.1');
  await expect.element(page.getByText(say('facts.order'))).toBeVisible();
  await expect.element(page.getByText(say('facts.kept'))).toBeVisible();
  await expect.element(page.getByText(say('state.open'))).toBeVisible();
});

it('says what is missing until it is said, and then applies what was reviewed', async () => {
  const { api, kept } = show(
    toPlan({ needs: { accept: ['target-cold'], blocked: 0, confirm: 9, because: 'share' } }),
  );
  const need = say('say.missing', {
    what: `${say('say.need.accept', { count: 1 })} and ${say('say.need.confirm')}`,
  });
  await expect.element(apply(9)).toHaveAccessibleDescription(need);
  // Pressed too early it leads to what is missing.
  await apply(9).click({ force: true });
  await expect.element(page.getByRole('radio', { name: accept })).toHaveFocus();
  await page.getByRole('radio', { name: accept }).click();
  await expect
    .element(apply(9))
    .toHaveAccessibleDescription(say('say.missing', { what: say('say.need.confirm') }));
  await page.getByRole('textbox', { name: say('say.confirm', { count: 9 }) }).fill('9');
  await page.getByRole('textbox', { name: say('say.reason') }).fill(' TICKET-1 ');
  await expect.element(apply(9)).not.toHaveAttribute('aria-disabled');
  api.answer({
    applyPlan: () => {
      kept.plan = toPlan({
        state: 'applying',
        outcomes: { applied: 3, waiting: 6, 'left-out': 1 },
        secondsLeft: 2,
      });
      return kept.plan;
    },
  });
  await apply(9).click();
  await expect
    .element(page.getByText('Running · 3 of 9 · 3 per second · about 2 seconds left'))
    .toBeVisible();
  expect(api.sent('applyPlan').map(({ body }) => body)).toEqual([
    {
      connection: 'default',
      plan: 'plan-12',
      revision: 'r1',
      accept: ['target-cold'],
      confirm: 9,
      reason: 'TICKET-1',
    },
  ]);
  kept.plan = toPlan({ state: 'done', outcomes: { applied: 9, 'left-out': 1 } });
  await expect.element(page.getByText(say('done.all', { done: 9, count: 9 }))).toBeVisible();
});

it('applies by the keyboard only once nothing is missing', async () => {
  const { api } = show(toPlan({ needs: { accept: [], blocked: 1 } }));
  await expect
    .element(apply(9))
    .toHaveAccessibleDescription(say('say.missing', { what: say('say.need.blocked', { count: 1 }) }));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(api.sent('applyPlan')).toEqual([]);
});

it('decides about all links of a kind, and says what holds', async () => {
  const { api } = show(toPlan());
  const group = page.getByRole('group', {
    name: say('decide.for', { kind: say('kind.missing'), count: 1 }),
  });
  await expect.element(group.getByRole('radio', { name: say('decide.leave') })).toBeChecked();
  await group.getByRole('radio', { name: say('decide.remove') }).click();
  await expect.element(group.getByRole('radio', { name: say('decide.remove') })).toBeChecked();
  expect(api.sent('editPlan').map(({ body }) => body)).toMatchObject([
    { revision: 'r1', rows: { by: 'kind', kind: 'missing' }, decision: 'remove' },
  ]);
});

it('reverts links that were changed since, or leaves them, as a whole', async () => {
  const changed = toRow(1, { kind: 'diverged', decision: 'leave' });
  const origin = { kind: 'revert', links: 2 } as const;
  const { api } = show(toPlan({ origin, kinds: { restored: 1, diverged: 1 }, findings: [] }), [changed]);
  const group = page.getByRole('group', {
    name: say('decide.for', { kind: say('kind.diverged'), count: 1 }),
  });
  await expect.element(group.getByRole('radio', { name: say('decide.leave') })).toBeChecked();
  await group.getByRole('radio', { name: say('decide.revert') }).click();
  await expect.element(group.getByRole('radio', { name: say('decide.revert') })).toBeChecked();
  expect(api.sent('editPlan').map(({ body }) => body)).toMatchObject([
    { rows: { by: 'kind', kind: 'diverged' }, decision: 'write' },
  ]);
});

it('decides about one row in the list, and the next edit names the new revision', async () => {
  const { api } = show(toPlan());
  const select = (name: string) => page.getByRole('combobox', { name: say('rows.decisionFor', { name }) });
  await select('file-2.txt').selectOptions(say('decision.leave'));
  await expect.element(select('file-2.txt')).toHaveValue('leave');
  await expect.poll(() => api.sent('editPlan').length).toBe(1);
  await expect.element(page.getByRole('row', { name: /file-2\.txt.*Leave/ })).toBeVisible();
  await select('riscv.tgz').selectOptions(say('decision.leave'));
  await expect.poll(() => api.sent('editPlan').map(({ body }) => body.revision)).toEqual(['r1', 'r1+']);
});

it('shows a row whole by Enter, and decides there', async () => {
  const { api } = show(toPlan());
  await page.getByRole('row', { name: /win\.zip/ }).click({ position: { x: 20, y: 10 } });
  const dialog = page.getByRole('dialog');
  await expect.element(dialog).toBeVisible();
  await dialog.getByRole('radio', { name: say('decision.remove') }).click();
  await expect
    .poll(() => api.sent('editPlan').map(({ body }) => body.rows))
    .toEqual([{ by: 'row', rows: [1] }]);
  await expect.element(dialog.getByRole('radio', { name: say('decision.remove') })).toBeChecked();
});

it('reads a plan again that somebody else edited, and says so', async () => {
  const { api, kept } = show(toPlan());
  api.answer({
    editPlan: () => {
      kept.plan = toPlan({
        revision: 'r2',
        writes: { create: 0, repoint: 7, delete: 0, restore: 0, copy: 0 },
      });
      return new Refusal('plan-changed');
    },
  });
  await page
    .getByRole('combobox', { name: say('rows.decisionFor', { name: 'file-2.txt' }) })
    .selectOptions(say('decision.leave'));
  await expect.element(page.getByText(say('decide.changed'))).toBeVisible();
  await expect.element(apply(7)).toBeVisible();
});

it('names plans that would write the same keys, and how much of a folder changes', async () => {
  show(
    toPlan({
      overlaps: [{ id: 'plan-13', number: 13, keys: 3 }],
      share: { prefix: 'cli/', links: 11, changed: 8 },
    }),
  );
  await expect
    .element(page.getByRole('link', { name: say('facts.overlap', { number: 13, count: 3 }) }))
    .toBeVisible();
  await expect.element(page.getByText('Changes 8 of 11 links below cli/ (73%).')).toBeVisible();
});

it('follows a plan while it is prepared, and shows its review as soon as it is there', async () => {
  const { kept } = show(toPlan({ state: 'drafting', rows: 3 }));
  await expect.element(page.getByText(say('drafting.rows', { count: 3 }))).toBeVisible();
  kept.plan = toPlan();
  await expect.element(apply(9)).toBeVisible();
});

it('pauses, goes on and stops, and says what holds a plan up', async () => {
  const applying = toPlan({
    state: 'applying',
    outcomes: { applied: 3, waiting: 6 },
    problem: { code: 'oss-unavailable', retryAt: '2026-01-01T00:05:00Z' },
  });
  const { api, kept } = show(applying);
  const held = page.getByRole('status').filter({ hasText: say('held.title') });
  await expect.element(held).toMatchTextContent(say('held.retryAt'));
  api.answer({
    controlPlan: ({ body }) => {
      const states = { pause: 'paused', resume: 'applying', stop: 'stopped' } as const;
      kept.plan = toPlan({ ...applying, state: states[body.do as 'pause'] });
      return kept.plan;
    },
  });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.element(page.getByText(say('done.some', { done: 3, count: 9 }))).toBeVisible();
  expect(api.sent('controlPlan').map(({ body }) => body.do)).toEqual(['pause', 'resume', 'stop']);
});

it('offers the failed rows again, shows them, and makes the plan that takes all back', async () => {
  const done = toPlan({ state: 'done', outcomes: { applied: 7, failed: 1, drifted: 1 } });
  const { api, searches, gone } = show(done, [
    toRow(1, { outcome: 'failed', problem: { code: 'oss-timed-out' } }),
  ]);
  await page.getByRole('button', { name: /1 Failed/ }).click();
  expect(searches).toEqual([{ outcome: 'failed' }]);
  api.answer({ rollBackPlan: () => toPlan({ id: 'plan-13', number: 13, state: 'drafting' }) });
  await page.getByRole('button', { name: say('done.undo') }).click();
  await expect.poll(() => gone).toEqual(['plan-13']);
});

it('offers no way back where another plan takes it back already', async () => {
  const rolledBackBy = { id: 'plan-13', number: 13, state: 'open' } as const;
  show(toPlan({ state: 'done', outcomes: { applied: 9 }, rolledBackBy }));
  await expect.element(page.getByRole('link', { name: say('done.undoing', { number: 13 }) })).toBeVisible();
  await expect.element(page.getByRole('button', { name: say('done.undo') })).not.toBeInTheDocument();
});

it('draws few rows of many, and leads to the next page', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => toRow(index + 1));
  const { api, searches } = show(toPlan({ rows: 100_000, kinds: { moved: 100_000 }, findings: [] }), rows);
  const first: AnswerOf<'listPlanRows'> = { items: rows, total: 100_000, nextCursor: 'c2' };
  api.answer({ listPlanRows: () => first });
  await expect.element(page.getByText(say('rows.total', { count: 100_000 }))).toBeVisible();
  expect(page.getByRole('row').elements().length).toBeLessThan(40);
  await page.getByRole('button', { name: say('rows.next', { count: 1000 }) }).click();
  expect(searches).toEqual([{ cursor: 'c2' }]);
});

it('sums up equal changes, deletes first, shows the links of one and leaves it out', async () => {
  const group = { names: 'same', written: 9, rows: 9 } as const;
  const { api, searches } = show(
    toPlan({
      origin: { kind: 'manifest', prefix: 'cli/', prune: true, links: 12 },
      groups: [
        { ...group, id: 'g1', action: 'delete', from: 'cli/old/', to: null, rows: 2, written: 2 },
        { ...group, id: 'g2', action: 'repoint', from: 'cli/2.14.0/', to: 'cli/2.15.0/' },
        { ...group, id: 'g3', action: 'create', from: null, to: 'cli/2.15.0/', written: 0 },
      ],
    }),
  );
  const groups = page.getByRole('region', { name: say('group.title') }).getByRole('listitem');
  await expect.element(groups.nth(0)).toMatchTextContent('cli/old/');
  const moved = say('group.move', { from: 'cli/2.14.0/', to: 'cli/2.15.0/' });
  await page.getByRole('button', { name: say('group.showLabel', { title: moved }) }).click();
  expect(searches).toEqual([{ group: 'g2' }]);
  await page.getByRole('button', { name: say('group.leaveLabel', { title: moved }) }).click();
  await expect
    .poll(() => api.sent('editPlan').map(({ body }) => [body.rows, body.decision]))
    .toEqual([[{ by: 'group', group: 'g2' }, 'leave']]);
  const created = say('group.create', { folder: 'cli/2.15.0/' });
  await expect
    .element(page.getByRole('button', { name: say('group.writeLabel', { title: created }) }))
    .toBeVisible();
});

it('makes a plan of the links that had changed', async () => {
  const { api, gone } = show(toPlan({ state: 'done', outcomes: { applied: 7, drifted: 2 } }));
  api.answer({ draftPlan: () => toPlan({ id: 'plan-13' }) });
  await page.getByRole('button', { name: say('done.again', { count: 2 }) }).click();
  await expect.poll(() => gone).toEqual(['plan-13']);
  expect(api.sent('draftPlan').map(({ body }) => body.source)).toEqual([{ kind: 'again', plan: 'plan-12' }]);
});

it('says what holds a manifest up, and lets manifests go on where they are held', async () => {
  const heldBy = { id: 'plan-13', number: 13, prefix: 'cli/' };
  show(toPlan({ origin: { kind: 'manifest', prefix: 'cli/', prune: false, links: 9 }, heldBy }));
  await expect
    .element(page.getByText(say('facts.held', { folder: 'cli/' }), { exact: false }).first())
    .toBeVisible();
  await expect.element(page.getByText(say('say.need.held'), { exact: false }).first()).toBeVisible();
});

it('lets manifests go on that a roll-back holds up', async () => {
  const { api } = show(toPlan({ state: 'done', outcomes: { applied: 9 }, holds: { prefix: 'cli/' } }));
  api.answer({ controlPlan: () => toPlan({ state: 'done', outcomes: { applied: 9 } }) });
  await page.getByRole('button', { name: say('hold.release') }).click();
  await expect.element(page.getByRole('button', { name: say('hold.release') })).not.toBeInTheDocument();
  expect(api.sent('controlPlan').map(({ body }) => body.do)).toEqual(['release']);
});

it('says of a row that it is not decided until what was found is accepted', async () => {
  const cold = { code: 'target-cold', level: 'choose', storageClass: 'Archive' } as const;
  show(toPlan(), [toRow(2, { findings: [cold] }), toRow(3)]);
  const row = page.getByRole('row', { name: new RegExp(`file-2.*${say('decision.undecided')}`) });
  await expect.element(row).toBeVisible();
  await expect.element(page.getByRole('row', { name: /file-3.*Write/ })).toBeVisible();
  await page.getByRole('radio', { name: accept }).click();
  await expect.element(row).not.toBeInTheDocument();
});

it('keeps what needs no decision apart from what does', async () => {
  const older = { code: 'target-empty', level: 'advise' } as const;
  const [asked] = toPlan().findings;
  const plain = {
    name: 'target-older',
    level: 'advise',
    rows: 3,
    first: { ...asked!.first, finding: older },
  } as const;
  show(toPlan({ kinds: { moved: 9 }, findings: [asked!, plain] }));
  await expect.element(page.getByText(say('decide.plain'))).toBeVisible();
  await expect.element(page.getByText(say('decide.none'))).not.toBeInTheDocument();
  show(toPlan({ id: 'plan-14', kinds: { moved: 9 }, findings: [plain] }));
  await expect.element(page.getByText(say('decide.none'))).toBeVisible();
});

it('says of a plan that was given up what was to be done, and that nothing was', async () => {
  show(toPlan({ state: 'discarded', kinds: { moved: 9 }, outcomes: { waiting: 9 } }));
  await expect.element(page.getByRole('row', { name: /win\.zip.*Not written/ })).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: `9 ${say('kindPlanned.moved')}`, exact: true }))
    .toBeVisible();
  await expect.element(page.getByText(say('outcome.waiting'))).not.toBeInTheDocument();
});

it('says before an undo is applied that it holds manifests up', async () => {
  show(toPlan({ origin: { kind: 'roll-back', plan: 'plan-11', number: 11 }, kinds: { restored: 9 } }));
  await expect.element(page.getByText(say('facts.holds'))).toBeVisible();
  await expect.element(page.getByText(say('kindPlanned.restored'))).toBeVisible();
});

it('no longer calls a plan applied that another has undone', async () => {
  const rolledBackBy = { id: 'plan-13', number: 13, state: 'done' } as const;
  show(toPlan({ state: 'done', outcomes: { applied: 9 }, rolledBackBy }));
  await expect.element(page.getByText(say('done.undone', { number: 13 })).first()).toBeVisible();
  await expect.element(page.getByText(say('state.done'), { exact: true })).not.toBeInTheDocument();
});

it('does not ask for a review where nothing would be written', async () => {
  const writes = { create: 0, repoint: 0, delete: 0, restore: 0, copy: 0 };
  show(toPlan({ writes, kinds: { unchanged: 9 }, findings: [], needs: { accept: [], blocked: 0 } }));
  await expect.element(page.getByText(say('list.nothing'))).toBeVisible();
  await expect.element(page.getByLabelText(say('say.reason'))).not.toBeInTheDocument();
  await expect.element(page.getByText(say('state.open'), { exact: true })).not.toBeInTheDocument();
});

it('counts what a stop kept from being written, and does not call a stopped plan whole', async () => {
  show(toPlan({ state: 'stopped', outcomes: { applied: 3, 'left-out': 7 } }));
  await expect.element(page.getByText(say('done.some', { done: 3, count: 9 }))).toBeVisible();
});
