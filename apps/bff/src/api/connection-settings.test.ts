import type { ConnectionBody } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, setUpAdministrator, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { callApi, expectOk } from '../testing/api.ts';

let stack: Stack;
let other: Stack;
let ada: Person;
let calls = 0;

beforeAll(async () => {
  stack = await startStack({ accounts: {}, bff: { refreshConnectionsMs: 50 } });
  other = await startStack({
    accounts: {},
    oss: stack.oss,
    state: stack.state,
    bff: { refreshConnectionsMs: 50 },
  });
  ada = await setUpAdministrator(stack);
  stack.faults.add({ effect: { kind: 'hook', run: () => void (calls += 1) } });
  stack.admin.putBucket({ name: 'links' });
  stack.admin.putObject({ bucket: 'links', key: 'v1/app', body: 'one' });
  stack.admin.putObject({ bucket: 'links', key: 'v2/app', body: 'two' });
  stack.admin.putSymlink({ bucket: 'links', key: 'latest', target: 'v1/app' });
});
afterAll(async () => {
  await other.stop();
  await stack.stop();
});

function settings(name: string, more: Partial<ConnectionBody> = {}): ConnectionBody {
  const { accessKeyId, accessKeySecret } = stack.credential;
  return {
    name,
    endpoint: stack.ossUrl,
    region: stack.oss.region,
    addressing: 'auto',
    signature: 'v4',
    domains: [],
    requesterPays: false,
    writable: false,
    production: false,
    credential: { kind: 'static', accessKeyId, accessKeySecret },
    ...more,
  };
}

function withoutSecret(body: ConnectionBody): ConnectionBody {
  const { accessKeyId } = stack.credential;
  return { ...body, credential: { kind: 'static', accessKeyId } };
}

let target = 'v1/app';

/** Moves the link to the other object. */
async function repoint(person: Person, connection: string): Promise<Awaited<ReturnType<Person['call']>>> {
  const scope = { connection, bucket: 'links', key: 'latest' };
  const next = target === 'v1/app' ? 'v2/app' : 'v1/app';
  const { now } = await person.ok('preflight', { body: { action: 'repoint', ...scope, target: next } });
  const answer = await person.call('repointLink', { body: { ...scope, target: next }, ifMatch: now.token });
  if (answer.ok) target = next;
  return answer;
}

describe('a connection that is added', () => {
  test('shows its buckets at once, on every console, and nothing is written over it until that is allowed', async () => {
    const added = await ada.ok('addConnection', { body: settings('shop', { production: true }) });
    expect(added).toMatchObject({ name: 'shop', source: 'console', version: 1, writable: false });
    const buckets = await ada.ok('listBuckets', { query: { connection: 'shop' } });
    expect(buckets.items.map(({ name }) => name)).toContain('links');
    await expect
      .poll(async () => expectOk(other.bffUrl, 'listConnections', { headers: { cookie: ada.cookie } }))
      .toMatchObject({ items: [{ name: 'default' }, { name: 'shop', readOnly: true, production: true }] });

    expect(await repoint(ada, 'shop')).toMatchObject({
      status: 409,
      problem: { code: 'connection-read-only' },
    });
    expect((await ada.ok('listChanges', { query: { connection: 'shop' } })).items).toEqual([]);

    await ada.ok('editConnection', {
      body: { version: 1, settings: withoutSecret(settings('shop', { writable: true })) },
    });
    expect(await repoint(ada, 'shop')).toMatchObject({ status: 200 });
  });

  test('never gives its secret away', async () => {
    await ada.ok('addConnection', { body: settings('secretive') });
    const listed = JSON.stringify(await ada.ok('listConnectionSettings', {}));
    expect(listed).toContain('secretive');
    expect(listed).toContain(stack.credential.accessKeyId);
    const { rows } = await stack.state.database.pool.query(
      'SELECT row_to_json(c)::text AS row FROM signpost.connection_settings c UNION ALL SELECT row_to_json(a)::text FROM signpost.audit_events a',
    );
    const everything = [listed, JSON.stringify(rows), ...stack.log].join('\n');
    expect(everything).not.toContain(stack.credential.accessKeySecret);
  });

  test('is recorded with who did it and no secret', async () => {
    await ada.ok('addConnection', { body: settings('recorded') });
    const { items } = await ada.ok('listAuditEvents', {
      query: { connection: 'default', action: 'connection.add' },
    });
    expect(items[0]).toMatchObject({
      actor: { name: 'Ada' },
      details: { name: 'recorded', keys: `static ${stack.credential.accessKeyId}`, writable: false },
    });
  });
});

