import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Decider } from '../auth/permit.ts';
import { callApi, expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let isDenied: (...asked: Parameters<Decider>) => boolean = () => false;
const bucket = 'write-rights';
const connection = 'default';
let counter = 0;
let key = '';
beforeAll(async () => {
  stack = await startStack({ bff: { decide: (...asked) => !isDenied(...asked) } });
  stack.admin.putBucket({ name: bucket });
  for (const target of ['v1', 'v2']) stack.admin.putObject({ bucket, key: target, body: target });
});
afterAll(() => stack.stop());
beforeEach(() => {
  isDenied = () => false;
  key = `key ${(counter += 1)}`;
});

const place = () => ({ connection, bucket, key });
const token = async () => (await readForWrite(stack.bffUrl, place())).token;
const find = () => stack.admin.find({ bucket, key });

async function created(): Promise<string> {
  const body = { ...place(), target: 'v1' };
  return (await expectOk(stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' })).change.id;
}

async function moved(): Promise<string> {
  await created();
  const body = { ...place(), target: 'v2' };
  return (await expectOk(stack.bffUrl, 'repointLink', { body, ifMatch: await token() })).change.id;
}

async function undo(change: string) {
  const ifMatch = await token();
  return () => callApi(stack.bffUrl, 'undoChange', { body: { connection, change }, ifMatch });
}

/** Each makes ready, with every right, a write that does more than its route names a right for. */
const writes = [
  ['link.delete', 'the undo of a create', async () => undo(await created())],
  ['link.repoint', 'the undo of a repoint', async () => undo(await moved())],
  [
    'link.repoint',
    'a create over a link',
    async () => {
      await created();
      const ifMatch = await token();
      const body = { ...place(), target: 'v2', accept: ['moves-link'] };
      return () => callApi(stack.bffUrl, 'createLink', { body, ifMatch });
    },
  ],
  [
    'object.delete',
    'a create over an object',
    async () => {
      stack.admin.putObject({ bucket, key, body: 'real' });
      const ifMatch = await token();
      const { etag, size } = find() ?? { etag: '', size: 0 };
      const body = { ...place(), target: 'v2', proof: { etag, size } };
      return () => callApi(stack.bffUrl, 'createLink', { body, ifMatch });
    },
  ],
  [
    'object.read',
    'a link to what they may not read',
    async () => {
      await created();
      const ifMatch = await token();
      const body = { ...place(), target: 'v2' };
      return () => callApi(stack.bffUrl, 'repointLink', { body, ifMatch });
    },
  ],
] as const;

test.each(writes)('who lacks %s is refused %s, and nothing is written', async (right, _, prepare) => {
  const write = await prepare();
  const before = find();
  isDenied = (_actor, asked, scope) => asked === right && (right !== 'object.read' || scope.key === 'v2');
  expect(await write()).toMatchObject({ status: 403, problem: { code: 'right-missing', params: { right } } });
  expect(find()).toEqual(before);
  isDenied = () => false;
  expect(await write()).toMatchObject({ status: 200 });
});

test('a pre-flight tells nothing of a target that the actor may not read, and does not ask OSS about it', async () => {
  await created();
  const asked: string[] = [];
  const watch = stack.faults.add({
    match: { key: 'v2' },
    effect: { kind: 'hook', run: ({ operation }) => void asked.push(operation) },
  });
  isDenied = (_actor, right, scope) => right === 'object.read' && scope.key === 'v2';
  const body = { action: 'repoint', ...place(), target: 'v2' } as const;
  const { target, health, findings } = await expectOk(stack.bffUrl, 'preflight', { body });
  watch.remove();
  expect(target).toEqual({ key: 'v2', state: { found: 'forbidden', by: 'signpost' } });
  expect(health).toBe('forbidden');
  expect(findings.map(({ code }) => code)).toContain('target-forbidden');
  expect(asked).toEqual([]);
});
