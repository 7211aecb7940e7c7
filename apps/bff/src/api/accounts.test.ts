import { roleRights } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toSetUpCode } from '../config/master-key.ts';
import { callApi, expectOk, expectProblem } from '../testing/api.ts';
import { toInputs } from '../testing/operation-inputs.ts';
import {
  addPerson,
  fillBuckets,
  guardedOperations,
  setUpAdministrator,
  signInAs,
  toPerson,
  type Person,
} from '../testing/people.ts';
import { stackMasterKey, startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
const everything = { connection: '*', bucket: '*', prefix: '' };
let stack: Stack;
let ada: Person;
beforeAll(async () => {
  stack = await startStack({ accounts: {} });
  fillBuckets(stack);
  expect(await expectOk(stack.bffUrl, 'getSession')).toEqual({ state: 'set-up' });
  ada = await setUpAdministrator(stack);
});
afterAll(() => stack.stop());

describe('the set-up', () => {
  test('is over once there is an administrator', async () => {
    expect(await expectOk(stack.bffUrl, 'getSession')).toEqual({ state: 'signed-out' });
    const body = { code: toSetUpCode(stackMasterKey), name: 'Eve', email: 'eve@example.com', password: 'x' };
    expect(await expectProblem(stack.bffUrl, 'setUp', { body })).toMatchObject({ code: 'set-up-closed' });
    expect(await ada.ok('getSession')).toEqual({
      state: 'signed-in',
      user: { id: ada.id, name: 'Ada', email: 'ada@example.com' },
      administrates: true,
    });
  });

  test('refuses a wrong code and a weak password, and lets one of two at once through', async () => {
    const fresh = await startStack({ accounts: {}, oss: stack.oss });
    try {
      const body = {
        code: toSetUpCode(stackMasterKey),
        name: 'Eve',
        email: 'eve@example.com',
        password: 'x',
      };
      const ask = (parts: object) => expectProblem(fresh.bffUrl, 'setUp', { body: { ...body, ...parts } });
      expect(await ask({ code: 'wrong' })).toMatchObject({ code: 'sign-in-failed' });
      for (const [password, rule] of [
        ['short', 'password-short'],
        ['password1234', 'password-common'],
        ['eve@example.com', 'password-common'],
        ['aaaaaaaaaaaaaaaa', 'password-common'],
      ])
        expect(await ask({ password })).toMatchObject({ code: 'invalid-request', errors: [{ rule }] });
      const tries = await Promise.all(
        ['a', 'b', 'c'].map((who) =>
          callApi(fresh.bffUrl, 'setUp', {
            body: { ...body, email: `${who}@example.com`, password: 'correct-horse-battery-9' },
          }),
        ),
      );
      expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    } finally {
      await fresh.stop();
    }
  });
});

describe('sign-in', () => {
  test('is needed by every operation that is not public, before OSS is asked', async () => {
    const inputs = toInputs({ bucket: 'granted', key: 'team/link', prefix: 'team/' });
    for (const name of guardedOperations)
      expect(await callApi(stack.bffUrl, name, inputs[name] as never), name).toMatchObject({
        status: 401,
        problem: { code: 'sign-in-required' },
      });
  });

  test('gives a cookie that scripts and other sites do not get, and ends the session that the browser had', async () => {
    const bob = await addPerson(stack, ada, { name: 'Bob', grants: [{ role: 'viewer', ...everything }] });
    const answer = await callApi(stack.bffUrl, 'signIn', {
      body: { email: bob.email.toUpperCase(), password: bob.password },
      headers: { cookie: bob.cookie },
    });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^signpost=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).toMatch(/Path=\//i);
    expect(cookie).not.toMatch(/Secure|Domain/i);
    expect(await bob.call('listConnections')).toMatchObject({ status: 401 });
  });

  test('over https gives a cookie that only https takes back', async () => {
    const secure = await startStack({ accounts: { isSecure: true }, oss: stack.oss, state: stack.state });
    try {
      const { email, password } = ada;
      const answer = await callApi(secure.bffUrl, 'signIn', { body: { email, password } });
      const [cookie = ''] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-signpost=/);
      expect(cookie).toMatch(/Secure/i);
      expect(cookie).not.toMatch(/Domain/i);
    } finally {
      await secure.stop();
    }
  });

  test('tells the same of a wrong password and of an account that is not there, and locks both', async () => {
    for (const email of ['nobody@example.com', 'locked@example.com']) {
      if (email.startsWith('locked')) await ada.ok('addUser', { body: { name: 'Locked', email } });
      const answers = await Promise.all(
        Array.from({ length: 12 }, () =>
          callApi(stack.bffUrl, 'signIn', { body: { email, password: 'wrong' } }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        ...Array.from({ length: 10 }, () => 401),
        429,
        429,
      ]);
    }
  });

  test('of a cookie that was changed is none', async () => {
    const [name = '', value = ''] = ada.cookie.split('=');
    const token = decodeURIComponent(value);
    for (const wrong of [`${token}x`, token.split('.')[0] ?? '', `x${token}`, '', 'a'.repeat(8000)]) {
      const cookie = `${name}=${encodeURIComponent(wrong)}`;
      expect(await toPerson(stack.bffUrl, { ...ada, cookie }).call('listConnections')).toMatchObject({
        status: 401,
      });
    }
  });

  test('ends with sign-out, everywhere at once, and with a new password', async () => {
    const carol = await addPerson(stack, ada, { name: 'Carol', grants: [{ role: 'viewer', ...everything }] });
    const [second, third] = [await signInAs(stack.bffUrl, carol), await signInAs(stack.bffUrl, carol)];
    expect((await carol.ok('listSessions')).items.map(({ isOwn }) => isOwn).filter(Boolean)).toHaveLength(1);
    await third.ok('signOut', { body: {} });
    expect(await third.call('listConnections')).toMatchObject({ status: 401 });
    await carol.ok('endSessions', { body: {} });
    expect(await second.call('listConnections')).toMatchObject({ status: 401 });
    const fourth = await signInAs(stack.bffUrl, carol);
    expect(
      await carol.call('changePassword', {
        body: { password: 'wrong', newPassword: 'another-horse-battery-8' },
      }),
    ).toMatchObject({ problem: { errors: [{ rule: 'password-wrong' }] } });
    await carol.ok('changePassword', {
      body: { password: carol.password, newPassword: 'another-horse-battery-8' },
    });
    expect(await fourth.call('listConnections')).toMatchObject({ status: 401 });
    expect(await carol.call('listConnections')).toMatchObject({ status: 200 });
    expect(
      await callApi(stack.bffUrl, 'signIn', { body: { email: carol.email, password: carol.password } }),
    ).toMatchObject({ status: 401 });
  });

  test('is recorded, refused ones too, with no secret', async () => {
    const { email, password } = ada;
    await callApi(stack.bffUrl, 'signIn', { body: { email, password: 'never-the-password' } });
    const again = await signInAs(stack.bffUrl, ada);
    await again.ok('signOut', { body: {} });
    const { items } = await ada.ok('listAuditEvents', { query: { connection } });
    const newest = items.slice(0, 3).map(({ action, outcome, actor }) => [action, outcome, actor.name]);
    expect(newest).toEqual([
      ['session.sign-out', 'done', 'Ada'],
      ['session.sign-in', 'done', 'Ada'],
      ['session.sign-in', 'refused', 'nobody'],
    ]);
    expect(items).toContainEqual(expect.objectContaining({ action: 'account.set-up', outcome: 'done' }));
    const text = JSON.stringify(items);
    for (const secret of ['never-the-password', password, ada.cookie.split('=')[1] ?? '-'])
      expect(text).not.toContain(secret);
  });

  test('never shows a password or a token of a session', async () => {
    const log = stack.log.join('\n');
    for (const secret of [ada.password, ada.cookie.split('=')[1] ?? '-'])
      expect(log.includes(secret)).toBe(false);
    const { rows } = await stack.state.database.pool.query<{ password: string }>(
      'SELECT password FROM signpost.sign_in_methods',
    );
    for (const { password } of rows) expect(password).not.toContain('horse');
  });
});

describe('grants', () => {
  test('decide at the next request, in every replica', async () => {
    const replica = await startStack({ accounts: {}, oss: stack.oss, state: stack.state });
    try {
      const dan = await addPerson(stack, ada, { name: 'Dan', grants: [] });
      const there = toPerson(replica.bffUrl, dan);
      const query = { connection, bucket: 'granted', prefix: 'team/' };
      for (const at of [dan, there])
        expect(await at.call('listObjects', { query })).toMatchObject({ status: 403 });
      const grant = await ada.ok('addGrant', {
        body: {
          subject: { kind: 'user', id: dan.id },
          role: 'viewer',
          connection,
          bucket: 'granted',
          prefix: 'team/',
        },
      });
      for (const at of [dan, there])
        expect(await at.call('listObjects', { query })).toMatchObject({ status: 200 });
      await ada.ok('removeGrant', { body: { id: grant.id } });
      for (const at of [dan, there])
        expect(await at.call('listObjects', { query })).toMatchObject({ status: 403 });
      await ada.ok('editUser', { body: { user: dan.id, do: 'disable' } });
      for (const at of [dan, there])
        expect(await at.call('getObject', { query: { ...query, key: 'x' } })).toMatchObject({
          status: 401,
        });
      expect(
        await callApi(stack.bffUrl, 'signIn', { body: { email: dan.email, password: dan.password } }),
      ).toMatchObject({ problem: { code: 'sign-in-failed' } });
    } finally {
      await replica.stop();
    }
  });

  test('of a group are those of its members', async () => {
    const erin = await addPerson(stack, ada, { name: 'Erin', grants: [] });
    const group = await ada.ok('saveGroup', { body: { name: 'Release', members: [erin.id] } });
    await ada.ok('addGrant', {
      body: {
        subject: { kind: 'group', id: group.id },
        role: 'editor',
        connection,
        bucket: 'gr*',
        prefix: '',
      },
    });
    const { items } = await erin.ok('listBuckets', { query: { connection } });
    expect(items.map(({ name }) => name)).toEqual(['granted']);
    const review = await ada.ok('reviewAccess', {
      query: { connection, bucket: 'granted', key: 'team/link' },
    });
    expect(review.items).toContainEqual(
      expect.objectContaining({
        subject: { kind: 'user', id: erin.id, name: 'Erin' },
        group: 'Release',
        role: 'editor',
      }),
    );
    expect(
      (await ada.ok('reviewAccess', { query: { connection, bucket: 'other', key: 'x' } })).items.filter(
        ({ subject }) => subject.id === erin.id,
      ),
    ).toEqual([]);
    await ada.ok('saveGroup', { body: { id: group.id, name: 'Release', members: [] } });
    // Who has no grant is told nothing but whom to ask.
    expect(await erin.ok('listConnections')).toEqual({ items: [], administrators: ['Ada'] });
    expect(await erin.call('listBuckets', { query: { connection } })).toMatchObject({ status: 403 });
  });

  test('are told to whom they bind, with whom to ask for more', async () => {
    const gil = await addPerson(stack, ada, {
      name: 'Gil',
      grants: [{ role: 'approver', connection, bucket: 'granted', prefix: 'team/' }],
    });
    const told = await gil.ok('listConnections');
    expect(told).toMatchObject({
      items: [
        {
          name: connection,
          grants: [{ rights: [...roleRights.approver], bucket: 'granted', prefix: 'team/' }],
        },
      ],
      administrators: ['Ada'],
    });
    const whole = await ada.ok('listConnections');
    expect(whole.administrators).toBeUndefined();
    expect(whole.open).toBeUndefined();
    expect(whole.items.map(({ name, grants }) => [name, grants])).toEqual([[connection, undefined]]);
  });

  test('bind nobody on a console without accounts, which says so', async () => {
    const open = await startStack({ oss: stack.oss });
    try {
      const { items, ...rest } = await expectOk(open.bffUrl, 'listConnections');
      expect(rest).toEqual({ open: true });
      expect(items[0]?.grants).toBeUndefined();
    } finally {
      await open.stop();
    }
  });

  test('are given by administrators of the whole console alone, of whom one remains', async () => {
    const frank = await addPerson(stack, ada, {
      name: 'Frank',
      grants: [{ role: 'administrator', connection, bucket: 'granted', prefix: '' }],
    });
    for (const name of ['listUsers', 'listGrants', 'listGroups'] as const)
      expect(await frank.call(name)).toMatchObject({ status: 403 });
    const { items } = await ada.ok('listGrants');
    const own = items.find(({ subject }) => subject.id === ada.id);
    expect(await ada.call('removeGrant', { body: { id: own?.id ?? '' } })).toMatchObject({
      problem: { code: 'last-administrator' },
    });
    for (const what of ['disable', 'remove'] as const)
      expect(await ada.call('editUser', { body: { user: ada.id, do: what } })).toMatchObject({
        problem: { code: 'last-administrator' },
      });
    expect(await ada.ok('getSession')).toMatchObject({ state: 'signed-in', administrates: true });
  });

  test.each([
    [{ role: undefined }, 'role-or-rights'],
    [{ rights: ['link.read'] }, 'role-or-rights'],
    [{ bucket: 'A_B' }, 'wrong-form'],
    [{ bucket: 'a?b' }, 'wrong-form'],
    [{ prefix: '/team/' }, 'leading-slash'],
    [{ prefix: 'team/../' }, 'wrong-form'],
    [{ prefix: 'team/\ud800' }, 'not-unicode'],
    [{ role: undefined, rights: ['public'] }, 'not-one-of'],
    [{ role: 'root' }, 'not-one-of'],
  ])('with %j are refused', async (parts, rule) => {
    const body = { subject: { kind: 'user', id: ada.id }, role: 'viewer', ...everything, ...parts };
    expect(await ada.call('addGrant', { body: body as never })).toMatchObject({
      status: 400,
      problem: { errors: [{ rule }] },
    });
  });
});

test.each([
  '',
  ' ',
  ' Eve',
  'Eve ',
  'Eve\u202enimda',
  'Eve\u200b',
  'E\nve',
  'E\0ve',
  '\ud800',
  'x'.repeat(101),
])('nobody is called %j', async (name) => {
  expect(await ada.call('addUser', { body: { name, email: 'eve@example.com' } })).toMatchObject({
    status: 400,
    problem: { errors: [{ pointer: '#/name' }] },
  });
});

describe('what has an end', () => {
  const query = { connection, bucket: 'granted', prefix: 'team/' };
  const past = new Date(Date.now() - 1000).toISOString();
  const future = new Date(Date.now() + 3_600_000).toISOString();

  test('is over then: a grant', async () => {
    const grant = { role: 'viewer' as const, connection, bucket: 'granted', prefix: '' };
    const hugo = await addPerson(stack, ada, { name: 'Hugo', grants: [{ ...grant, expiresAt: past }] });
    expect(await hugo.call('listObjects', { query })).toMatchObject({ status: 403 });
    await ada.ok('addGrant', {
      body: { ...grant, subject: { kind: 'user', id: hugo.id }, expiresAt: future },
    });
    expect(await hugo.call('listObjects', { query })).toMatchObject({ status: 200 });
  });

  test('is over then: a token and a session', async () => {
    const ivy = await addPerson(stack, ada, { name: 'Ivy', grants: [{ role: 'viewer', ...everything }] });
    const grants = [{ role: 'viewer' as const, ...everything }];
    const { secret, token } = await ivy.ok('addToken', { body: { name: 'short', days: 1, grants } });
    const headers = { authorization: `Bearer ${secret}` };
    expect(await callApi(stack.bffUrl, 'listObjects', { query, headers })).toMatchObject({ status: 200 });
    const { pool } = stack.state.database;
    await pool.query('UPDATE signpost.api_tokens SET expires_at = $2 WHERE id = $1', [token.id, past]);
    await pool.query('UPDATE signpost.sessions SET expires_at = $2 WHERE user_id = $1', [ivy.id, past]);
    expect(await callApi(stack.bffUrl, 'listObjects', { query, headers })).toMatchObject({ status: 401 });
    expect(await ivy.call('listObjects', { query })).toMatchObject({ status: 401 });
  });
});

test('a console without accounts says so', async () => {
  const open = await startStack({ oss: stack.oss });
  try {
    expect(await expectOk(open.bffUrl, 'getSession')).toEqual({ state: 'open', administrates: true });
    expect(await expectProblem(open.bffUrl, 'listUsers')).toMatchObject({ code: 'accounts-off' });
  } finally {
    await open.stop();
  }
});
