import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
const bucket = 'resolve-links';
beforeAll(async () => {
  stack = await startStack({
    bff: { decide: (_actor, right, scope) => right !== 'object.read' || scope.key !== 'secret' },
  });
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'secret', body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'secret' });
});
afterAll(() => stack.stop());

test('resolving tells nothing of a target that the actor may not read, and does not ask OSS about it', async () => {
  const asked: string[] = [];
  stack.faults.add({
    match: { key: 'secret' },
    effect: { kind: 'hook', run: ({ operation }) => void asked.push(operation) },
  });
  const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
    body: { connection: 'default', bucket, links: [{ key: 'link' }] },
  });
  expect(items).toMatchObject([{ key: 'link', health: 'forbidden', forbiddenBy: 'signpost' }]);
  expect(items[0]).not.toHaveProperty('reached');
  expect(asked).toEqual([]);
});
