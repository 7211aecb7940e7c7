import { randomUUID } from 'node:crypto';
import type { Finding } from '@signpost/link-model/write';
import { describe, expect, test } from 'vitest';
import { applyTerms, draftRow, setUpPlanStore } from '../testing/plan-store-suite.ts';
import type { NewPlan, PlanStore } from './plan-store.ts';

const suite = setUpPlanStore();

const missing: Finding = { code: 'target-missing', level: 'choose' };
const unread: Finding = { code: 'part-unread', level: 'choose', part: 'tags', why: 'forbidden' };
const kept: Finding = { code: 'kept', level: 'note' };

describe('plans', () => {
  test('a plan comes back as it was made, under the next number of its connection', async () => {
    const made = await suite.store.create(suite.newPlan({ reason: 'release \u2028\0' }));
    expect(made).toEqual({
      ...suite.newPlan({ reason: 'release \u2028\u{FFFD}' }),
      id: made.id,
      number: 1,
      state: 'drafting',
      revision: '',
      accept: [],
      onDrift: 'skip',
    });
    expect(await suite.read(made.id)).toEqual(made);
    expect(await suite.store.get(await suite.addConnection(), made.id)).toBeUndefined();
    expect(await suite.store.get(suite.connection, 'no uuid')).toBeUndefined();
  });

  test('plans that replicas make at once are numbered without a gap, each connection by itself', async () => {
    const second = await suite.addConnection();
    const made = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        (i % 2 === 0 ? suite.store : suite.other).create(
          suite.newPlan(i % 3 === 0 ? { connection: second } : {}),
        ),
      ),
    );
    const numbers = (of: string): number[] =>
      made.flatMap((plan) => (plan.connection === of ? [plan.number] : [])).toSorted((a, b) => a - b);
    expect(numbers(suite.connection)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(numbers(second)).toEqual(Array.from({ length: 8 }, (_, i) => i + 1));
  });

  test('rows are added while a plan is drafted, each once, and only by the replica that drafts it', async () => {
    const { id, origin } = await suite.store.create(suite.newPlan());
    await suite.store.claimPlans(['drafting'], [suite.connection], 60_000);
    expect(await suite.other.addRows(id, [draftRow(1)])).toBe(false);
    expect(await suite.store.addRows(id, [draftRow(9)])).toBe(true);
    // What an earlier attempt has left goes first.
    expect(await suite.store.clearRows(id)).toBe(true);
    expect(await suite.store.addRows(id, [draftRow(2), draftRow(3)])).toBe(true);
    expect(await suite.store.addRows(id, [draftRow(1), draftRow(3)])).toBe(true);
    expect(await suite.store.finishDraft(id, { origin })).toBe(true);
    expect(await suite.places(id)).toEqual([1, 2, 3]);
    expect((await suite.read(id)).state).toBe('open');
    const whole = await suite.draft([draftRow(1), draftRow(2), draftRow(3)]);
    expect((await suite.read(id)).revision).toBe(whole.revision);
    expect(await suite.store.addRows(id, [draftRow(4)])).toBe(false);
  });

  test('a draft that fails keeps no row', async () => {
    const { id } = await suite.store.create(suite.newPlan());
    await suite.store.claimPlans(['drafting'], [suite.connection], 60_000);
    await suite.store.addRows(id, [draftRow(1)]);
    expect(await suite.store.finishDraft(id, { failure: { code: 'oss-unreachable' } })).toBe(true);
    expect(await suite.places(id)).toEqual([]);
  });

  test('plans are listed newest first, page by page, with the outcomes of their rows', async () => {
    const first = await suite.draft([draftRow(1), draftRow(2, { decision: 'leave' })]);
    const second = await suite.draft([], { bucket: 'other' });
    const third = await suite.store.create(suite.newPlan());
    await suite.store.apply(first.id, first.revision, applyTerms);
    const page = await suite.store.list({ connection: suite.connection }, { limit: 2 });
    expect(page.items.map(({ id, rows }) => [id, rows])).toEqual([
      [third.id, 0],
      [second.id, 0],
    ]);
    const last = await suite.store.list(
      { connection: suite.connection },
      { limit: 2, cursor: page.nextCursor },
    );
    expect(last).toMatchObject({
      items: [{ id: first.id, rows: 2, written: 1, outcomes: { waiting: 1, 'left-out': 1 } }],
    });
    expect(last.nextCursor).toBeUndefined();
    const ids = async (filter: object): Promise<string[]> =>
      (await suite.store.list({ connection: suite.connection, ...filter }, { limit: 9 })).items.map(
        ({ id }) => id,
      );
    expect(await ids({ bucket: 'other' })).toEqual([second.id]);
    expect(await ids({ state: 'drafting' })).toEqual([third.id]);
    expect(await ids({ bucket: 'a\0' })).toEqual([]);
  });

  test('plans that would still write a key are found, and no others', async () => {
    const ids = async (writes: string, bucket?: string): Promise<string[]> =>
      (await suite.store.list({ connection: suite.connection, bucket, writes }, { limit: 9 })).items.map(
        ({ id }) => id,
      );
    const { key } = draftRow(1);
    const open = await suite.draft([draftRow(1), draftRow(2, { decision: 'leave' })]);
    const other = await suite.draft([draftRow(1)], { bucket: 'other' });
    const given = await suite.draft([draftRow(1)]);
    await suite.store.move(given.id, ['open'], { to: 'discarded' });
    expect(await ids(key)).toEqual([other.id, open.id]);
    expect(await ids(key, open.bucket)).toEqual([open.id]);
    // That row is left alone.
    expect(await ids(draftRow(2).key)).toEqual([]);
    expect(await ids('a\0')).toEqual([]);
    await suite.store.apply(open.id, open.revision, applyTerms);
    expect(await ids(key, open.bucket)).toEqual([open.id]);
  });

  test('the newest plan that takes another back is found, unless it was given up', async () => {
    const { id, number } = await suite.draft([draftRow(1)]);
    expect(await suite.store.rollBackOf(id)).toBeUndefined();
    const taken = {
      source: { kind: 'roll-back' as const, plan: id },
      origin: { kind: 'roll-back' as const, plan: id, number },
    };
    const back = await suite.draft([draftRow(1)], taken);
    expect(back).toMatchObject(taken);
    expect(await suite.store.rollBackOf(id)).toEqual({ id: back.id, number: 2, state: 'open' });
    await suite.store.move(back.id, ['open'], { to: 'discarded', endedAt: '2026-11-22T12:00:00.000Z' });
    expect(await suite.store.rollBackOf(id)).toBeUndefined();
  });

  test('a plan is claimed by one replica, until it is released or the claim expires', async () => {
    const { id } = await suite.store.create(suite.newPlan());
    const claim = async (by: PlanStore): Promise<string[]> =>
      (await by.claimPlans(['drafting', 'applying'], [suite.connection], 60_000)).map((plan) => plan.id);
    expect(await suite.store.claimPlans(['open'], [suite.connection], 1)).toEqual([]);
    expect((await Promise.all([claim(suite.store), claim(suite.other)])).flat()).toEqual([id]);
    const holder = (await suite.store.renewPlan(id, 60_000)) ? suite.store : suite.other;
    const waiter = holder === suite.store ? suite.other : suite.store;
    expect(await claim(waiter)).toEqual([]);
    await waiter.releasePlan(id);
    expect(await claim(waiter)).toEqual([]);
    await holder.releasePlan(id);
    expect(await claim(waiter)).toEqual([id]);
    await suite.expire('plans', id);
    expect(await claim(holder)).toEqual([id]);
    expect(await waiter.renewPlan(id, 60_000)).toBe(false);
  });
});

