import { describe, expect, test } from 'vitest';
import type { Environment } from './environment.ts';
import { readSettings } from './read-settings.ts';
import { SetupError } from './setup-error.ts';

const read = (env: Environment): ReturnType<typeof readSettings> => readSettings(env, '/repo');
const oss = { OSS_REGION: 'cn-hangzhou', OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 'secret-of-mine' };

test('an empty environment is the embedded OSS on the usual ports', () => {
  expect(read({})).toEqual({
    http: { host: '127.0.0.1', port: 7070, webDist: '/repo/apps/web/dist' },
    dataFolder: '/repo/.signpost',
    database: { kind: 'embedded' },
    oss: { kind: 'embedded', port: 7071 },
    signIn: 'until-set-up',
    ciIssuers: [],
    ossCallsPerSecond: 100,
    maxIndexedKeys: 5_000_000,
  });
});

test.each(['0', '-1', '1.5', 'many', '100000'])('a rate of %s calls per second is refused', (value) => {
  expect(() => read({ SIGNPOST_OSS_CALLS_PER_SECOND: value })).toThrow(SetupError);
});

test('an index holds as many keys of a bucket as is said', () => {
  expect(read({ SIGNPOST_INDEX_MAX_KEYS: '2500000' }).maxIndexedKeys).toBe(2_500_000);
  for (const value of ['999', '20000001', '1e6', 'all'])
    expect(() => read({ SIGNPOST_INDEX_MAX_KEYS: value })).toThrow(SetupError);
});

test('changes are kept for as many days as are named, else for ever', () => {
  expect(read({ SIGNPOST_KEEP_CHANGES_DAYS: '400' }).keepChangesDays).toBe(400);
  expect(() => read({ SIGNPOST_KEEP_CHANGES_DAYS: '0' })).toThrow(SetupError);
  expect(read({ SIGNPOST_KEEP_AUDIT_DAYS: '400' }).keepAuditDays).toBe(400);
  expect(() => read({ SIGNPOST_KEEP_AUDIT_DAYS: 'x' })).toThrow('to keep all events');
});

test('events are taken with a secret that can be sent and not be guessed, which no message names', () => {
  const secret = 'f'.repeat(32);
  expect(read({ SIGNPOST_EVENTS_SECRET: secret }).eventsSecret).toBe(secret);
  expect(read({ SIGNPOST_EVENTS_SECRET: ' ' }).eventsSecret).toBeUndefined();
  for (const wrong of ['short', `${secret} ${secret}`, `${secret}中`, 'x'.repeat(257)]) {
    expect(() => read({ SIGNPOST_EVENTS_SECRET: wrong })).toThrow(SetupError);
    expect(() => read({ SIGNPOST_EVENTS_SECRET: wrong })).not.toThrow(wrong);
  }
});

test('a configured OSS takes its public endpoint from the region', () => {
  expect(read(oss).oss).toEqual({
    kind: 'configured',
    region: 'cn-hangzhou',
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    credential: { accessKeyId: 'id', accessKeySecret: 'secret-of-mine' },
  });
});

test('a session token, an endpoint and buckets with start prefixes are taken over', () => {
  const settings = read({
    ...oss,
    OSS_ENDPOINT: 'oss-cn-hangzhou-internal.aliyuncs.com',
    OSS_SESSION_TOKEN: 'token',
    OSS_BUCKETS: 'one, two:a/b/ ,two:c/,',
  });
  expect(settings.oss).toMatchObject({
    endpoint: 'https://oss-cn-hangzhou-internal.aliyuncs.com',
    credential: { securityToken: 'token' },
    buckets: [
      { name: 'one', startPrefixes: [] },
      { name: 'two', startPrefixes: ['a/b/', 'c/'] },
    ],
  });
});

