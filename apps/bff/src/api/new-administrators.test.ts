import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, setUpAdministrator, signInAs, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const everything = { connection: '*', bucket: '*', prefix: '' };
let stack: Stack;
let ada: Person;
beforeAll(async () => {
  stack = await startStack({ accounts: {} });
  ada = await setUpAdministrator(stack);
});
afterAll(() => stack.stop());

describe('a session of before', () => {
  test.each(['grant', 'group'])('does not become that of an administrator by a %s', async (how) => {
    const bob = await addPerson(stack, ada, { name: `Promoted-by-${how}`, grants: [] });
    const subject = { kind: 'user' as const, id: bob.id };
    await ada.ok('addGrant', { body: { ...everything, subject, role: 'viewer' } });
    expect(await bob.ok('getSession')).toMatchObject({ state: 'signed-in' });
    if (how === 'grant')
      await ada.ok('addGrant', { body: { ...everything, subject, role: 'administrator' } });
    else {
      const { id } = await ada.ok('saveGroup', { body: { name: 'Administrators', members: [] } });
      const group = { kind: 'group' as const, id };
      await ada.ok('addGrant', { body: { ...everything, subject: group, role: 'administrator' } });
      expect(await bob.ok('getSession')).toMatchObject({ state: 'signed-in' });
      await ada.ok('saveGroup', { body: { id, name: 'Administrators', members: [bob.id] } });
    }
    expect(await bob.ok('getSession')).toEqual({ state: 'signed-out' });
    expect(await ada.ok('getSession')).toMatchObject({ state: 'signed-in' });
    const again = await signInAs(stack.bffUrl, bob);
    expect(await again.ok('getSession')).toMatchObject({ administrates: true });
    await ada.ok('editUser', { body: { user: bob.id, do: 'remove' } });
  });
});
