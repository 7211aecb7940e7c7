import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '../testing/api.ts';
import { addPerson, setUpAdministrator, signInAs, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { resetPasswordOf } from './reset-password.ts';

let stack: Stack;
let ada: Person;
beforeAll(async () => {
  stack = await startStack({ accounts: {} });
  ada = await setUpAdministrator(stack);
});
afterAll(() => stack.stop());

test('a password that was reset on the machine lets in, enables the account and ends its sessions', async () => {
  const grants = [{ role: 'viewer' as const, connection: '*', bucket: '*', prefix: '' }];
  const bob = await addPerson(stack, ada, { name: 'Bob', grants });
  await ada.ok('editUser', { body: { user: bob.id, do: 'disable' } });
  const password = await resetPasswordOf(stack.state.database, ' BOB@example.com');
  const { email } = bob;
  expect(await callApi(stack.bffUrl, 'signIn', { body: { email, password: bob.password } })).toMatchObject({
    status: 401,
  });
  const again = await signInAs(stack.bffUrl, { ...bob, password });
  expect(await again.call('listConnections')).toMatchObject({ status: 200 });
  expect(await bob.call('listConnections')).toMatchObject({ status: 401 });
  const { items } = await ada.ok('listAuditEvents', { query: { connection: 'default' } });
  expect(items.find(({ actor }) => actor.name === 'command line')).toMatchObject({ action: 'user.edit' });
  expect(JSON.stringify(items)).not.toContain(password);
});

test('an address that nobody has is said so', async () => {
  await expect(resetPasswordOf(stack.state.database, 'nobody@example.com')).rejects.toThrow(/Nobody has/);
});