describe('settings that cannot be used', () => {
  test.each<[string, Partial<ConnectionBody>, string, string]>([
    ['an address of the private network', { endpoint: 'https://10.0.0.1' }, '#/endpoint', 'address-refused'],
    ['the metadata server', { endpoint: 'https://100.100.100.200' }, '#/endpoint', 'address-refused'],
    ['another loopback address', { endpoint: 'http://127.0.0.2:80' }, '#/endpoint', 'address-refused'],
    ['loopback in IPv6', { endpoint: 'http://[::1]:80' }, '#/endpoint', 'address-refused'],
    ['no https', { endpoint: 'http://oss-cn-hangzhou.aliyuncs.com' }, '#/endpoint', 'https-needed'],
    ['a path', { endpoint: 'https://example.com/oss' }, '#/endpoint', 'wrong-form'],
    ['a person in the address', { endpoint: 'https://a:b@example.com' }, '#/endpoint', 'wrong-form'],
    ['another scheme', { endpoint: 'file:///etc/passwd' }, '#/endpoint', 'wrong-form'],
    [
      'the address of a bucket',
      { endpoint: 'https://links.oss-cn-hangzhou.aliyuncs.com' },
      '#/endpoint',
      'bucket-address',
    ],
    [
      'another region',
      { endpoint: 'https://oss-cn-beijing.aliyuncs.com', region: 'cn-hangzhou' },
      '#/endpoint',
      'other-region',
    ],
    ['a region that is none', { region: 'Hangzhou!' }, '#/region', 'wrong-form'],
    [
      'a domain in the private network',
      { domains: [{ bucket: 'links', origin: 'https://192.168.0.1' }] },
      '#/domains/0/origin',
      'address-refused',
    ],
    [
      'a bucket that is none',
      { buckets: [{ name: 'A_B', startPrefixes: [] }] },
      '#/buckets/0/name',
      'bucket-name',
    ],
    [
      'a start prefix that is no key',
      { buckets: [{ name: 'links', startPrefixes: ['/x'] }] },
      '#/buckets/0/startPrefixes/0',
      'leading-slash',
    ],
    [
      'no secret',
      { credential: { kind: 'static', accessKeyId: 'id' } },
      '#/credential/accessKeySecret',
      'missing',
    ],
  ])('%s', async (_, more, pointer, rule) => {
    calls = 0;
    const answer = await ada.call('addConnection', { body: settings('unusable', more) });
    expect(answer).toMatchObject({ status: 400, problem: { errors: [{ pointer, rule }] } });
    expect(calls).toBe(0);
  });

  test('a name that leads into the private network is found when it is used', async () => {
    const { port } = new URL(stack.ossUrl);
    const strict = await startStack({
      accounts: {},
      oss: stack.oss,
      state: stack.state,
      bff: { allowedAddresses: [] },
    });
    try {
      const answer = await callApi(strict.bffUrl, 'addConnection', {
        headers: { cookie: ada.cookie },
        body: settings('local', { endpoint: `http://localhost:${port}` }),
      });
      expect(answer).toMatchObject({ problem: { errors: [{ rule: 'address-refused' }] } });
    } finally {
      await strict.stop();
    }
  });
});

