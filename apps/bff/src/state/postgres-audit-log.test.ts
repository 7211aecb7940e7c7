import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditLog } from '../audit/audit-log.ts';
import { formatPoint, hashEvent } from '../audit/chain.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import { auditEvent, auditLogContract } from '../testing/audit-log.contract.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresAuditLog } from './postgres-audit-log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => forge('TRUNCATE signpost.audit_events, signpost.audit_chain'));

auditLogContract(async () => createPostgresAuditLog(database.db));

/** Does to the table what only its owner can. */
async function forge(...statements: string[]): Promise<void> {
  await database.pool.query('ALTER TABLE signpost.audit_events DISABLE TRIGGER USER');
  for (const statement of statements) await database.pool.query(statement);
  await database.pool.query('ALTER TABLE signpost.audit_events ENABLE TRIGGER USER');
}

async function record(count: number): Promise<AuditLog> {
  const log = createPostgresAuditLog(database.db);
  await Promise.all(
    Array.from({ length: count }, (_, minute) => log.record(auditEvent(minute, { details: { rows: 1 } }))),
  );
  return log;
}

test.each([
  ['an update', "UPDATE signpost.audit_events SET reason = 'x'"],
  ['a delete', 'DELETE FROM signpost.audit_events WHERE seq = 1'],
  ['a truncate', 'TRUNCATE signpost.audit_events'],
])('the table refuses %s', async (_, statement) => {
  await record(2);
  await expect(database.pool.query(statement)).rejects.toThrow('audit_events only grows');
});

test('two consoles that record at once make one chain', async () => {
  const [one, two] = [createPostgresAuditLog(database.db), createPostgresAuditLog(database.db)];
  await Promise.all(
    Array.from({ length: 40 }, (_, minute) => (minute % 2 === 0 ? one : two).record(auditEvent(minute))),
  );
  expect(await verifyChain(one)).toMatchObject({ intact: true, count: 40 });
});

test.each([
  ['a changed sign', "UPDATE signpost.audit_events SET key = 'k3x' WHERE seq = 4", /^Event 4 is not what/],
  [
    'a microsecond',
    "UPDATE signpost.audit_events SET at = at + interval '1 microsecond' WHERE seq = 4",
    /^Event 4 is not what/,
  ],
  [
    'a blank in the details',
    `UPDATE signpost.audit_events SET details = '{"rows": 1}' WHERE seq = 4`,
    /^Event 4 is not what/,
  ],
  [
    'a name that was taken away',
    'UPDATE signpost.audit_events SET bucket = NULL WHERE seq = 4',
    /^Event 4 is/,
  ],
  ['a lost row in the middle', 'DELETE FROM signpost.audit_events WHERE seq = 4', /^Event 4 is missing\.$/],
  [
    'several lost rows',
    'DELETE FROM signpost.audit_events WHERE seq BETWEEN 4 AND 6',
    /^Events 4 to 6 are missing\.$/,
  ],
  ['a lost tail', 'DELETE FROM signpost.audit_events WHERE seq > 6', /the last events are missing\.$/],
  ['a lost front', 'DELETE FROM signpost.audit_events WHERE seq < 3', /^Events 1 to 2 are missing\.$/],
  [
    'two rows that changed places',
    'UPDATE signpost.audit_events SET seq = CASE seq WHEN 4 THEN -5 ELSE -4 END WHERE seq IN (4, 5); UPDATE signpost.audit_events SET seq = -seq WHERE seq < 0',
    /^Event 4 is not what/,
  ],
  [
    'a row behind the head',
    "INSERT INTO signpost.audit_events (seq, at, actor_kind, actor_id, actor_name, action, outcome, hash) VALUES (9, now(), 'person', 'eve', 'Eve', 'x', 'done', 'abc')",
    /^Event 9 is not what/,
  ],
  ['another outcome', "UPDATE signpost.audit_events SET outcome = 'fine' WHERE seq = 4", /^Event 4 is not/],
])('the check finds %s', async (_, statement, complaint) => {
  const log = await record(8);
  expect(await verifyChain(log)).toMatchObject({ intact: true, count: 8 });
  await forge(statement);
  expect(await verifyChain(log)).toEqual({ intact: false, complaint: expect.stringMatching(complaint) });
});

test('a tail that was dropped together with its head is found by a head that was noted elsewhere', async () => {
  const log = await record(8);
  const noted = (await log.bounds())?.head;
  await forge(
    'DELETE FROM signpost.audit_events WHERE seq > 6',
    'UPDATE signpost.audit_chain SET head_seq = 6, head_hash = (SELECT hash FROM signpost.audit_events WHERE seq = 6)',
  );
  expect(await verifyChain(log)).toMatchObject({ intact: true, count: 6 });
  expect(await verifyChain(log, noted)).toEqual({
    intact: false,
    complaint:
      'The chain ends with event 6, but the head that was noted is event 8: the last events are missing.',
  });
});

test('a chain that was written anew from some event on is found by a noted head', async () => {
  const log = await record(3);
  const noted = (await log.bounds())?.head;
  const [, second, third] = await log.chained(0, 9);
  if (second === undefined || third === undefined) throw new Error('Three events were recorded');
  const hash = hashEvent(second.hash, { ...third, reason: 'forged' });
  await forge(
    `UPDATE signpost.audit_events SET reason = 'forged', hash = '${hash}' WHERE seq = 3`,
    `UPDATE signpost.audit_chain SET head_hash = '${hash}'`,
  );
  expect(await verifyChain(log)).toMatchObject({ intact: true });
  expect(await verifyChain(log, noted)).toMatchObject({ complaint: /^Event 3 is another one/ });
});

test('a front that was cut off without retention is found, also where the base was moved along', async () => {
  const log = await record(8);
  await forge(
    'UPDATE signpost.audit_chain SET base_seq = 3, base_hash = (SELECT hash FROM signpost.audit_events WHERE seq = 3)',
    'DELETE FROM signpost.audit_events WHERE seq <= 3',
  );
  expect(await verifyChain(log)).toMatchObject({
    complaint: /^The events up to 3 were removed, but no event/,
  });
});

test('a noted head that was removed by retention is said to be too old', async () => {
  const log = await record(8);
  const [first] = await log.chained(0, 1);
  await log.trim({ before: auditEvent(6).at, limit: 9, at: auditEvent(9).at });
  expect(await verifyChain(log, first)).toMatchObject({ complaint: /which was removed since/ });
  expect(await verifyChain(log, (await log.bounds())?.base)).toMatchObject({ intact: true });
  expect(formatPoint((await log.bounds())?.base ?? { sequence: 0, hash: '' })).toMatch(/^6:[0-9a-f]{64}$/);
});

test('an event that cannot be written is told to whoever recorded it, and the next ones are written', async () => {
  const broken = drizzle(database.pool);
  const log = createPostgresAuditLog(broken);
  await database.pool.query('ALTER TABLE signpost.audit_events RENAME TO away');
  await expect(log.record(auditEvent(1))).rejects.toThrow();
  await database.pool.query('ALTER TABLE signpost.away RENAME TO audit_events');
  await log.record(auditEvent(2));
  expect(await verifyChain(log)).toMatchObject({ intact: true, count: 1 });
});
