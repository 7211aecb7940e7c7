import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'searched';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: bucket });
  for (const key of ['cli/latest/app.tgz', 'cli/1.0/app.tgz', 'Latest Application.txt', 'two  blanks'])
    stack.admin.putObject({ bucket, key, body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'current', target: 'cli/latest/app.tgz' });
  await expectOk(stack.bffUrl, 'startScan', { body: { connection: 'default', bucket } });
  const query = { connection: 'default', bucket };
  await vi.waitUntil(
    async () => (await expectOk(stack.bffUrl, 'listCoverage', { query })).items[0]?.state === 'complete',
  );
});
afterAll(() => stack.stop());

test.each([
  ['latest/app', ['current', 'cli/latest/app.tgz']],
  ['latest app', ['current', 'Latest Application.txt', 'cli/latest/app.tgz']],
  ['app LATEST', ['current', 'Latest Application.txt', 'cli/latest/app.tgz']],
  [' app  1.0 ', ['cli/1.0/app.tgz']],
  ['latest nothing', []],
  ['  ', ['two  blanks']],
])('%j finds the keys and targets that hold each of its words', async (text, keys) => {
  const { items } = await expectOk(stack.bffUrl, 'search', { query: { connection: 'default', text } });
  expect(items.map(({ key }) => key)).toEqual(keys);
});