describe('a connection that is changed', () => {
  test('keeps its secret for the same key and place alone', async () => {
    await ada.ok('addConnection', { body: settings('keeping') });
    const kept = withoutSecret(settings('keeping', { production: true }));
    expect(await ada.call('editConnection', { body: { version: 1, settings: kept } })).toMatchObject({
      status: 200,
    });
    await ada.ok('listBuckets', { query: { connection: 'keeping' } });
    const elsewhere = { ...kept, endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', region: 'cn-hangzhou' };
    const otherKey = { ...kept, credential: { kind: 'static' as const, accessKeyId: 'another' } };
    // Signed calls on objects go to the domain of their bucket.
    const domains = [{ bucket: 'links', origin: 'https://files.example.com' }];
    for (const body of [elsewhere, otherKey, { ...kept, domains }])
      expect(await ada.call('editConnection', { body: { version: 2, settings: body } })).toMatchObject({
        status: 400,
        problem: { errors: [{ pointer: '#/settings/credential/accessKeySecret', rule: 'secret-needed' }] },
      });
  });

  test('to another place has the records of that place, and its secret still', async () => {
    await ada.ok('addConnection', { body: settings('moving', { writable: true }) });
    await repoint(ada, 'moving');
    const elsewhere = settings('moving', { endpoint: stack.ossUrl.replace('127.0.0.1', 'localhost') });
    await ada.ok('editConnection', { body: { version: 1, settings: elsewhere } });
    await ada.ok('listBuckets', { query: { connection: 'moving' } });
    expect((await ada.ok('listChanges', { query: { connection: 'moving' } })).items).toEqual([]);
    await ada.ok('editConnection', { body: { version: 2, settings: settings('moving') } });
    expect((await ada.ok('listChanges', { query: { connection: 'moving' } })).items).toHaveLength(1);
  });

  test('by two at once is changed by one', async () => {
    await ada.ok('addConnection', { body: settings('contested') });
    const edit = (production: boolean): ReturnType<Person['call']> =>
      ada.call('editConnection', {
        body: { version: 1, settings: withoutSecret(settings('contested', { production })) },
      });
    const answers = await Promise.all([edit(true), edit(false)]);
    expect(answers.map(({ status }) => status)).toContain(412);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('to read-only is so at once, and soon on every console', async () => {
    await ada.ok('addConnection', { body: settings('closing', { writable: true }) });
    expect(await repoint(ada, 'closing')).toMatchObject({ status: 200 });
    await ada.ok('editConnection', { body: { version: 1, settings: withoutSecret(settings('closing')) } });
    expect(await repoint(ada, 'closing')).toMatchObject({ problem: { code: 'connection-read-only' } });
    await expect
      .poll(
        async () =>
          (await expectOk(other.bffUrl, 'listConnections', { headers: { cookie: ada.cookie } })).items,
      )
      .toContainEqual(expect.objectContaining({ name: 'closing', readOnly: true }));
  });

  test('that is configured elsewhere is not changed here', async () => {
    const edited = await ada.call('editConnection', { body: { version: 0, settings: settings('default') } });
    expect(edited).toMatchObject({ status: 409, problem: { code: 'connection-fixed' } });
    const removed = await ada.call('removeConnection', { body: { name: 'default', version: 0 } });
    expect(removed).toMatchObject({ status: 409, problem: { code: 'connection-fixed' } });
    const taken = await ada.call('addConnection', { body: settings('default') });
    expect(taken).toMatchObject({ status: 409, problem: { code: 'connection-taken' } });
  });
});

describe('a connection that is removed', () => {
  test('is gone with the grants on it, and has its records when it is added again', async () => {
    await ada.ok('addConnection', { body: settings('passing', { writable: true }) });
    await repoint(ada, 'passing');
    const grants = [{ role: 'viewer' as const, connection: 'passing', bucket: '*', prefix: '' }];
    const bob = await addPerson(stack, ada, { name: 'Bob', grants });
    await bob.ok('listBuckets', { query: { connection: 'passing' } });
    await ada.ok('removeConnection', { body: { name: 'passing', version: 1 } });
    expect(await ada.call('listBuckets', { query: { connection: 'passing' } })).toMatchObject({
      problem: { code: 'connection-unknown' },
    });
    await ada.ok('addConnection', { body: settings('passing') });
    expect((await ada.ok('listChanges', { query: { connection: 'passing' } })).items).toHaveLength(1);
    expect(await bob.call('listBuckets', { query: { connection: 'passing' } })).toMatchObject({
      status: 403,
    });
  });
});

describe('who may not', () => {
  test('somebody with every right on one connection changes no settings', async () => {
    const grants = [{ role: 'administrator' as const, connection: 'default', bucket: '*', prefix: '' }];
    const eve = await addPerson(stack, ada, { name: 'Eve', grants });
    expect(await eve.call('listConnectionSettings', {})).toMatchObject({ status: 403 });
    expect(await eve.call('addConnection', { body: settings('hers') })).toMatchObject({ status: 403 });
    expect(await eve.call('testConnection', { body: { settings: settings('hers') } })).toMatchObject({
      status: 403,
    });
  });

  test('a console that nobody set up has no connections of its own, and asks for that first', async () => {
    const open = await startStack({ accounts: { from: 'set-up' } });
    try {
      expect(await callApi(open.bffUrl, 'getSession', {})).toMatchObject({
        body: { state: 'open', canSetUp: true },
      });
      expect(await expectOk(open.bffUrl, 'listConnections')).toMatchObject({ open: true });
      expect(await callApi(open.bffUrl, 'listConnectionSettings', {})).toMatchObject({
        body: { canAdd: false, reason: 'set-up-first' },
      });
      expect(await callApi(open.bffUrl, 'addConnection', { body: settings('early') })).toMatchObject({
        problem: { code: 'set-up-first' },
      });
      const first = await setUpAdministrator(open, 'Grace');
      await first.ok('addConnection', { body: { ...settings('now'), endpoint: open.ossUrl } });
      expect(await first.ok('listConnections')).not.toHaveProperty('open');
      // From now on nobody comes in without signing in.
      expect(await callApi(open.bffUrl, 'listConnections', {})).toMatchObject({ status: 401 });
    } finally {
      await open.stop();
    }
  });
});
