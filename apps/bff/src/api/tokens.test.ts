import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi, expectOk } from '../testing/api.ts';
import { addPerson, fillBuckets, setUpAdministrator, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
const everything = { connection: '*', bucket: '*', prefix: '' };
let stack: Stack;
let ada: Person;
beforeAll(async () => {
  stack = await startStack({ accounts: {} });
  fillBuckets(stack);
  ada = await setUpAdministrator(stack);
});
afterAll(() => stack.stop());

describe('tokens', () => {
  const asToken = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

  test('do what both their grants and their owner allow, and end with the owner', async () => {
    const gina = await addPerson(stack, ada, {
      name: 'Gina',
      grants: [{ role: 'editor', connection, bucket: 'granted', prefix: 'team/' }],
    });
    const { secret, token } = await gina.ok('addToken', {
      body: { name: 'pipeline', days: 1, grants: [{ role: 'viewer', ...everything }] },
    });
    expect(secret).toMatch(/^signpost_[\w-]{43}$/);
    const query = { connection, bucket: 'granted', prefix: 'team/' };
    expect(await callApi(stack.bffUrl, 'listObjects', { query, ...asToken(secret) })).toMatchObject({
      status: 200,
    });
    expect(
      await callApi(stack.bffUrl, 'listObjects', {
        query: { ...query, bucket: 'other' },
        ...asToken(secret),
      }),
    ).toMatchObject({ status: 403 });
    const body = { connection, bucket: 'granted', key: 'team/new', target: 'team/v1' };
    expect(
      await callApi(stack.bffUrl, 'createLink', { body, ifNoneMatch: '*', ...asToken(secret) }),
    ).toMatchObject({ problem: { code: 'right-missing', params: { right: 'link.create' } } });
    for (const name of ['listTokens', 'listSessions'] as const)
      expect(await callApi(stack.bffUrl, name, asToken(secret))).toMatchObject({ status: 403 });
    const { rows } = await stack.state.database.pool.query<{ text: string }>(
      'SELECT row_to_json(t)::text AS text FROM signpost.api_tokens t',
    );
    for (const { text } of rows) expect(text).not.toContain(secret);
    expect((await gina.ok('listTokens')).items).toMatchObject([{ id: token.id, owner: { name: 'Gina' } }]);
    await ada.ok('editUser', { body: { user: gina.id, do: 'disable' } });
    expect(await callApi(stack.bffUrl, 'listObjects', { query, ...asToken(secret) })).toMatchObject({
      status: 403,
    });
    await ada.ok('editUser', { body: { user: gina.id, do: 'remove' } });
    expect(await callApi(stack.bffUrl, 'listObjects', { query, ...asToken(secret) })).toMatchObject({
      status: 401,
    });
  });

  test('of nobody are made by administrators, and move the one link that they may', async () => {
    const mover = { connection, bucket: 'granted' };
    const { secret, token } = await ada.ok('addToken', {
      body: {
        name: 'release',
        days: 366,
        ofNobody: true,
        grants: [
          { role: 'viewer', ...mover, prefix: 'team/' },
          { rights: ['link.repoint'], ...mover, prefix: 'team/link' },
        ],
      },
    });
    const link = { connection, bucket: 'granted', key: 'team/link' };
    const { now } = await expectOk(stack.bffUrl, 'preflight', {
      body: { action: 'repoint', ...link, target: 'team/v2' },
      ...asToken(secret),
    });
    const { change } = await expectOk(stack.bffUrl, 'repointLink', {
      body: { ...link, target: 'team/v2' },
      ifMatch: now.token,
      ...asToken(secret),
    });
    expect(change.actor).toBe('release');
    await ada.ok('removeToken', { body: { id: token.id } });
    expect(await callApi(stack.bffUrl, 'listConnections', asToken(secret))).toMatchObject({ status: 401 });
  });

  test.each(['', 'x', 'signpost_', 'signpost_' + 'a'.repeat(43), '../..', "' OR 1=1"])(
    'that are none (%j) are refused',
    async (secret) => {
      expect(
        await callApi(stack.bffUrl, 'listConnections', { headers: { authorization: `Bearer ${secret}` } }),
      ).toMatchObject({ status: 401 });
    },
  );
});
