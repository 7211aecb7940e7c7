import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let counter = 0;
let key = '';
beforeAll(async () => {
  stack = await startStack({ impatient: true });
  stack.admin.putBucket({ name: 'bkt' });
  stack.admin.putObject({ bucket: 'bkt', key: 'target', body: 'x' });
});
afterAll(() => stack.stop());
beforeEach(() => {
  key = `link ${(counter += 1)}`;
});
afterEach(() => query('DROP TRIGGER IF EXISTS refuse ON signpost.changes'));

const query = (sql: string) => stack.state.database.pool.query(sql);
const scope = () => ({ connection: 'default', bucket: 'bkt', key });
const create = () =>
  callApi(stack.bffUrl, 'createLink', { body: { ...scope(), target: 'target' }, ifNoneMatch: '*' });

/** Lets the database refuse to write changes with this SQLSTATE, as it does on a full disk. */
async function refuse(event: 'INSERT' | 'UPDATE', state: string): Promise<void> {
  await query(`CREATE OR REPLACE FUNCTION signpost.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '${state}'; END $$`);
  await query(`CREATE TRIGGER refuse BEFORE ${event} ON signpost.changes
    FOR EACH ROW EXECUTE FUNCTION signpost.refuse()`);
}

describe('an intent that cannot be recorded', () => {
  test.each([
    ['full disk', '53100'],
    ['read-only database', '25006'],
    ['server that is shutting down', '57P01'],
  ])('(%s) is told before anything is sent, and the next write works once it can', async (_name, state) => {
    const sent = stack.faults.add({
      match: { operation: 'PutSymlink' },
      effect: { kind: 'hook', run: () => {} },
    });
    await refuse('INSERT', state);
    expect(await create()).toMatchObject({
      status: 503,
      problem: { code: 'change-not-recorded', retryable: true },
    });
    expect(sent.hits).toBe(0);
    expect(stack.admin.find({ bucket: 'bkt', key })).toBeUndefined();
    await query('DROP TRIGGER refuse ON signpost.changes');
    expect(await create()).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
    sent.remove();
  });
});

test('an outcome that cannot be recorded leaves the write applied, and is resolved by a later read', async () => {
  await refuse('UPDATE', '53100');
  const answer = await create();
  expect(answer).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
  const id = answer.ok ? answer.body.change.id : '';
  const { rows } = await stack.state.database.pool.query<{ outcome: string }>(
    'SELECT outcome FROM signpost.changes WHERE id = $1',
    [id],
  );
  expect(rows).toEqual([{ outcome: 'pending' }]);
  await query('DROP TRIGGER refuse ON signpost.changes');
  const resolved = await expectOk(stack.bffUrl, 'getChange', { query: { connection: 'default', id } });
  expect(resolved).toMatchObject({ outcome: 'applied', after: { link: { target: 'target' } } });
});
