import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi, expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let time = Date.now();
const bucket = 'bad-days-of-state';
const connection = 'default';
beforeAll(async () => {
  stack = await startStack({ bff: { now: () => new Date(time) } });
  stack.admin.putBucket({ name: bucket });
  for (const target of ['v1', 'v2']) stack.admin.putObject({ bucket, key: target, body: target });
});
afterAll(() => stack.stop());

const place = (key: string) => ({ connection, bucket, key });
const create = (key: string) =>
  callApi(stack.bffUrl, 'createLink', { body: { ...place(key), target: 'v1' }, ifNoneMatch: '*' });

test('two hundred requests at once are all answered by a pool of ten connections', async () => {
  expect(stack.state.database.pool.options.max).toBe(10);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      i % 4 === 0
        ? create(`many ${i}`)
        : callApi(stack.bffUrl, 'listChanges', { query: { connection, bucket } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 200));
  const { items } = await expectOk(stack.bffUrl, 'listChanges', {
    query: { connection, bucket, limit: '100' },
  });
  expect(items.filter(({ outcome }) => outcome === 'applied')).toHaveLength(50);
});

test('a clock put back an hour changes neither the order of changes nor what can be undone', async () => {
  const made = await create('clock');
  if (!made.ok) throw new Error(made.problem.code);
  time -= 3_600_000;
  const { token } = await readForWrite(stack.bffUrl, place('clock'));
  const moved = await expectOk(stack.bffUrl, 'repointLink', {
    body: { ...place('clock'), target: 'v2' },
    ifMatch: token,
  });
  const { items } = await expectOk(stack.bffUrl, 'listChanges', { query: place('clock') });
  expect(items.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['repoint', 'applied'],
    ['create', 'applied'],
  ]);
  const undone = await expectOk(stack.bffUrl, 'undoChange', {
    body: { connection, change: moved.change.id },
    ifMatch: moved.view?.token ?? '',
  });
  expect(undone.view?.state).toMatchObject({ link: { target: 'v1' } });
});
