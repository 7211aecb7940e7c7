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

describe('a session of before does not become that of an administrator', () => {
  test('by a grant', async () => {
    const bob = await addPerson(stack, ada, { name: 'Bob', grants: [] });
    const subject = { kind: 'user' as const, id: bob.id };
    await ada.ok('addGrant', { body: { ...everything, subject, role: 'viewer' } });
    expect(await bob.ok('getSession')).toMatchObject({ state: 'signed-in' });
    await ada.ok('addGrant', { body: { ...everything, subject, role: 'administrator' } });
    await expectSignedOut(bob);
  });

  test('by a group', async () => {
    const cy = await addPerson(stack, ada, { name: 'Cy', grants: [] });
    const { id } = await ada.ok('saveGroup', { body: { name: 'Administrators', members: [] } });
    const subject = { kind: 'group' as const, id };
    await ada.ok('addGrant', { body: { ...everything, subject, role: 'administrator' } });
    expect(await cy.ok('getSession')).toMatchObject({ state: 'signed-in' });
    await ada.ok('saveGroup', { body: { id, name: 'Administrators', members: [cy.id] } });
    await expectSignedOut(cy);
  });
});

/** And nobody else is; the next sign-in has the new rights. */
async function expectSignedOut(person: Person): Promise<void> {
  expect(await person.ok('getSession')).toEqual({ state: 'signed-out' });
  expect(await ada.ok('getSession')).toMatchObject({ state: 'signed-in' });
  const again = await signInAs(stack.bffUrl, person);
  expect(await again.ok('getSession')).toMatchObject({ administrates: true });
}
