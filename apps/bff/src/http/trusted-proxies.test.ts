import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../testing/api.ts';
import { setUpAdministrator, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let direct: Stack;
let proxied: Stack;
let ada: Person;
beforeAll(async () => {
  direct = await startStack({ accounts: {} });
  proxied = await startStack({
    accounts: {},
    oss: direct.oss,
    state: direct.state,
    trustedProxies: ['127.0.0.1'],
  });
  ada = await setUpAdministrator(direct);
});
afterAll(async () => {
  await proxied.stop();
  await direct.stop();
});

/** The address from which a refused sign-in is said to have come. */
async function addressOf(stack: Stack, forwarded: string): Promise<string | undefined> {
  const body = { email: 'nobody@example.com', password: 'x' };
  await callApi(stack.bffUrl, 'signIn', { body, headers: { 'x-forwarded-for': forwarded } });
  const { items } = await ada.ok('listAuditEvents', {
    query: { connection: 'default', action: 'session.sign-in', outcome: 'refused' },
  });
  return items[0]?.address;
}

describe('the address of a caller', () => {
  test('is that of the connection where no proxy is trusted, whatever a header says', async () => {
    expect(await addressOf(direct, '203.0.113.9')).toBe('127.0.0.1');
  });

  test('is what the trusted proxy saw, not what its caller claims', async () => {
    expect(await addressOf(proxied, '203.0.113.9')).toBe('203.0.113.9');
    expect(await addressOf(proxied, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
  });
});
