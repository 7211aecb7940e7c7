import { afterAll, beforeAll, expect, test } from 'vitest';
import { toSetUpCode } from '../config/master-key.ts';
import { callApi } from '../testing/api.ts';
import { addPerson, setUpAdministrator, type Person } from '../testing/people.ts';
import { stackMasterKey, startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
let ada: Person;
const everything = { role: 'administrator' as const, connection: '*', bucket: '*', prefix: '' };

beforeAll(async () => {
  stack = await startStack({ accounts: { from: 'set-up' } });
  ada = await setUpAdministrator(stack);
});
afterAll(() => stack.stop());

test('an administrator whose grant ends does not stand in for one whose grant lasts', async () => {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  await addPerson(stack, ada, { name: 'Bob', grants: [{ ...everything, expiresAt }] });
  const { items } = await ada.ok('listGrants');
  const own = items.find(({ subject }) => subject.id === ada.id);
  expect(await ada.call('removeGrant', { body: { id: own?.id ?? '' } })).toMatchObject({
    problem: { code: 'last-administrator' },
  });
});

test('a console that has accounts does not open again, and its first code is worth nothing', async () => {
  const carol = await addPerson(stack, ada, { name: 'Carol', grants: [] });
  // As when the identity provider takes the last administrator his group.
  await stack.state.database.pool.query('DELETE FROM signpost.grants');
  const again = await startStack({
    accounts: { from: 'set-up' },
    oss: stack.oss,
    state: stack.state,
  });
  try {
    expect(await callApi(again.bffUrl, 'listConnections')).toMatchObject({ status: 401 });
    const eve = { name: 'Eve', email: 'eve@example.com', password: 'correct-horse-battery-9' };
    const setUp = (code: string): ReturnType<typeof callApi<'setUp'>> =>
      callApi(again.bffUrl, 'setUp', { body: { code, ...eve } });
    expect(await setUp(toSetUpCode(stackMasterKey))).toMatchObject({ problem: { code: 'sign-in-failed' } });
    expect(await setUp(toSetUpCode(stackMasterKey, carol.id))).toMatchObject({ status: 200 });
  } finally {
    await again.stop();
  }
});
