import { describe, expect, test } from 'vitest';
import { releaseEarlierProcess } from '../state/open-state.ts';
import { applyTerms, draftRow, setUpPlanStore } from '../testing/plan-store-suite.ts';

const suite = setUpPlanStore();

describe('applying', () => {
  test('an applied plan keeps its applyTerms, and rows that are not written are left out', async () => {
    const id = await suite.start([
      draftRow(1),
      draftRow(2, { decision: 'leave' }),
      draftRow(3, { decision: 'remove' }),
    ]);
    expect(await suite.read(id)).toMatchObject({
      state: 'applying',
      accept: ['target-missing'],
      onDrift: 'stop',
      actor: { id: 'ada' },
      appliedBy: applyTerms.actor,
      reason: 'release\u{FFFD} 2',
      appliedAt: applyTerms.appliedAt,
    });
    expect(await suite.outcomes(id)).toEqual({ waiting: 2, 'left-out': 1 });
  });

  test('two replicas take every row once, each under a change of its own', async () => {
    const id = await suite.start(Array.from({ length: 200 }, (_, i) => draftRow(i + 1)));
    const taken = (
      await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          (i % 2 === 0 ? suite.store : suite.other).claimRows(id, 10, 60_000),
        ),
      )
    ).flat();
    for (let more = taken; more.length > 0; taken.push(...more))
      more = await suite.store.claimRows(id, 10, 60_000);
    expect(taken.map((each) => each.row).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, i) => i + 1),
    );
    expect(new Set(taken.map(({ change }) => change)).size).toBe(200);
    expect(taken.every(({ outcome, change }) => outcome === 'running' && change !== undefined)).toBe(true);
  });

  test('a phase begins when nothing of the one before waits or runs', async () => {
    const id = await suite.start([
      draftRow(1, { phase: 2 }),
      draftRow(2, { phase: 0 }),
      draftRow(3, { phase: 0 }),
      draftRow(4, { phase: 0 }),
    ]);
    const claim = async (limit: number): Promise<number[]> =>
      (await suite.store.claimRows(id, limit, 60_000)).map((each) => each.row);
    expect(await claim(2)).toEqual([2, 3]);
    expect(await claim(9)).toEqual([4]);
    await suite.store.settleRow(id, 2, { outcome: 'applied' });
    await suite.store.settleRow(id, 3, { outcome: 'waiting' });
    expect(await suite.store.left(id)).toEqual({
      waiting: 2,
      running: 1,
      unknown: 0,
      failed: 0,
      drifted: 0,
      phase: 0,
    });
    expect(await claim(9)).toEqual([3]);
    await suite.store.settleRow(id, 3, { outcome: 'unknown' });
    expect(await claim(9)).toEqual([]);
    await suite.store.settleRow(id, 4, { outcome: 'drifted' });
    expect(await claim(9)).toEqual([1]);
    await suite.store.settleRow(id, 1, { outcome: 'applied' });
    expect(await suite.store.left(id)).toEqual({ waiting: 0, running: 0, unknown: 1, failed: 0, drifted: 1 });
    expect((await suite.store.sums(id)).settledLastMinute).toBe(4);
  });

  test('rows of a replica that died are taken again under the same change, and its late word is not heard', async () => {
    const id = await suite.start([draftRow(1), draftRow(2)]);
    const [lost] = await suite.store.claimRows(id, 1, 60_000);
    expect(await suite.other.claimRows(id, 1, 60_000)).toMatchObject([{ row: 2 }]);
    expect(await suite.other.claimRows(id, 1, 60_000)).toEqual([]);
    await suite.expire('plan_rows', id);
    expect(await suite.other.unknownRows(id, 9)).toEqual([]);
    expect(await suite.other.claimRows(id, 1, 60_000)).toMatchObject([{ row: 1, change: lost?.change }]);
    await suite.store.settleRow(id, 1, { outcome: 'waiting' });
    expect(await suite.outcomes(id)).toEqual({ running: 2 });
    await suite.other.settleRow(id, 1, { outcome: 'applied' });
    await suite.store.settleRow(id, 1, { outcome: 'failed' });
    expect(await suite.store.rowsOf(id, 'applied', { after: 0, limit: 9 })).toMatchObject([
      { row: 1, change: lost?.change },
    ]);
  });

  test('a row keeps its change where it was sent, and its problem until it is tried again', async () => {
    const id = await suite.start([draftRow(1), draftRow(2), draftRow(3), draftRow(4)]);
    const changes = (await suite.store.claimRows(id, 9, 60_000)).map(({ change }) => change);
    const problem = { code: 'forbidden', ossRequestId: '5C1B' };
    await suite.store.settleRow(id, 1, { outcome: 'failed', problem, keepChange: true });
    await suite.store.settleRow(id, 2, { outcome: 'drifted' });
    await suite.store.settleRow(id, 3, { outcome: 'unknown' });
    await suite.store.settleRow(id, 4, { outcome: 'applied' });
    expect((await suite.store.rows(id, {}, { limit: 9 })).items.map(({ change }) => change)).toEqual([
      changes[0],
      undefined,
      changes[2],
      changes[3],
    ]);
    expect(await suite.store.unknownRows(id, 9)).toMatchObject([{ row: 3, change: changes[2] }]);
    await suite.other.settleRow(id, 3, { outcome: 'applied' });
    await suite.store.move(id, ['applying'], { to: 'done', endedAt: '2026-11-22T12:00:00.000Z' });
    expect(await suite.store.rowsOf(id, 'applied', { after: 3, limit: 9 })).toMatchObject([{ row: 4 }]);
    expect(await suite.store.rowsOf(id, 'applied', { after: 0, limit: 1 })).toMatchObject([{ row: 3 }]);
    expect((await suite.read(id)).endedAt).toBe('2026-11-22T12:00:00.000Z');

    expect(await suite.store.move(id, ['done'], { to: 'applying', rows: 'failed-again' })).toBe(true);
    expect(await suite.read(id)).not.toHaveProperty('endedAt');
    const [again, ...more] = await suite.store.claimRows(id, 9, 60_000);
    expect(again).toMatchObject({ row: 1, outcome: 'running' });
    expect(again).not.toHaveProperty('problem');
    expect(changes).not.toContain(again?.change);
    expect(more).toEqual([]);
  });

  test('a paused plan gives no rows; a stopped one leaves out those that wait and tells those that were lost', async () => {
    const id = await suite.start([draftRow(1), draftRow(2), draftRow(3)]);
    await suite.store.claimRows(id, 2, 60_000);
    expect(
      await suite.store.move(id, ['applying'], {
        to: 'paused',
        problem: { code: 'drift', retryAt: '2026-11-22T12:00:00.000Z' },
      }),
    ).toBe(true);
    expect(await suite.store.claimRows(id, 9, 60_000)).toEqual([]);
    expect(await suite.store.move(id, ['applying', 'open'], { to: 'done' })).toBe(false);
    expect((await suite.read(id)).problem).toEqual({ code: 'drift', retryAt: '2026-11-22T12:00:00.000Z' });
    await suite.store.setProblem(id, null);
    expect(await suite.read(id)).not.toHaveProperty('problem');
    await suite.store.setProblem(id, { code: 'throttled' });
    await suite.store.move(id, ['paused'], { to: 'stopped', rows: 'waiting-left-out', problem: null });
    expect(await suite.read(id)).not.toHaveProperty('problem');
    expect(await suite.outcomes(id)).toEqual({ running: 2, 'left-out': 1 });
    await suite.store.settleRow(id, 1, { outcome: 'applied' });
    expect(await suite.store.unknownRows(id, 9)).toEqual([]);
    await suite.expire('plan_rows', id);
    expect(await suite.other.unknownRows(id, 9)).toMatchObject([{ row: 2 }]);
    await suite.other.settleRow(id, 2, { outcome: 'left-out' });
    expect(await suite.outcomes(id)).toEqual({ applied: 1, 'left-out': 2 });
  });

  test('a row that is given back once its plan was stopped does not wait: a retry would write it', async () => {
    const id = await suite.start([draftRow(1), draftRow(2)]);
    await suite.store.claimRows(id, 2, 60_000);
    await suite.store.settleRow(id, 2, { outcome: 'failed' });
    await suite.store.move(id, ['applying'], { to: 'stopped', rows: 'waiting-left-out' });
    await suite.store.settleRow(id, 1, { outcome: 'waiting' });
    expect(await suite.outcomes(id)).toEqual({ 'left-out': 1, failed: 1 });
    await suite.store.move(id, ['stopped'], { to: 'applying', rows: 'failed-again' });
    expect(await suite.store.claimRows(id, 9, 60_000)).toMatchObject([{ row: 2 }]);
  });

  test('a row that needs others waits while an outcome is unknown, for five minutes', async () => {
    const id = await suite.start([
      draftRow(1, { phase: 0, needs: [] }),
      draftRow(2, { phase: 0, needs: [] }),
      draftRow(3, { needs: ['latest/1'] }),
      draftRow(4),
    ]);
    const claim = async (): Promise<number[]> =>
      (await suite.store.claimRows(id, 1, 60_000)).map(({ row }) => row);
    expect(await claim()).toEqual([1]);
    await suite.store.settleRow(id, 1, { outcome: 'unknown' });
    // One that needs none does not wait.
    expect(await claim()).toEqual([2]);
    await suite.store.settleRow(id, 2, { outcome: 'applied' });
    expect(await claim()).toEqual([4]);
    await suite.store.settleRow(id, 4, { outcome: 'applied' });
    expect(await claim()).toEqual([]);
    await suite.database.pool.query(
      `UPDATE signpost.plan_rows SET settled_at = settled_at - interval '5 minutes' WHERE plan_id = $1`,
      [id],
    );
    expect(await claim()).toEqual([3]);
  });

  test('no row is taken once a plan is paused, however many replicas ask', async () => {
    const id = await suite.start(Array.from({ length: 50 }, (_, i) => draftRow(i + 1)));
    const asked = Array.from({ length: 8 }, () => suite.other.claimRows(id, 5, 60_000));
    await suite.store.move(id, ['applying'], { to: 'paused' });
    const taken = (await suite.outcomes(id)) as { running?: number };
    expect((await Promise.all(asked)).flat()).toHaveLength(taken.running ?? 0);
  });

  test('what an earlier process of the only console held is free at once', async () => {
    const id = await suite.start([draftRow(1)]);
    await suite.other.claimPlans(['applying'], [suite.connection], 60_000);
    const [lost] = await suite.other.claimRows(id, 9, 60_000);
    await releaseEarlierProcess(suite.database.db);
    expect(await suite.store.claimPlans(['applying'], [suite.connection], 60_000)).toMatchObject([{ id }]);
    expect(await suite.store.claimRows(id, 9, 60_000)).toEqual([{ ...lost, mayBeBegun: true }]);
  });
});
