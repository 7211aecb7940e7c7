import { randomUUID } from 'node:crypto';
import { operations, type AuditEvent, type OperationName } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Decider } from '../auth/permit.ts';
import { createPostgresAuditLog } from '../state/postgres-audit-log.ts';
import { callApi, expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { putVersions } from '../testing/links.ts';
import { drivePlans } from '../testing/plans.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
let stack: Stack;
let decide: Decider = () => true;
let bucket = '';
beforeAll(async () => {
  stack = await startStack({ bff: { decide: (...asked) => decide(...asked) } });
});
afterAll(() => stack.stop());
beforeEach(() => {
  decide = () => true;
  bucket = `audit-${randomUUID().slice(0, 8)}`;
  putVersions(stack.admin, bucket);
});

/** Events of this test's bucket, oldest first. */
async function events(): Promise<AuditEvent[]> {
  const { items } = await expectOk(stack.bffUrl, 'listAuditEvents', {
    query: { connection, bucket, limit: '500' },
  });
  return items.toReversed();
}

async function fetchFile(
  name: OperationName,
  query: Record<string, string>,
  method = 'GET',
): Promise<string> {
  const search = new URLSearchParams({ connection, ...query }).toString();
  const response = await fetch(`${stack.bffUrl}${operations[name].path}?${search}`, { method });
  return response.text();
}

const createLink = (key: string): Promise<unknown> =>
  expectOk(stack.bffUrl, 'createLink', {
    body: { connection, bucket, key, target: 'v1/app.txt', reason: 'release 1' },
    ifNoneMatch: '*',
  });

test('a write is an event with the ids of its change, its OSS request and its own request, and where it came from', async () => {
  await createLink('latest');
  const { items } = await expectOk(stack.bffUrl, 'listChanges', { query: { connection, bucket } });
  const [change] = items;
  expect(await events()).toMatchObject([
    {
      actor: { kind: 'person', id: 'local' },
      action: 'write.create',
      outcome: 'done',
      connection,
      key: 'latest',
      change: change?.id,
      ossRequestId: change?.ossRequestId,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      address: expect.stringMatching(/127\.0\.0\.1$/),
      reason: 'release 1',
    },
  ]);
});

test('a refusal is recorded with what was asked for, whether or not the key is there, and stays a refusal', async () => {
  decide = (_actor, right) => right !== 'link.repoint';
  await createLink('latest');
  const { token } = await readForWrite(stack.bffUrl, { connection, bucket, key: 'latest' });
  for (const key of ['latest', 'absent']) {
    const parts = { body: { connection, bucket, key, target: 'v2/app.txt' }, ifMatch: token ?? '' };
    expect(await expectProblem(stack.bffUrl, 'repointLink', parts)).toMatchObject({ code: 'right-missing' });
  }
  const refusal = {
    action: 'access.refuse',
    outcome: 'refused',
    details: { operation: 'repointLink', right: 'link.repoint' },
  };
  expect(await events()).toMatchObject([
    { action: 'write.create' },
    { ...refusal, key: 'latest' },
    { ...refusal, key: 'absent' },
  ]);
});

test('a refusal that cannot be recorded is a refusal all the same, and the log has the failure', async () => {
  decide = (_actor, right) => right !== 'object.list';
  const { pool } = stack.state.database;
  await pool.query('ALTER TABLE signpost.audit_events RENAME TO away');
  try {
    expect(await expectProblem(stack.bffUrl, 'listObjects', { query: { connection, bucket } })).toMatchObject(
      { code: 'right-missing', status: 403 },
    );
  } finally {
    await pool.query('ALTER TABLE signpost.away RENAME TO audit_events');
  }
  expect(stack.log.join('')).toContain('an event of the audit log was lost');
});

test('an export is recorded before its first byte, and at the end with its rows', async () => {
  await createLink('latest');
  await createLink('=cmd');
  await fetchFile('exportChanges', { bucket, format: 'csv', prefix: 'la' });
  await fetchFile('exportChanges', { bucket, format: 'ndjson' });
  await fetchFile('exportChanges', { bucket, format: 'csv' }, 'HEAD');
  const action = 'export.changes';
  expect((await events()).slice(2)).toMatchObject([
    { action, outcome: 'started', details: { format: 'csv', prefix: 'la' } },
    { action, outcome: 'done', details: { format: 'csv', prefix: 'la', rows: 1 } },
    { action, outcome: 'started', details: { format: 'ndjson' } },
    { action, outcome: 'done', details: { rows: 2 } },
  ]);
});

test('an export that cannot be recorded sends nothing', async () => {
  await createLink('latest');
  const { pool } = stack.state.database;
  await pool.query('ALTER TABLE signpost.audit_events RENAME TO away');
  try {
    expect(await fetchFile('exportChanges', { bucket, format: 'csv' })).not.toContain('latest');
  } finally {
    await pool.query('ALTER TABLE signpost.away RENAME TO audit_events');
  }
});

test('scans, their control and their schedules are recorded', async () => {
  const body = { connection, bucket };
  await expectOk(stack.bffUrl, 'startScan', { body });
  const schedule = { repeat: 'off' as const };
  await expectOk(stack.bffUrl, 'setScanSchedule', { body: { ...body, schedule } });
  await vi.waitUntil(async () => {
    const { items } = await expectOk(stack.bffUrl, 'listCoverage', { query: { connection } });
    return items.some((one) => one.bucket === bucket && one.state === 'complete');
  });
  await fetchFile('exportLinks', { bucket });
  expect(await events()).toMatchObject([
    { action: 'scan.start', outcome: 'done', details: { headers: false } },
    { action: 'schedule.set', details: { repeat: 'off' } },
    { action: 'export.links', outcome: 'started' },
    { action: 'export.links', outcome: 'done', details: { rows: 0 } },
  ]);
});

test('a plan is one event when it starts and one when it ends, and none for its rows; so is the plan that takes it back', async () => {
  for (const key of ['a', 'b', 'c']) stack.admin.putSymlink({ bucket, key, target: 'v1/app.txt' });
  const plans = drivePlans({ stack, bucket });
  const rule = { kind: 'swap-prefix' as const, from: 'v1/', to: 'v2/' };
  const links = { by: 'keys' as const, keys: ['a', 'b', 'c'] };
  const plan = await plans.apply(await plans.draft({ kind: 'rule', links, rule }));
  const { number } = plan;
  const back = await plans.apply(await plans.rollBack(plan.id));
  expect(await events()).toMatchObject([
    {
      action: 'plan.apply',
      outcome: 'started',
      change: plan.id,
      actor: { id: 'local' },
      requestId: expect.any(String),
      details: { plan: number, waiting: 3 },
    },
    { action: 'plan.finish', outcome: 'done', change: plan.id, details: { plan: number, applied: 3 } },
    { action: 'plan.apply', change: back.id, details: { rollsBack: plan.id } },
    { action: 'plan.finish', change: back.id, details: { rollsBack: plan.id, applied: 3 } },
  ]);
});

test('an event is shown to whoever may read the audit log of what it names', async () => {
  await createLink('open/a');
  await createLink('closed/b');
  await expectOk(stack.bffUrl, 'startScan', { body: { connection, bucket } });
  const audit = createPostgresAuditLog(stack.state.database.db);
  const at = new Date().toISOString();
  const actor = { kind: 'person', id: 'eve', name: 'Eve' } as const;
  await audit.record({ at, actor, action: 'session.begin', outcome: 'done' });
  // The page is asked for with the connection alone; an event that names no more than the bucket is asked for with it.
  decide = (_who, right, scope) =>
    right === 'audit.read' &&
    scope.connection !== undefined &&
    (scope.bucket === undefined || scope.key?.startsWith('open/') === true);
  const query = { connection };
  const { items } = await expectOk(stack.bffUrl, 'listAuditEvents', { query });
  expect(new Set(items.map(({ bucket: of, key }) => (of === bucket ? key : of)))).toEqual(
    new Set(['open/a']),
  );
  decide = () => true;
  const all = await expectOk(stack.bffUrl, 'listAuditEvents', { query });
  expect(all.items.map(({ action }) => action)).toContain('session.begin');
});

test('the export of the audit log is recorded itself, and safe to open in a spreadsheet', async () => {
  await createLink('=HYPERLINK("x")');
  const csv = await fetchFile('exportAudit', { bucket, format: 'csv' });
  expect(csv).toContain('"sequence","time","actor_kind"');
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  expect(csv).toMatch(/,"\d{4}-\d{2}-\d{2}T[\d:.]+Z",/);
  const lines = await fetchFile('exportAudit', { bucket, format: 'ndjson', action: 'export.audit' });
  const told = lines.trimEnd().split('\n');
  expect(told.map((line) => JSON.parse(line) as AuditEvent)).toMatchObject([
    { outcome: 'started', details: { format: 'ndjson', action: 'export.audit' } },
    { outcome: 'done', details: { rows: 2 } },
    { outcome: 'started', details: { format: 'csv' } },
  ]);
});

test('times and cursors of another form are refused', async () => {
  for (const wrong of [{ since: 'yesterday' }, { until: '2026-13-01' }, { cursor: 'x' }])
    expect(
      await expectProblem(stack.bffUrl, 'listAuditEvents', { query: { connection, ...wrong } }),
    ).toMatchObject({ code: 'invalid-request' });
  const missing = await callApi(stack.bffUrl, 'listAuditEvents', { query: { connection: 'nope' } });
  expect(missing).toMatchObject({ ok: false, status: 404 });
});

test('what was recorded is one chain, and no row of it holds a credential', async () => {
  expect(await verifyChain(createPostgresAuditLog(stack.state.database.db))).toMatchObject({ intact: true });
  const { rows } = await stack.state.database.pool.query('SELECT * FROM signpost.audit_events');
  const text = JSON.stringify(rows);
  expect(text).not.toContain(stack.credential.accessKeySecret);
  expect(text).not.toContain(stack.credential.accessKeyId);
});
