import type { AuditEvent } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import type { AuditFilter, AuditSearch } from './model/audit-filter.ts';
import { AuditPage } from './pages/audit-page.tsx';

const say = i18next.getFixedT('en', 'audit');

const event = (sequence: number, more: Partial<AuditEvent> = {}): AuditEvent => ({
  sequence,
  at: '2026-11-22T10:00:00.000Z',
  actor: { kind: 'person', id: 'ada', name: 'Ada' },
  action: 'write.repoint',
  outcome: 'done',
  connection: 'demo',
  bucket: 'releases',
  key: 'cli/latest.tgz',
  change: 'change-1',
  hash: 'ab'.repeat(32),
  ...more,
});

function show(listed: readonly AuditEvent[] | Refusal, search: AuditSearch = {}) {
  const filters: AuditFilter[] = [];
  const api = fakeApi({
    listAuditEvents: () => (listed instanceof Refusal ? listed : { items: [...listed], nextCursor: '7' }),
  });
  render(
    inRouter(<AuditPage connection="demo" onFilter={(filter) => filters.push(filter)} search={search} />),
  );
  return { api, filters };
}

it('each event says who did what, how it went and where, with its moment in UTC on hover', async () => {
  const { connection: _c, bucket: _b, key: _k, ...nowhere } = event(7, { action: 'session.begin' });
  show([
    event(9),
    event(8, {
      action: 'access.refuse',
      outcome: 'refused',
      actor: { kind: 'token', id: 't', name: 'pipeline' },
    }),
    nowhere,
  ]);
  const rows = page.getByRole('row');
  for (const text of ['Ada', 'Repoint a link', 'done'])
    await expect.element(rows.nth(1).getByText(text, { exact: true })).toBeVisible();
  for (const text of ['pipeline', 'Ask without the right', 'refused'])
    await expect.element(rows.nth(2).getByText(text, { exact: true })).toBeVisible();
  // What another part records under a name of its own keeps that name.
  await expect.element(rows.nth(3).getByText('session.begin')).toBeVisible();
  await expect
    .element(rows.nth(1).getByRole('time'))
    .toHaveAttribute('data-tip', expect.stringContaining('2026-11-22 10:00:00 UTC'));
});

it('by keyboard an event opens to all that is recorded of it, with the way to its change or plan', async () => {
  show([
    event(9, { reason: 'release 2', address: '10.0.0.7', details: { problem: 'key-changed' } }),
    event(8, { action: 'plan.apply', change: 'plan-1', details: { plan: 12 } }),
  ]);
  const toggle = page.getByRole('button', { name: say('detail.toggle', { sequence: 9 }) });
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'false');
  (toggle.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'true');
  for (const text of ['release 2', '10.0.0.7', 'key-changed', 'ab'.repeat(32)])
    await expect.element(page.getByRole('definition').filter({ hasText: text })).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: say('detail.toChange') }))
    .toHaveAttribute('href', '/c/demo/changes?group=change-1');
  await page.getByRole('button', { name: say('detail.toggle', { sequence: 8 }) }).click();
  await expect
    .element(page.getByRole('link', { name: say('detail.toPlan') }))
    .toHaveAttribute('href', '/c/demo/plans/plan-1');
});

it('filters are taken one by one, each from the newest event on, and the export takes the same', async () => {
  const { api, filters } = show([event(9)], { actor: 'ada', cursor: '50' });
  await expect.element(page.getByRole('table')).toBeVisible();
  expect(api.sent('listAuditEvents')[0]?.query).toMatchObject({
    connection: 'demo',
    actor: 'ada',
    cursor: '50',
  });
  await page.getByLabelText(say('filter.outcome')).selectOptions('refused');
  await page.getByLabelText(say('filter.prefix')).fill('cli/');
  await userEvent.keyboard('{Enter}');
  expect(filters).toEqual([
    { actor: 'ada', outcome: 'refused' },
    { actor: 'ada', prefix: 'cli/' },
  ]);
  await page.getByLabelText(say('filter.actor')).fill('');
  await userEvent.keyboard('{Enter}');
  expect(filters.at(-1)).toEqual({});
  await expect
    .element(page.getByRole('link', { name: say('export.csv') }))
    .toHaveAttribute('href', '/api/v1/audit/export?connection=demo&actor=ada&format=csv');
  await expect
    .element(page.getByRole('link', { name: say('older') }))
    .toHaveAttribute('href', expect.stringContaining('cursor='));
});

it('an action without words can be the filter, and stays a choice', async () => {
  show([], { action: 'session.begin' });
  await expect.element(page.getByLabelText(say('filter.action'))).toHaveValue('session.begin');
  await expect.element(page.getByText(say('none.title'))).toBeVisible();
  await expect.element(page.getByRole('link', { name: say('filter.every') })).toBeVisible();
});

it('an empty log and one that cannot be read say so', async () => {
  show([]);
  await expect.element(page.getByText(say('empty.title'))).toBeVisible();
});

it('a log that cannot be read can be asked for again', async () => {
  const { api } = show(new Refusal('database-unavailable'));
  await expect.element(page.getByText(say('failed'))).toBeVisible();
  api.answer({ listAuditEvents: () => ({ items: [event(9)] }) });
  await page.getByRole('button', { name: i18next.t('action.retry') }).click();
  await expect.element(page.getByRole('table')).toBeVisible();
});
