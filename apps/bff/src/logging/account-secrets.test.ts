import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '../testing/api.ts';
import { addPerson, setUpAdministrator, signInAs, type Person } from '../testing/people.ts';
import { stackMasterKey, startStack, type Stack } from '../testing/stack.ts';

const wrongPassword = 'planted-wrong-password-7';
const newPassword = 'planted-new-password-8';
let stack: Stack;
let ada: Person;
/** What each secret is, by what it is called. */
const secrets = new Map<string, string>();
const answers: string[] = [];

/** The signed value of a session cookie: what a browser proves itself with. */
const toProof = (cookie: string): string => /=([^;]+\.[^;]+)/.exec(cookie)?.[1] ?? '';

beforeAll(async () => {
  stack = await startStack({ accounts: {}, bff: { logLevel: 'trace' } });
  const note = async <T>(answer: Promise<T>): Promise<T> => {
    const given = await answer;
    answers.push(JSON.stringify(given));
    return given;
  };
  ada = await setUpAdministrator(stack);
  const bob = await addPerson(stack, ada, { name: 'Bob', grants: [] });
  secrets.set('the code of the set-up', stack.setUpCode);
  secrets.set('the master key', stackMasterKey.toString('base64'));
  secrets.set('the master key in hexadecimal', stackMasterKey.toString('hex'));
  secrets.set('a password', ada.password);
  secrets.set('a first password', bob.password);
  secrets.set('a wrong password', wrongPassword);
  secrets.set('a password that is changed to', newPassword);
  secrets.set('a session', toProof(ada.cookie));
  secrets.set('another session', toProof(bob.cookie));
  secrets.set('the key of OSS', stack.credential.accessKeySecret);

  const token = await ada.ok('addToken', {
    body: {
      name: 'pipeline',
      days: 1,
      grants: [{ role: 'viewer', connection: '*', bucket: '*', prefix: '' }],
    },
  });
  secrets.set('a token', token.secret);
  const bearer = { authorization: `Bearer ${token.secret}` };
  await note(callApi(stack.bffUrl, 'listBuckets', { query: { connection: 'default' }, headers: bearer }));
  await note(callApi(stack.bffUrl, 'listUsers', { headers: bearer }));
  await note(callApi(stack.bffUrl, 'signIn', { body: { email: ada.email, password: wrongPassword } }));
  await note(
    callApi(stack.bffUrl, 'setUp', {
      body: { code: stack.setUpCode, name: 'Eve', email: 'eve@example.com', password: wrongPassword },
    }),
  );
  await note(bob.call('changePassword', { body: { password: wrongPassword, newPassword } }));
  await note(bob.call('changePassword', { body: { password: bob.password, newPassword } }));
  await signInAs(stack.bffUrl, { ...bob, password: newPassword });
  for (const name of ['getSession', 'listSessions', 'listTokens', 'listUsers', 'listGrants'] as const)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await note(ada.call(name));
  await note(ada.call('listAuditEvents', { query: { connection: 'default' } }));
  await note(ada.call('listConnections', { headers: { ...bearer, cookie: ada.cookie } }));
});
afterAll(() => stack.stop());

function whereFound(texts: readonly string[]): string[] {
  return [...secrets].flatMap(([name, secret]) =>
    texts.some((text) => text.includes(secret) || text.includes(encodeURIComponent(secret))) ? [name] : [],
  );
}

test('secrets are long enough to be searched for', () => {
  for (const [name, secret] of secrets) expect(secret.length, name).toBeGreaterThan(15);
  // The search finds what is there.
  expect(whereFound([`x ${secrets.get('a token')} y`])).toEqual(['a token']);
});

test('stand in no answer but the one that shows them to their owner', () => {
  expect(answers.length).toBeGreaterThan(10);
  expect(whereFound(answers)).toEqual([]);
});

test('stand in no line of the log, whatever is logged', () => {
  expect(stack.log.length).toBeGreaterThan(10);
  expect(whereFound(stack.log)).toEqual([]);
});

test('stand in no row of the database', async () => {
  const { pool } = stack.state.database;
  const { rows: tables } = await pool.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['users', 'sessions', 'api_tokens']));
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    // oxlint-disable-next-line no-await-in-loop -- one table after the other
    const { rows } = await pool.query<{ text: string }>(
      `SELECT t::text AS text FROM "${schema}"."${name}" t`,
    );
    texts.push(...rows.map(({ text }) => text));
  }
  expect(texts.some((text) => text.includes('bob@example.com'))).toBe(true);
  expect(whereFound(texts)).toEqual([]);
});