describe('drafting', () => {
  test('rows come back as they were drafted, awkward keys and targets included', async () => {
    const { token: _, ...fresh } = draftRow(4, {
      action: 'create',
      settings: { headers: { contentType: '' }, tags: { t: '中\0' } },
    });
    const rows = [
      draftRow(1, { key: '中🙂 \u202e\u2028"\\\n\t\u0001{}%_\'$1', findings: [unread, kept] }),
      draftRow(2, { key: 'k'.repeat(1023), now: 'odd\0\ud800\udfff', target: '\ud800 \\u0000 "', phase: 0 }),
      draftRow(3, { action: 'restore', undoes: randomUUID(), now: null, target: null, kind: 'restored' }),
      fresh,
    ];
    const { id } = await suite.draft(rows);
    const { items, total } = await suite.store.rows(id, {}, { limit: 9 });
    expect(items).toEqual(rows.map((each) => ({ ...each, outcome: 'waiting' })));
    expect(total).toBe(4);
  });

  test('a drafted plan is open, with an address of its content', async () => {
    const { id } = await suite.store.create(suite.newPlan());
    await suite.store.claimPlans(['drafting'], [suite.connection], 60_000);
    const origin = { ...suite.newPlan().origin, to: 'v3/' } as NewPlan['origin'];
    const share = { prefix: 'latest/', links: 11 };
    await suite.store.addRows(id, [draftRow(1)]);
    expect(await suite.store.finishDraft(id, { origin, share })).toBe(true);
    expect(await suite.read(id)).toMatchObject({
      state: 'open',
      origin,
      share,
      revision: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const same = await suite.draft([draftRow(1, { kind: 'changed', findings: [missing] })]);
    expect((await suite.read(id)).revision).toBe(same.revision);
    const unlike = [
      { key: 'x' },
      { target: 'x' },
      { target: null },
      { token: 'x' },
      { settings: {} },
      { undoes: id },
      { action: 'delete' as const },
    ];
    const revisions: string[] = [];
    // One after another: a claim passes over plans that another claim is taking at this moment.
    for (const more of unlike) revisions.push((await suite.draft([draftRow(1, more)])).revision);
    expect(new Set([same.revision, ...revisions]).size).toBe(unlike.length + 1);
  });

  test('a draft that failed says why and has no rows', async () => {
    const { id } = await suite.store.create(suite.newPlan());
    await suite.store.claimPlans(['drafting'], [suite.connection], 60_000);
    const failure = { code: 'bucket-missing', ossRequestId: '5C1B' };
    expect(await suite.store.finishDraft(id, { failure })).toBe(true);
    expect(await suite.read(id)).toMatchObject({ state: 'draft-failed', problem: failure });
    expect(await suite.store.finishDraft(id, { origin: suite.newPlan().origin })).toBe(false);
  });

  test('only the replica that holds the plan opens it, and only while it is drafting', async () => {
    const { id, origin } = await suite.store.create(suite.newPlan());
    expect(await suite.store.finishDraft(id, { origin })).toBe(false);
    await suite.store.claimPlans(['drafting'], [suite.connection], 60_000);
    expect(await suite.other.finishDraft(id, { origin })).toBe(false);
    await suite.expire('plans', id);
    expect(await suite.store.addRows(id, [draftRow(1)])).toBe(false);
    expect(await suite.store.finishDraft(id, { origin })).toBe(false);
  });

  test('a plan that another replica takes over in the middle of its draft is drafted from the beginning', async () => {
    const { id, origin } = await suite.store.create(suite.newPlan());
    await suite.store.claimPlans(['drafting'], [suite.connection], 60_000);
    await suite.store.addRows(id, [draftRow(1), draftRow(2)]);
    await suite.expire('plans', id);
    await suite.other.claimPlans(['drafting'], [suite.connection], 60_000);
    await suite.other.clearRows(id);
    // The first replica goes on, slow as it is, and is told at each step.
    expect(await suite.store.addRows(id, [draftRow(3)])).toBe(false);
    expect(await suite.store.clearRows(id)).toBe(false);
    await suite.other.addRows(id, [draftRow(1)]);
    expect(await suite.store.finishDraft(id, { failure: { code: 'oss-unreachable' } })).toBe(false);
    expect(await suite.other.finishDraft(id, { origin })).toBe(true);
    expect(await suite.places(id)).toEqual([1]);
  });

  test('a plan that is discarded in the middle of its draft keeps no row, and one that was open keeps all', async () => {
    const { id, origin } = await suite.store.create(suite.newPlan());
    await suite.store.claimPlans(['drafting'], [suite.connection], 60_000);
    await suite.store.addRows(id, [draftRow(1)]);
    expect(await suite.store.move(id, ['drafting'], { to: 'discarded' })).toBe(true);
    expect(await suite.store.addRows(id, [draftRow(2)])).toBe(false);
    expect(await suite.store.finishDraft(id, { origin })).toBe(false);
    expect(await suite.read(id)).toMatchObject({ state: 'discarded', revision: '' });
    expect(await suite.places(id)).toEqual([]);

    const open = await suite.draft([draftRow(1)]);
    await suite.store.move(open.id, ['open'], { to: 'discarded' });
    expect(await suite.places(open.id)).toEqual([1]);
  });
});
