import type { Finding } from '@signpost/link-model/write';
import { expect, test } from 'vitest';
import { applyTerms, draftRow, setUpPlanStore } from '../testing/plan-store-suite.ts';
import type { DraftRow } from './plan-store.ts';

const suite = setUpPlanStore();
const count = 100_000;
const missing: Finding = { code: 'target-missing', level: 'choose' };
const kept: Finding = { code: 'kept', level: 'note' };

function* manyRows(): Generator<DraftRow> {
  for (let place = 1; place <= count; place += 1)
    yield draftRow(place, {
      key: `releases/latest/中文 ${place}/artifact-${place}.tar.gz`,
      findings: place % 50 === 0 ? [missing, kept] : [kept],
    });
}

test('a plan of 100,000 rows is drafted, reviewed, edited and applied without a wait', async () => {
  const took: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = performance.now();
    const answer = await work();
    took[name] = Math.round(performance.now() - before);
    return answer;
  };
  const { id, revision } = await timed('draft', () => suite.draft(manyRows()));
  await suite.draft(manyRows());
  const first = await timed('first page', () => suite.store.rows(id, {}, { limit: 100 }));
  expect([first.total, first.items[0]?.row]).toEqual([count, 50]);
  const deep = { limit: 100, cursor: String(50_000_090_000) };
  const page = await timed('deep page', () => suite.store.rows(id, {}, deep));
  expect(page.items[0]?.row).toBe(90_001);
  const filter = { contains: 'ARTIFACT-99', finding: 'target-missing' };
  expect((await timed('filtered page', () => suite.store.rows(id, filter, { limit: 100 }))).total).toBe(22);
  expect((await timed('sums', () => suite.store.sums(id))).findings).toMatchObject([
    { name: 'target-missing', rows: count / 50, first: { row: 50 } },
    { name: 'kept', rows: count, first: { row: 1 } },
  ]);
  expect(await timed('overlaps', () => suite.store.overlaps(id))).toMatchObject([{ keys: count }]);
  const edit = { rows: { by: 'kind' as const, kind: 'moved' as const }, decision: 'leave' as const };
  expect(await timed('edit of all', () => suite.store.edit(id, revision, edit))).toBe('done');
  const { revision: edited } = await suite.read(id);
  const one = { rows: { by: 'finding' as const, name: 'target-missing' }, decision: 'write' as const };
  expect(await timed('edit of a finding', () => suite.store.edit(id, edited, one))).toBe('done');
  const { revision: last } = await suite.read(id);
  expect(await timed('apply', () => suite.store.apply(id, last, applyTerms))).toBe('done');
  await timed('2,000 rows claimed and settled', async () => {
    for (;;) {
      const rows = await suite.store.claimRows(id, 50, 60_000);
      if (rows.length === 0) return;
      for (const { row } of rows) await suite.store.settleRow(id, row, { outcome: 'applied' });
    }
  });
  expect(await timed('left', () => suite.store.left(id))).not.toHaveProperty('phase');
  expect(await suite.outcomes(id)).toEqual({ applied: count / 50, 'left-out': count - count / 50 });

  // Ten times what a quiet machine takes, in milliseconds.
  const most: Record<string, number> = { draft: 60_000, 'edit of all': 20_000, apply: 20_000 };
  for (const [name, ms] of Object.entries(took))
    expect(ms, `${name}, of ${JSON.stringify(took)}`).toBeLessThan(most[name] ?? 10_000);
  process.stderr.write(`${JSON.stringify(took)}\n`);
});
