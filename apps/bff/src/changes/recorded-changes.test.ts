import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPostgresChangeLog } from '../state/postgres-change-log.ts';
import { expectOk, expectProblem } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import type { ChangeLog, Intent, Outcome } from './change-log.ts';

const connection = 'default';
let stack: Stack;
let log: ChangeLog;
beforeAll(async () => {
  stack = await startStack();
  log = createPostgresChangeLog({ db: stack.state.database.db, replica: randomUUID(), ownedMs: 60_000 });
  await record({ bucket: 'one', key: 'cli/=1+1', actor: 'ada' });
  await record({ bucket: 'one', key: 'cli/工具', actor: 'ada', action: 'delete' }, { outcome: 'failed' });
  await record({ bucket: 'two', key: 'web/x', actor: 'bob', at: '2026-11-20T10:00:00.000Z' });
  await record({ bucket: 'two', key: 'web/y', actor: 'bob', reason: '=cmd|"x"\n' });
});
afterAll(() => stack.stop());

type Recorded = Partial<Omit<Intent, 'actor'>> & { actor: string };

function toIntent({ actor, ...more }: Recorded): Intent {
  const id = randomUUID();
  return {
    id,
    group: id,
    connection: stack.state.connectionId,
    bucket: 'one',
    key: 'k',
    action: 'create',
    at: '2026-11-22T10:00:00.000Z',
    actor: { kind: 'person', id: actor, name: actor },
    before: { kind: 'absent' },
    intended: { kind: 'absent' },
    versioning: 'never',
    ...more,
  };
}

async function record(recorded: Recorded, outcome: Partial<Outcome> = {}): Promise<void> {
  const intent = toIntent(recorded);
  await log.begin([intent]);
  await log.settle([{ id: intent.id, at: intent.at, outcome: 'applied', ...outcome }]);
}

const counts = (filter: object = {}) =>
  expectOk(stack.bffUrl, 'countChanges', { query: { connection, ...filter } });

async function exported(query: Record<string, string>): Promise<Response> {
  const search = new URLSearchParams({ connection, ...query }).toString();
  return fetch(`${stack.bffUrl}/api/v1/changes/export?${search}`);
}

test('a facet is counted under the choices of the others, and its own choice leaves its other values there', async () => {
  expect(await counts()).toEqual({
    total: 4,
    facets: {
      actor: [
        { value: 'ada', count: 2 },
        { value: 'bob', count: 2 },
      ],
      action: [
        { value: 'create', count: 3 },
        { value: 'delete', count: 1 },
      ],
      outcome: [
        { value: 'applied', count: 3 },
        { value: 'failed', count: 1 },
      ],
      bucket: [
        { value: 'one', count: 2 },
        { value: 'two', count: 2 },
      ],
    },
  });
  expect(await counts({ actor: 'ada', outcome: 'applied' })).toEqual({
    total: 1,
    facets: {
      actor: [
        { value: 'bob', count: 2 },
        { value: 'ada', count: 1 },
      ],
      action: [{ value: 'create', count: 1 }],
      outcome: [
        { value: 'applied', count: 1 },
        { value: 'failed', count: 1 },
      ],
      bucket: [{ value: 'one', count: 1 }],
    },
  });
});

test('counts follow the prefix and the time that are asked for', async () => {
  expect((await counts({ prefix: 'web/' })).facets.actor).toEqual([{ value: 'bob', count: 2 }]);
  expect((await counts({ since: '2026-11-21', prefix: 'web/' })).total).toBe(1);
  expect((await counts({ until: '2026-11-21' })).facets.bucket).toEqual([{ value: 'two', count: 1 }]);
  expect(
    await expectProblem(stack.bffUrl, 'countChanges', { query: { connection, since: 'soon' } }),
  ).toMatchObject({ code: 'invalid-request' });
});

test('pages show each change once while others are recorded', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { connection, prefix: 'cli/', limit: '1', ...(cursor === undefined ? {} : { cursor }) };
    const page = await expectOk(stack.bffUrl, 'listChanges', { query });
    seen.push(...page.items.map(({ key }) => key));
    cursor = page.nextCursor;
    if (cursor !== undefined) await record({ actor: 'eve', key: 'cli/new' });
  } while (cursor !== undefined);
  expect(seen).toEqual(['cli/工具', 'cli/=1+1']);
});

test('a CSV file holds what the filter lets through, in UTC, and nothing that a spreadsheet runs', async () => {
  const answer = await exported({ bucket: 'two', format: 'csv' });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="?changes-two-\d{4}-\d\d-\d\d\.csv/,
  );
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  const [head, newest, ...others] = text.split('\r\n');
  expect(head).toMatch(/^\uFEFF"time","actor","action","bucket","key",/);
  expect(newest).toContain('"2026-11-22T10:00:00.000Z","bob","create","two","web/y"');
  expect(newest).toContain(`"'=cmd|""x""\n"`);
  expect(others).toHaveLength(2);
});

test('lines of JSON are the changes of the list', async () => {
  const answer = await exported({ actor: 'ada', format: 'ndjson' });
  const lines = (await answer.text()).trimEnd().split('\n');
  const { items } = await expectOk(stack.bffUrl, 'listChanges', { query: { connection, actor: 'ada' } });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(items);
  expect(items).toHaveLength(2);
});

test('an export goes on past a page of the log', async () => {
  await log.begin(Array.from({ length: 1100 }, (_, i) => toIntent({ actor: 'carl', key: `k${i}` })));
  const lines = (await (await exported({ actor: 'carl', format: 'ndjson' })).text()).trimEnd().split('\n');
  expect(lines).toHaveLength(1100);
  expect(new Set(lines).size).toBe(1100);
});
