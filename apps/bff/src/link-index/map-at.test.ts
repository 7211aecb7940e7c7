import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk, readForWrite } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const place = { connection: 'default', bucket: 'past' };
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  const { bucket } = place;
  stack.admin.putBucket({ name: bucket });
  for (const key of ['v/1/a', 'v/2/a']) stack.admin.putObject({ bucket, key, body: key });
  for (const key of ['moved', 'deleted', 'same']) stack.admin.putSymlink({ bucket, key, target: 'v/1/a' });
  await scanBucket(stack.bffUrl, bucket);
});
afterAll(() => stack.stop());

/** `moved -> v/1/` */
async function drawn(at?: string): Promise<string[]> {
  const { pointers, destinations, lines } = await expectOk(stack.bffUrl, 'getMap', {
    query: { ...place, ...(at === undefined ? {} : { at }) },
  });
  return lines.map(({ from, to }) => `${pointers[from]?.name} -> ${destinations[to]?.name}`);
}

const condition = async (key: string) => ({
  ifMatch: (await readForWrite(stack.bffUrl, { ...place, key })).token,
});

test('the map of an earlier moment has links as the recorded changes tell, made and deleted ones included', async () => {
  const first = await drawn();
  expect(first).toEqual(['deleted -> v/1/', 'moved -> v/1/', 'same -> v/1/']);
  const before = new Date().toISOString();
  const accept = ['moves-link', 'breaks-links', 'breaks-links-at-least'];
  await expectOk(stack.bffUrl, 'repointLink', {
    body: { ...place, key: 'moved', target: 'v/2/a', accept },
    ...(await condition('moved')),
  });
  await expectOk(stack.bffUrl, 'deleteLink', {
    body: { ...place, key: 'deleted', accept },
    ...(await condition('deleted')),
  });
  await expectOk(stack.bffUrl, 'createLink', {
    body: { ...place, key: 'made', target: 'v/2/a' },
    ifNoneMatch: '*',
  });
  expect(await drawn()).toEqual(['made -> v/2/', 'moved -> v/2/', 'same -> v/1/']);
  expect(await drawn(before)).toEqual(first);
  expect(await drawn(new Date(Date.now() + 1000).toISOString())).toEqual(await drawn());
});

test('an answer names the moment that it draws', async () => {
  const at = '2020-01-01T00:00:00.000Z';
  const map = await expectOk(stack.bffUrl, 'getMap', { query: { ...place, at } });
  expect(map.at).toBe(at);
});
