import type { AnswerOf } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startStack, type Stack, type StackOptions } from '../testing/stack.ts';

/** Consoles on one database and one OSS, to which others write as well. */
let stack: Stack;
let bucket: string;
let counter = 0;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  bucket = `watched-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  for (const key of ['v1', 'v2', 'closed/v3']) stack.admin.putObject({ bucket, key, body: key });
  for (const key of ['latest', 'other', 'doomed']) stack.admin.putSymlink({ bucket, key, target: 'v1' });
  await scan();
});

const connection = 'default';
async function startAnother(bff: StackOptions['bff'] = {}): Promise<Stack> {
  const another = await startStack({ oss: stack.oss, state: stack.state, bff });
  onTestFinished(() => another.stopBff());
  return another;
}
async function scan(at = stack): Promise<void> {
  await expectOk(at.bffUrl, 'startScan', { body: { connection, bucket } });
  await vi.waitFor(
    async () => {
      const { scan: found } = await expectOk(at.bffUrl, 'getScan', { query: { connection, bucket } });
      expect(found.state).toBe('ended');
    },
    { timeout: 10_000, interval: 20 },
  );
}
type Listed = AnswerOf<'listOutsideChanges'>['items'];
const list = async (key: string, at = stack): Promise<Listed> =>
  (await expectOk(at.bffUrl, 'listOutsideChanges', { query: { connection, bucket, key } })).items;
const look = (key: string, at = stack) =>
  expectOk(at.bffUrl, 'getObject', { query: { connection, bucket, key } });
const toLink = (target: string) => expect.objectContaining({ kind: 'link', target }) as unknown;

test('what others changed is told once, whichever consoles scan and look', async () => {
  const another = await startAnother();
  stack.admin.putSymlink({ bucket, key: 'latest', target: 'v2' });
  stack.admin.deleteObject({ bucket, key: 'doomed' });
  const before = Date.now();
  await Promise.all([look('latest'), look('latest', another), look('doomed', another), look('doomed')]);
  await scan();
  await scan(another);
  const [change, ...more] = await list('latest');
  expect(more).toEqual([]);
  expect(change).toMatchObject({ bucket, key: 'latest', before: toLink('v1'), after: toLink('v2') });
  expect(Date.parse(change!.seenBefore)).toBeLessThanOrEqual(before);
  expect(Date.parse(change!.seenAt)).toBeGreaterThanOrEqual(before);
  expect(await list('doomed', another)).toMatchObject([{ before: toLink('v1'), after: { kind: 'absent' } }]);
  expect(await list('other')).toEqual([]);
});

test('writes of Signpost are no outside changes, on whichever console they are made', async () => {
  const another = await startAnother();
  const write = async (at: Stack, key: string): Promise<string> =>
    (await readForWrite(at.bffUrl, { connection, bucket, key })).token;
  await expectOk(stack.bffUrl, 'repointLink', {
    body: { connection, bucket, key: 'latest', target: 'v2', accept: ['moves-link'] },
    ifMatch: await write(stack, 'latest'),
  });
  await expectOk(another.bffUrl, 'deleteLink', {
    body: { connection, bucket, key: 'doomed', accept: ['moves-link'] },
    ifMatch: await write(another, 'doomed'),
  });
  await expectOk(another.bffUrl, 'createLink', {
    body: { connection, bucket, key: 'new', target: 'v1' },
    ifNoneMatch: '*',
  });
  await Promise.all(['latest', 'doomed', 'new'].map((key) => look(key)));
  await scan();
  await scan(another);
  for (const key of ['latest', 'doomed', 'new']) expect(await list(key)).toEqual([]);
  // Then somebody else writes the same link.
  stack.admin.putSymlink({ bucket, key: 'latest', target: 'v1' });
  await scan();
  expect(await list('latest')).toMatchObject([{ before: toLink('v2'), after: toLink('v1') }]);
});

test('a change that cannot be noted is not taken into the index either, and is told once later', async () => {
  const { pool } = stack.state.database;
  await pool.query(`
    CREATE FUNCTION signpost.refuse() RETURNS trigger AS $$ BEGIN RAISE 'refused'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER refuse BEFORE INSERT ON signpost.outside_changes EXECUTE FUNCTION signpost.refuse()`);
  const stored = async (): Promise<unknown> => {
    const { rows } = await pool.query<{ target: string }>(
      "SELECT target FROM signpost.index_keys WHERE bucket = $1 AND key = 'latest'",
      [bucket],
    );
    return rows[0]?.target;
  };
  const dying = await startAnother();
  stack.admin.putSymlink({ bucket, key: 'latest', target: 'v2' });
  await look('latest', dying);
  await dying.stopBff();
  expect(await stored()).toBe('"v1"');
  await pool.query('DROP FUNCTION signpost.refuse() CASCADE');
  const next = await startAnother();
  await scan(next);
  expect(await stored()).toBe('"v2"');
  expect(await list('latest')).toMatchObject([{ before: toLink('v1'), after: toLink('v2') }]);
});

test('nothing is told of a key that the actor may not read, nor where a link leads that he may not', async () => {
  const narrow = await startAnother({
    decide: (_actor, _right, { key }) => key === undefined || !key.startsWith('closed/'),
  });
  stack.admin.putSymlink({ bucket, key: 'closed/link', target: 'v1' });
  stack.admin.putSymlink({ bucket, key: 'latest', target: 'closed/v3' });
  await scan();
  expect(await list('closed/link')).toHaveLength(1);
  const query = { connection, bucket, key: 'closed/link' };
  expect(await expectProblem(narrow.bffUrl, 'listOutsideChanges', { query })).toMatchObject({
    code: 'right-missing',
  });
  const told = await list('latest', narrow);
  expect(told).toMatchObject([{ before: toLink('v1'), after: { kind: 'link' } }]);
  expect(JSON.stringify(told)).not.toContain('closed');
});
