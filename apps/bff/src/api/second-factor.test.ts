import { URI } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectProblem } from '../testing/api.ts';
import { addPerson, setUpAdministrator, signInAs, toPerson, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { resetPasswordOf } from '../state/reset-password.ts';

const periodMs = 30_000;
let time = Date.UTC(2026, 5, 1);
const clock = (): Date => new Date(time);
let stack: Stack;
let replica: Stack;
let ada: Person;
let count = 0;
beforeAll(async () => {
  stack = await startStack({ accounts: {}, clock });
  replica = await startStack({ accounts: {}, clock, oss: stack.oss, state: stack.state });
  ada = await setUpAdministrator(stack);
});
afterAll(async () => {
  await replica.stop();
  await stack.stop();
});
beforeEach(() => {
  time += 10 * periodMs;
});

/** An app on a phone, of which the clock may be off. */
interface Phone {
  code: (offMs?: number) => string;
}

function toPhone(uri: string): Phone {
  const app = URI.parse(uri);
  if (!('period' in app)) throw new Error('the code of the app does not follow time');
  return { code: (offMs = 0) => app.generate({ timestamp: time + offMs }) };
}

/** Somebody who has set the app up. */
async function enrol(): Promise<{ bob: Person; phone: Phone; recoveryCodes: string[] }> {
  count += 1;
  const bob = await addPerson(stack, ada, { name: `Bob${count}`, grants: [] });
  const { uri } = await bob.ok('startSecondFactor', { body: { password: bob.password } });
  const phone = toPhone(uri);
  const answer = await bob.call('confirmSecondFactor', { body: { code: phone.code() } });
  if (!answer.ok) throw new Error('the app was not taken');
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  time += 2 * periodMs;
  return {
    bob: toPerson(stack.bffUrl, { ...bob, cookie }),
    phone,
    recoveryCodes: answer.body.recoveryCodes,
  };
}

/** The first step. @returns what the browser keeps of it */
async function givePassword({ email, password }: Person, base = stack.bffUrl): Promise<string> {
  const answer = await callApi(base, 'signIn', { body: { email, password } });
  expect(answer).toMatchObject({ ok: true, body: { state: 'code-needed' } });
  expect(answer.ok && Object.keys(answer.body)).toEqual(['state']);
  const cookies = answer.headers.getSetCookie();
  expect(cookies).toEqual([
    expect.stringMatching(/^signpost-challenge=[\w.-]+; Path=\/; Max-Age=300; HttpOnly; SameSite=Strict$/),
  ]);
  return cookies[0]?.split(';')[0] ?? '';
}

const giveCode = (cookie: string, code: string, base = stack.bffUrl) =>
  callApi(base, 'confirmSignIn', { body: { code }, headers: { cookie } });
const failed = { ok: false, status: 401, problem: { code: 'sign-in-failed' } };

describe('an authenticator app', () => {
  test('is set up with the password and a first code, and shows ten recovery codes', async () => {
    const { bob, recoveryCodes } = await enrol();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes[0]).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(await bob.ok('getSession')).toMatchObject({ state: 'signed-in', hasSecondFactor: true });
    const { items } = await ada.ok('listUsers');
    expect(items.find(({ id }) => id === bob.id)).toMatchObject({ hasSecondFactor: true });
    expect(items.find(({ id }) => id === ada.id)).not.toHaveProperty('hasSecondFactor');
    expect(await bob.call('startSecondFactor', { body: { password: bob.password } })).toMatchObject({
      problem: { code: 'second-factor-on' },
    });
  });

  test('is not asked for before a code proved that it works', async () => {
    count += 1;
    const bob = await addPerson(stack, ada, { name: `Bob${count}`, grants: [] });
    expect(await bob.call('startSecondFactor', { body: { password: 'wrong' } })).toMatchObject({
      problem: { errors: [{ pointer: '#/password', rule: 'password-wrong' }] },
    });
    await bob.ok('startSecondFactor', { body: { password: bob.password } });
    expect(await bob.call('confirmSecondFactor', { body: { code: '000000' } })).toMatchObject({
      problem: { errors: [{ pointer: '#/code', rule: 'code-wrong' }] },
    });
    expect(await signInAs(stack.bffUrl, bob)).toBeDefined();
  });

  test('ends the sessions of before, and gives this browser a new id', async () => {
    count += 1;
    const bob = await addPerson(stack, ada, { name: `Bob${count}`, grants: [] });
    const elsewhere = await signInAs(stack.bffUrl, bob);
    const { uri } = await bob.ok('startSecondFactor', { body: { password: bob.password } });
    const answer = await bob.call('confirmSecondFactor', { body: { code: toPhone(uri).code() } });
    expect(await bob.ok('getSession')).toEqual({ state: 'signed-out' });
    expect(await elsewhere.ok('getSession')).toEqual({ state: 'signed-out' });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await toPerson(stack.bffUrl, { ...bob, cookie }).ok('getSession')).toMatchObject({
      state: 'signed-in',
    });
  });

  test('is asked for after the password, which alone opens nothing', async () => {
    const { bob, phone } = await enrol();
    const cookie = await givePassword(bob);
    expect(await callApi(stack.bffUrl, 'getSession', { headers: { cookie } })).toMatchObject({
      body: { state: 'signed-out' },
    });
    expect(await callApi(stack.bffUrl, 'listSessions', { headers: { cookie } })).toMatchObject({
      status: 401,
    });
    // The other console answers the second step.
    const answer = await giveCode(cookie, phone.code(), replica.bffUrl);
    expect(answer).toMatchObject({ ok: true, body: { state: 'signed-in', user: { id: bob.id } } });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^signpost=/),
      expect.stringMatching(/^signpost-challenge=; Path=\/; Max-Age=0;/),
    ]);
  });

  test.each([-periodMs, periodMs])('may be %i ms off', async (offMs) => {
    const { bob, phone } = await enrol();
    const answer = await giveCode(await givePassword(bob), phone.code(offMs));
    expect(answer).toMatchObject({ ok: true });
  });

  test.each([-2 * periodMs, 2 * periodMs])('may not be %i ms off', async (offMs) => {
    const { bob, phone } = await enrol();
    time += periodMs;
    expect(await giveCode(await givePassword(bob), phone.code(offMs))).toMatchObject(failed);
  });

  test('gives codes that work once, over all consoles, and none from before', async () => {
    const { bob, phone } = await enrol();
    const cookie = await givePassword(bob);
    const code = phone.code();
    const earlier = phone.code(-periodMs);
    const tries = await Promise.all([
      giveCode(cookie, code),
      giveCode(cookie, code, replica.bffUrl),
      giveCode(cookie, code),
    ]);
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await giveCode(cookie, code)).toMatchObject(failed);
    expect(await giveCode(cookie, earlier)).toMatchObject(failed);
  });

  test('can be replaced by a recovery code, each of which works once', async () => {
    const { bob, recoveryCodes } = await enrol();
    const [first = '', second = ''] = recoveryCodes;
    expect(await giveCode(await givePassword(bob), first)).toMatchObject({ ok: true });
    expect(await giveCode(await givePassword(bob), first)).toMatchObject(failed);
    const typed = ` ${second.replaceAll('-', ' ').toUpperCase()} `;
    expect(await giveCode(await givePassword(bob), typed)).toMatchObject({ ok: true });
  });

  test('is guessed ten times at most, wherever the tries go and however often the password is given', async () => {
    const { bob, phone } = await enrol();
    let cookie = '';
    for (const base of [stack, replica, stack, replica, stack].map(({ bffUrl }) => bffUrl)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as somebody guesses
      cookie = await givePassword(bob, base);
      // oxlint-disable-next-line no-await-in-loop -- see above
      expect(await giveCode(cookie, '000000', base)).toMatchObject(failed);
    }
    const locked = { status: 429, problem: { code: 'sign-in-locked' } };
    const { email, password } = bob;
    expect(await giveCode(cookie, phone.code())).toMatchObject(locked);
    expect(await callApi(replica.bffUrl, 'signIn', { body: { email, password } })).toMatchObject(locked);
  });

  test('waits five minutes for a code', async () => {
    const { bob, phone } = await enrol();
    const cookie = await givePassword(bob);
    time += 5 * 60_000;
    expect(await giveCode(cookie, phone.code())).toMatchObject({ problem: { code: 'sign-in-expired' } });
    const changed = `${cookie.slice(0, -3)}AAA`;
    expect(await giveCode(changed, phone.code())).toMatchObject({ problem: { code: 'sign-in-expired' } });
    expect(await expectProblem(stack.bffUrl, 'confirmSignIn', { body: { code: '0' } })).toMatchObject({
      code: 'sign-in-expired',
    });
  });

  test('is turned off with password and code', async () => {
    const { bob, phone } = await enrol();
    const { password } = bob;
    const end = (body: { password: string; code: string }) => bob.call('endSecondFactor', { body });
    expect(await end({ password: 'wrong', code: phone.code() })).toMatchObject({
      problem: { errors: [{ pointer: '#/password' }] },
    });
    expect(await end({ password, code: '000000' })).toMatchObject({
      problem: { errors: [{ pointer: '#/code', rule: 'code-wrong' }] },
    });
    expect(await end({ password, code: phone.code() })).toMatchObject({ ok: true });
    expect(await signInAs(stack.bffUrl, bob)).toBeDefined();
  });

  test('can be reset by an administrator, and on the machine of the console', async () => {
    const { bob } = await enrol();
    await ada.ok('editUser', { body: { user: bob.id, do: 'reset-second-factor' } });
    expect(await signInAs(stack.bffUrl, bob)).toBeDefined();
    const other = (await enrol()).bob;
    const password = await resetPasswordOf(stack.state.database, other.email);
    expect(await signInAs(stack.bffUrl, { ...other, password })).toBeDefined();
    expect(await other.call('editUser', { body: { user: ada.id, do: 'reset-second-factor' } })).toMatchObject(
      { status: expect.toBeOneOf([401, 403]) },
    );
  });

  test('is kept encrypted, and works for its own person alone', async () => {
    const { bob, phone, recoveryCodes } = await enrol();
    const eve = await enrol();
    const { pool } = stack.state.database;
    const { rows } = await pool.query('SELECT * FROM signpost.second_factors, signpost.recovery_codes');
    expect(JSON.stringify(rows)).not.toContain(recoveryCodes[0]?.replaceAll('-', ''));
    await pool.query(
      `UPDATE signpost.second_factors SET last_step = 0, secret =
        (SELECT secret FROM signpost.second_factors WHERE user_id = $1) WHERE user_id = $2`,
      [eve.bob.id, bob.id],
    );
    expect(await giveCode(await givePassword(bob), eve.phone.code())).toMatchObject(failed);
    expect(await giveCode(await givePassword(bob), phone.code())).toMatchObject(failed);
  });

  test('stands in the audit log, without a code', async () => {
    const { bob, phone, recoveryCodes } = await enrol();
    const cookie = await givePassword(bob);
    await giveCode(cookie, '000000');
    const code = phone.code();
    await giveCode(cookie, code);
    const { items } = await ada.ok('listAuditEvents', { query: { connection: 'default' } });
    expect(
      items
        .slice(0, 4)
        .map(({ action, outcome, actor, details }) => [action, outcome, actor.name, details?.['email']]),
    ).toEqual([
      ['session.sign-in', 'done', bob.name, undefined],
      ['session.sign-in', 'refused', 'nobody', bob.email],
      ['session.sign-in', 'started', 'nobody', bob.email],
      ['account.second-factor.add', 'done', bob.name, undefined],
    ]);
    const told = JSON.stringify(items) + stack.log.join('');
    for (const secret of [code, recoveryCodes[0] ?? '']) expect(told).not.toContain(`"${secret}"`);
  });
});
