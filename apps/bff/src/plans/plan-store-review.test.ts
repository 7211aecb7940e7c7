import { randomUUID } from 'node:crypto';
import type { PlanDecision } from '@signpost/api-contract';
import type { Finding } from '@signpost/link-model/write';
import { describe, expect, test } from 'vitest';
import { applyTerms, draftRow, setUpPlanStore } from '../testing/plan-store-suite.ts';
import type { EditedRows } from './plan-store.ts';

const suite = setUpPlanStore();

const missing: Finding = { code: 'target-missing', level: 'choose' };
const blocked: Finding = { code: 'key-reserved', level: 'block' };
const unread: Finding = { code: 'part-unread', level: 'choose', part: 'tags', why: 'forbidden' };
const kept: Finding = { code: 'kept', level: 'note' };

describe('review', () => {
  const many = [
    draftRow(1, { findings: [kept] }),
    draftRow(2, { findings: [missing, unread, kept], kind: 'missing', decision: 'leave' }),
    draftRow(3, { action: 'delete', target: null, kind: 'removed' }),
    draftRow(4, { findings: [blocked, missing] }),
    draftRow(5, { findings: [missing], key: 'LATEST/ÄÖ%_' }),
    draftRow(6, { action: 'create', now: null, kind: 'created' }),
    draftRow(7, { findings: [blocked], decision: 'leave', kind: 'alone' }),
  ];
  const worstFirst = [4, 7, 2, 5, 3, 1, 6];

  test('rows are paged worst first, and edits meanwhile move none', async () => {
    const { id, revision } = await suite.draft(many);
    expect(await suite.places(id)).toEqual(worstFirst);
    const first = await suite.store.rows(id, {}, { limit: 3 });
    expect(first.nextCursor).toMatch(/^\d{1,15}$/);
    await edit(id, revision, { by: 'kind', kind: 'moved' }, 'leave');
    const second = await suite.store.rows(id, {}, { limit: 3, cursor: first.nextCursor });
    const third = await suite.store.rows(id, {}, { limit: 3, cursor: second.nextCursor });
    const pages = [first, second, third];
    expect(pages.flatMap(({ items }) => items.map(({ row }) => row))).toEqual(worstFirst);
    expect(pages.map(({ total }) => total)).toEqual([7, 7, 7]);
    expect(third.nextCursor).toBeUndefined();
    expect(await suite.store.rows(id, {}, { limit: 3, cursor: '999999999999999' })).toEqual({
      items: [],
      total: 7,
    });
  });

  test('equal changes are groups, destroying ones first, and are filtered and decided as one', async () => {
    const { id, revision } = await suite.draft(many);
    const groups = await suite.store.groups(id);
    expect(groups).toMatchObject([
      { action: 'delete', from: 'latest/', to: null, names: 'same', rows: 1, written: 1 },
      { action: 'repoint', from: 'v1/', to: 'v2/', names: 'same', rows: 4, written: 3 },
      { action: 'create', from: null, to: 'v2/', names: 'same', rows: 1, written: 1 },
    ]);
    const moved = groups[1]?.id ?? '';
    expect(await suite.places(id, { group: moved })).toEqual([4, 2, 5, 1]);
    expect(await suite.places(id, { group: '\0' })).toEqual([]);
    await edit(id, revision, { by: 'group', group: moved }, 'leave');
    expect((await suite.store.groups(id)).map(({ written }) => written)).toEqual([1, 0, 1]);
  });

  test('a group of links that a roll-back deletes comes first, whatever their folder is called', async () => {
    const { id } = await suite.draft([
      draftRow(1, { action: 'restore' }),
      draftRow(2, { action: 'restore' }),
      draftRow(3, { action: 'restore', key: 'odd\u2028\ud800/a.txt', target: null }),
    ]);
    expect(await suite.store.groups(id)).toMatchObject([
      { action: 'delete', from: 'odd\u2028\ud800/', to: null, rows: 1 },
      { action: 'repoint', rows: 2 },
    ]);
  });

  test('rows are filtered by everything that is counted, and by a part of the key in any case', async () => {
    const { id } = await suite.draft(many);
    expect(await suite.places(id, { kind: 'created' })).toEqual([6]);
    expect(await suite.places(id, { decision: 'leave' })).toEqual([7, 2]);
    expect(await suite.places(id, { outcome: 'applied' })).toEqual([]);
    expect(await suite.places(id, { finding: 'target-missing' })).toEqual([4, 2, 5]);
    expect(await suite.places(id, { finding: 'part-unread:tags', decision: 'leave' })).toEqual([2]);
    expect(await suite.places(id, { contains: 'äö%_' })).toEqual([5]);
    expect(await suite.places(id, { contains: '%' })).toEqual([5]);
    expect(await suite.places(id, { contains: '' })).toEqual(worstFirst);
    expect(await suite.places(id, { contains: '\0' })).toEqual([]);
    expect(await suite.places(id, { finding: '\0' })).toEqual([]);
    expect(await suite.places('no uuid')).toEqual([]);
    expect((await suite.store.rows(id, { finding: 'target-missing' }, { limit: 1 })).total).toBe(3);
  });

  test('sums count decisions, kinds and findings', async () => {
    const { id } = await suite.draft(many);
    expect(await suite.store.sums(id)).toEqual({
      rows: 7,
      decisions: { write: { repoint: 3, delete: 1, create: 1 }, leave: { repoint: 2 } },
      kinds: { moved: 3, missing: 1, removed: 1, created: 1, alone: 1 },
      outcomes: { waiting: 7 },
      findings: [
        { name: 'key-reserved', level: 'block', rows: 2, written: 1, first: example(4, blocked) },
        { name: 'part-unread:tags', level: 'choose', rows: 1, written: 0, first: example(2, unread) },
        { name: 'target-missing', level: 'choose', rows: 3, written: 2, first: example(4, missing) },
        { name: 'kept', level: 'note', rows: 2, written: 1, first: example(1, kept) },
      ],
      blocked: 1,
      settledLastMinute: 0,
    });
    expect(await suite.store.sums(randomUUID())).toMatchObject({ rows: 0, findings: [] });
  });
  const example = (place: number, finding: Finding) => ({ row: place, key: `latest/${place}`, finding });

  const edit = (id: string, revision: string, rows: EditedRows, decision: PlanDecision) =>
    suite.store.edit(id, revision, { rows, decision });

  test('rows are edited by place, kind and finding, and the same content has the same revision', async () => {
    const { id, revision } = await suite.draft(many);
    const next = async (rows: EditedRows, decision: PlanDecision): Promise<number[]> => {
      expect(await edit(id, (await suite.read(id)).revision, rows, decision)).toBe('done');
      return (await suite.places(id, { decision })).toSorted((a, b) => a - b);
    };
    expect(await next({ by: 'row', rows: [1, 5, 99] }, 'leave')).toEqual([1, 2, 5, 7]);
    expect((await suite.read(id)).revision).not.toBe(revision);
    expect(await next({ by: 'row', rows: [5, 1] }, 'write')).toEqual([1, 3, 4, 5, 6]);
    expect((await suite.read(id)).revision).toBe(revision);
    expect(await next({ by: 'kind', kind: 'missing' }, 'remove')).toEqual([2]);
    expect(await next({ by: 'kind', kind: 'created' }, 'remove')).toEqual([2]);
    expect(await next({ by: 'finding', name: 'key-reserved' }, 'leave')).toEqual([4, 7]);
    expect(await suite.store.sums(id)).toMatchObject({ blocked: 0, decisions: { remove: { repoint: 1 } } });
  });

  test('of two edits of one revision one is made, and a plan that is not open takes none', async () => {
    const { id, revision } = await suite.draft(many);
    const both = [suite.store, suite.other].map((by, i) =>
      by.edit(id, revision, { rows: { by: 'row', rows: [i + 4] }, decision: 'leave' }),
    );
    expect((await Promise.all(both)).toSorted()).toEqual(['changed', 'done']);
    expect(await suite.store.apply(id, revision, applyTerms)).toBe('changed');
    expect(await suite.store.apply(randomUUID(), revision, applyTerms)).toBe('missing');
    expect(await suite.store.apply('no uuid', revision, applyTerms)).toBe('missing');
    const { revision: now } = await suite.read(id);
    expect(await suite.store.apply(id, now, applyTerms)).toBe('done');
    expect(await edit(id, now, { by: 'row', rows: [1] }, 'leave')).toBe('not-open');
    expect(await suite.store.apply(id, now, applyTerms)).toBe('not-open');
  });

  test('other plans of the bucket that write the same keys are named', async () => {
    const rows = [draftRow(1), draftRow(2), draftRow(3, { decision: 'leave' })];
    const { id } = await suite.draft(rows);
    const overlapping = await suite.draft([draftRow(1), draftRow(3), draftRow(2, { decision: 'remove' })]);
    await suite.draft([draftRow(1, { decision: 'leave' }), draftRow(9)]);
    await suite.draft(rows, { bucket: 'other' });
    await suite.draft(rows, { connection: await suite.addConnection() });
    const discarded = await suite.draft(rows);
    await suite.store.move(discarded.id, ['open'], { to: 'discarded' });
    expect(await suite.store.overlaps(id)).toEqual([{ id: overlapping.id, number: 2, keys: 2 }]);
    expect(await suite.store.overlaps(randomUUID())).toEqual([]);
  });
});
