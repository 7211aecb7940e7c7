import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditEvent, AuditLog } from '../audit/audit-log.ts';
import { verifyChain } from '../audit/verify-chain.ts';

/** An event of the tests, one minute after the one before. */
export function auditEvent(minute: number, more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString(),
    actor: { kind: 'person', id: 'ada', name: 'Ada' },
    action: 'write.repoint',
    outcome: 'done',
    connection: 'c1',
    bucket: 'b',
    key: `k${minute}`,
    ...more,
  };
}

/** What every audit log promises. `open` gives an empty one. */
export function auditLogContract(open: () => Promise<AuditLog>): void {
  let log: AuditLog;
  beforeEach(async () => {
    log = await open();
  });

  const keys = async (filter: Parameters<AuditLog['page']>[0]): Promise<(string | undefined)[]> =>
    (await log.page(filter, { limit: 50 })).items.map(({ key }) => key);

  test('every member of an event is told as it was recorded, with its place', async () => {
    const whole = auditEvent(1, {
      actor: { kind: 'token', id: 't1', name: 'pipeline 中🙂' },
      change: '7f000000-0000-4000-8000-000000000001',
      ossRequestId: '65A0',
      requestId: 'r-1',
      address: '::1',
      reason: 'release "2"\nand more',
      details: { rows: 3, format: 'csv', folder: true },
    });
    await log.record(whole);
    await log.record(auditEvent(2, { connection: undefined, bucket: undefined, key: undefined }));
    const { items } = await log.page({}, { limit: 10 });
    expect(items).toMatchObject([
      { sequence: 2, action: 'write.repoint' },
      { ...whole, sequence: 1 },
    ]);
    expect(Object.keys(items[0] ?? {})).not.toContain('key');
    expect(await verifyChain(log)).toMatchObject({ intact: true, count: 2, head: { sequence: 2 } });
  });

  test('what no database can keep is kept in another form, and the chain still fits', async () => {
    await log.record(auditEvent(1, { key: 'nul\0 half\ud800', reason: '\0', details: { a: 'x\0' } }));
    expect(await keys({})).toEqual(['nul\u{FFFD} half\u{FFFD}']);
    expect(await verifyChain(log)).toMatchObject({ intact: true, count: 1 });
  });

  test('events recorded at once are one chain without a gap', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, minute) => log.record(auditEvent(minute))));
    expect(await verifyChain(log)).toMatchObject({ intact: true, count: 30, head: { sequence: 30 } });
    expect(new Set(await keys({})).size).toBe(30);
  });

  describe('asked for a part', () => {
    beforeEach(async () => {
      await log.record(auditEvent(1, { key: 'a/1' }));
      await log.record(auditEvent(2, { key: 'a/2', actor: { kind: 'person', id: 'bob', name: 'Bob' } }));
      await log.record(auditEvent(3, { key: 'b/3', outcome: 'refused', change: 'ch' }));
      await log.record(auditEvent(4, { key: 'a/4', connection: 'c2', action: 'scan.start' }));
      await log.record(auditEvent(5, { key: undefined, bucket: undefined, connection: undefined }));
      await log.record(auditEvent(6, { key: 'a%_6', bucket: 'other' }));
    });

    test.each<[string, Parameters<AuditLog['page']>[0], (string | undefined)[]]>([
      ['a connection: its events and those of none', { connection: 'c2' }, [undefined, 'a/4']],
      ['an actor', { actor: 'bob' }, ['a/2']],
      ['an actor by name', { actor: 'Bob' }, ['a/2']],
      ['an action', { action: 'scan.start' }, ['a/4']],
      ['an outcome', { outcome: 'refused' }, ['b/3']],
      ['a bucket', { bucket: 'other' }, ['a%_6']],
      ['keys below a prefix', { keyPrefix: 'a/' }, ['a/4', 'a/2', 'a/1']],
      ['a prefix with signs of patterns', { keyPrefix: 'a%_' }, ['a%_6']],
      ['a change', { change: 'ch' }, ['b/3']],
      [
        'a time, its start included and its end not',
        { from: '2026-11-22T10:02:00.000Z', until: '2026-11-22T10:04:00.000Z' },
        ['b/3', 'a/2'],
      ],
      ['a text that cannot be stored', { actor: 'a\0' }, []],
    ])('%s', async (_, filter, found) => {
      expect(await keys(filter)).toEqual(found);
    });

    test('pages follow each other, newest first', async () => {
      const first = await log.page({ bucket: 'b' }, { limit: 3 });
      const second = await log.page({ bucket: 'b' }, { limit: 3, cursor: first.nextCursor });
      expect([...first.items, ...second.items].map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1]);
      expect(second.nextCursor).toBeUndefined();
    });
  });

  test('old events are removed from the front, the removal is recorded, and the rest is still one chain', async () => {
    for (let minute = 0; minute < 6; minute += 1) await log.record(auditEvent(minute));
    const before = auditEvent(4).at;
    expect(await log.trim({ before, limit: 3, at: before })).toBe(3);
    expect(await log.trim({ before, limit: 3, at: before })).toBe(1);
    expect(await log.trim({ before, limit: 3, at: before })).toBe(0);
    expect((await log.page({}, { limit: 9 })).items.map(({ sequence }) => sequence)).toEqual([8, 7, 6, 5]);
    expect(await log.page({ action: 'audit.trim' }, { limit: 9 })).toMatchObject({
      items: [{ details: { removed: 1 } }, { details: { removed: 3 } }],
    });
    expect(await verifyChain(log)).toMatchObject({ intact: true, count: 4, base: { sequence: 4 } });
  });

  test('an event that is dated earlier than those before it does not let them be removed', async () => {
    for (const minute of [1, 9, 2]) await log.record(auditEvent(minute));
    expect(await log.trim({ before: auditEvent(5).at, limit: 9, at: auditEvent(9).at })).toBe(1);
    expect(await keys({})).toEqual([undefined, 'k2', 'k9']);
  });

  test('without events there are no bounds, nothing to remove, and nothing wrong', async () => {
    expect(await log.bounds()).toBeUndefined();
    expect(await log.trim({ before: auditEvent(1).at, limit: 9, at: auditEvent(1).at })).toBe(0);
    expect(await verifyChain(log)).toMatchObject({ intact: true, count: 0 });
  });
}