describe('what cannot work is refused with one sentence', () => {
  test.each<[string, Environment, RegExp]>([
    ['half an OSS', { OSS_REGION: 'cn-hangzhou' }, /OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET are not/],
    ['a secret without its id', { ...oss, OSS_ACCESS_KEY_ID: '' }, /OSS_ACCESS_KEY_ID is not/],
    ['buckets alone', { OSS_BUCKETS: 'one' }, /OSS_REGION/],
    ['a region that is none', { ...oss, OSS_REGION: 'Hangzhou!' }, /OSS_REGION=Hangzhou!/],
    [
      'the name of an endpoint for a region',
      { ...oss, OSS_REGION: 'oss-cn-hangzhou' },
      /write OSS_REGION=cn-hangzhou\.$/,
    ],
    [
      'an internal endpoint for a region',
      { ...oss, OSS_REGION: 'cn-beijing-internal' },
      /write OSS_REGION=cn-beijing and OSS_ENDPOINT=https:\/\/oss-cn-beijing-internal\.aliyuncs\.com\.$/,
    ],
    [
      'the host of an endpoint for a region',
      { ...oss, OSS_REGION: 'oss-cn-hangzhou.aliyuncs.com' },
      /write OSS_REGION=cn-hangzhou\.$/,
    ],
    [
      'the address of an endpoint for a region',
      { ...oss, OSS_REGION: 'https://cn-hangzhou.oss.aliyuncs.com/' },
      /write OSS_REGION=cn-hangzhou\.$/,
    ],
    ['a region in capitals', { ...oss, OSS_REGION: 'CN-Hangzhou' }, /write OSS_REGION=cn-hangzhou\.$/],
    ['no region at all', { ...oss, OSS_REGION: 'oss-accelerate' }, /give its id/],
    [
      'the host of a bucket for an endpoint',
      { ...oss, OSS_ENDPOINT: 'my-bucket.oss-cn-hangzhou.aliyuncs.com' },
      /the bucket my-bucket: write OSS_ENDPOINT=https:\/\/oss-cn-hangzhou\.aliyuncs\.com\..*OSS_BUCKETS=my-bucket/,
    ],
    [
      'the endpoint of another region',
      { ...oss, OSS_ENDPOINT: 'https://oss-cn-beijing-internal.aliyuncs.com' },
      /in cn-beijing, but OSS_REGION=cn-hangzhou: write OSS_REGION=cn-beijing, or the endpoint of cn-hangzhou/,
    ],
    ['a line break in a key id', { ...oss, OSS_ACCESS_KEY_ID: 'id\nid' }, /OSS_ACCESS_KEY_ID holds/],
    [
      'a blank in a secret',
      { ...oss, OSS_ACCESS_KEY_SECRET: 'secret of-mine' },
      /OSS_ACCESS_KEY_SECRET holds/,
    ],
    ['a line break in a token', { ...oss, OSS_SESSION_TOKEN: 'to\r\nken' }, /OSS_SESSION_TOKEN holds/],
    [
      'a sign that is no ASCII in a key id',
      { ...oss, OSS_ACCESS_KEY_ID: 'id\u200b' },
      /OSS_ACCESS_KEY_ID holds/,
    ],
    ['an endpoint with a password', { ...oss, OSS_ENDPOINT: 'https://:pw@example.com' }, /not an endpoint/],
    ['an endpoint without https', { ...oss, OSS_ENDPOINT: 'http://oss-cn-hangzhou.aliyuncs.com' }, /https/],
    [
      'an endpoint with a path',
      { ...oss, OSS_ENDPOINT: 'https://oss-cn-hangzhou.aliyuncs.com/bucket' },
      /not an endpoint/,
    ],
    ['a bucket name that is none', { ...oss, OSS_BUCKETS: 'No_Bucket' }, /OSS_BUCKETS/],
    ['another address than loopback', { SIGNPOST_HOST: '0.0.0.0' }, /without https/],
    ['all addresses of IPv6', { SIGNPOST_HOST: '::' }, /without https/],
    ['a name that only looks like loopback', { SIGNPOST_HOST: '127.0.0.1.example.com' }, /without https/],
    ['another such name', { SIGNPOST_HOST: '127.evil.com' }, /without https/],
    ['http to such a name', { ...oss, OSS_ENDPOINT: 'http://127.evil.com' }, /https/],
    ['a port that is none', { SIGNPOST_PORT: '70700' }, /SIGNPOST_PORT=70700/],
    ['a public URL with a path', { SIGNPOST_PUBLIC_URL: 'https://example.com/x' }, /SIGNPOST_BASE_PATH/],
    ['a base path with a query', { SIGNPOST_BASE_PATH: '/signpost/?a' }, /SIGNPOST_BASE_PATH=/],
    ['a base path with an empty segment', { SIGNPOST_BASE_PATH: '//signpost' }, /is not a path/],
    ['a base path that goes up', { SIGNPOST_BASE_PATH: '/a/../b/' }, /is not a path/],
    ['a base path with a space', { SIGNPOST_BASE_PATH: '/sign post/' }, /is not a path/],
    ['a base path that is an address', { SIGNPOST_BASE_PATH: 'https://a.example/x/' }, /is not a path/],
    ['a base path of its own', { SIGNPOST_BASE_PATH: '/api/signpost/' }, /answers below \/api\//],
  ])('%s', (_name, env, message) => {
    expect(() => read(env)).toThrow(SetupError);
    expect(() => read(env)).toThrow(message);
  });

  test('without ever repeating a secret', () => {
    for (const env of [
      { OSS_ACCESS_KEY_SECRET: 'secret-of-mine' },
      { ...oss, OSS_ACCESS_KEY_SECRET: 'secret-of-mine\nand-more' },
      { ...oss, OSS_SESSION_TOKEN: 'secret-of-mine and more' },
      { ...oss, OSS_ENDPOINT: 'https://:secret-of-mine@example.com' },
      { ...oss, OSS_ENDPOINT: 'https://id:secret-of-mine@example.com' },
    ]) {
      expect(() => read(env)).toThrow(/^(?!.*secret-of-mine)/s);
    }
  });
});

test.each([
  'https://oss-cn-hangzhou.aliyuncs.com',
  'https://oss-cn-hangzhou-internal.aliyuncs.com',
  'https://cn-hangzhou.oss.aliyuncs.com',
  'https://oss-accelerate.aliyuncs.com',
  'https://oss.cloud.example.com',
  'https://10.0.0.1',
])('an endpoint of %s is taken as it is', (endpoint) => {
  expect(read({ ...oss, OSS_ENDPOINT: endpoint }).oss).toMatchObject({ endpoint, region: 'cn-hangzhou' });
});

test('regions of the finance cloud have endpoints of other names', () => {
  const endpoint = 'https://oss-cn-hzfinance.aliyuncs.com';
  const finance = { ...oss, OSS_REGION: 'cn-hangzhou-finance', OSS_ENDPOINT: endpoint };
  expect(read(finance).oss).toMatchObject({ endpoint, region: 'cn-hangzhou-finance' });
});

test('blanks and line breaks around a value are left out', () => {
  const settings = read({ ...oss, OSS_ACCESS_KEY_ID: ' id\n', OSS_SESSION_TOKEN: '\ttoken\r\n' });
  expect(settings.oss).toMatchObject({ credential: { accessKeyId: 'id', securityToken: 'token' } });
});

test('a base path is the same with and without its outer slashes, and the root is none', () => {
  for (const value of ['tools/signpost', '/tools/signpost', 'tools/signpost/', '/tools/signpost/'])
    expect(read({ SIGNPOST_BASE_PATH: value }).http.basePath).toBe('/tools/signpost/');
  for (const value of ['', ' ', '/'])
    expect(read({ SIGNPOST_BASE_PATH: value }).http).not.toHaveProperty('basePath');
});

test('loopback may be http, by name and by number', () => {
  for (const endpoint of ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']) {
    expect(read({ ...oss, OSS_ENDPOINT: endpoint }).oss).toMatchObject({ endpoint });
  }
  expect(read({ SIGNPOST_HOST: '::1' }).http.host).toBe('::1');
});

describe('accounts', () => {
  const proxied = { SIGNPOST_PUBLIC_URL: 'https://signpost.example.com' };
  test.each<[string, Environment, 'open' | 'until-set-up' | 'accounts']>([
    ['the embedded OSS on loopback', {}, 'until-set-up'],
    ['the embedded OSS, with accounts asked for', { SIGNPOST_SIGN_IN: 'accounts' }, 'accounts'],
    ['a real OSS', oss, 'accounts'],
    ['a file of connections', { SIGNPOST_CONNECTIONS_FILE: 'connections.yaml' }, 'accounts'],
    ['another name of this machine', { SIGNPOST_PUBLIC_URL: 'http://localhost:5173' }, 'until-set-up'],
    ['a name that others reach', proxied, 'accounts'],
    [
      'an OSS of this machine, opened on purpose',
      { ...oss, OSS_ENDPOINT: 'http://127.0.0.1:1', SIGNPOST_SIGN_IN: 'open' },
      'open',
    ],
    ['http that was allowed', { SIGNPOST_HOST: '0.0.0.0', SIGNPOST_ALLOW_HTTP: 'yes' }, 'accounts'],
    [
      'a trusted proxy',
      { SIGNPOST_HOST: '0.0.0.0', ...proxied, SIGNPOST_TRUSTED_PROXIES: '10.0.0.5, fd00::/8' },
      'accounts',
    ],
  ])('%s: %j', (_case, env, expected) => {
    expect(read(env).signIn).toBe(expected);
  });

  test.each<[string, Environment, RegExp]>([
    [
      'open with a file of connections',
      { SIGNPOST_CONNECTIONS_FILE: 'connections.yaml', SIGNPOST_SIGN_IN: 'open' },
      /cloud keys/,
    ],
    ['open to a real OSS', { ...oss, SIGNPOST_SIGN_IN: 'open' }, /cloud keys/],
    ['open under a name that others reach', { ...proxied, SIGNPOST_SIGN_IN: 'open' }, /cloud keys/],
    ['a mode that is none', { SIGNPOST_SIGN_IN: 'none' }, /accounts or open/],
    [
      'a proxy without https',
      {
        SIGNPOST_HOST: '0.0.0.0',
        SIGNPOST_PUBLIC_URL: 'http://a.example.com',
        SIGNPOST_TRUSTED_PROXIES: '10.0.0.5',
      },
      /without https/,
    ],
    ['half a certificate', { SIGNPOST_TLS_CERT_FILE: '/nowhere' }, /belong together/],
    [
      'a certificate that is not there',
      { SIGNPOST_TLS_CERT_FILE: '/nowhere', SIGNPOST_TLS_KEY_FILE: '/nowhere' },
      /ENOENT/,
    ],
    ['a proxy that is no address', { SIGNPOST_TRUSTED_PROXIES: 'proxy.example.com' }, /no list of addresses/],
    [
      'every address as a proxy by mistake',
      { SIGNPOST_TRUSTED_PROXIES: '10.0.0.0/33' },
      /no list of addresses/,
    ],
  ])('%s is refused', (_case, env, message) => {
    expect(() => read(env)).toThrow(message);
    expect(() => read(env)).toThrow(SetupError);
  });
});
