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
    oss: { kind: 'embedded', port: 7071 },
  });
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
    ['an endpoint without https', { ...oss, OSS_ENDPOINT: 'http://oss-cn-hangzhou.aliyuncs.com' }, /https/],
    [
      'an endpoint with a path',
      { ...oss, OSS_ENDPOINT: 'https://oss-cn-hangzhou.aliyuncs.com/bucket' },
      /not an endpoint/,
    ],
    ['a bucket name that is none', { ...oss, OSS_BUCKETS: 'No_Bucket' }, /OSS_BUCKETS/],
    ['another address than loopback', { SIGNPOST_HOST: '0.0.0.0' }, /no accounts yet/],
    ['all addresses of IPv6', { SIGNPOST_HOST: '::' }, /no accounts yet/],
    ['a name that only looks like loopback', { SIGNPOST_HOST: '127.0.0.1.example.com' }, /no accounts yet/],
    ['a port that is none', { SIGNPOST_PORT: '70700' }, /SIGNPOST_PORT=70700/],
    ['a public URL with a path', { SIGNPOST_PUBLIC_URL: 'https://example.com/x' }, /SIGNPOST_PUBLIC_URL/],
  ])('%s', (_name, env, message) => {
    expect(() => read(env)).toThrow(SetupError);
    expect(() => read(env)).toThrow(message);
  });

  test('without ever repeating a secret', () => {
    for (const env of [
      { OSS_ACCESS_KEY_SECRET: 'secret-of-mine' },
      { ...oss, OSS_ENDPOINT: 'https://id:secret-of-mine@example.com' },
    ]) {
      expect(() => read(env)).toThrow(/^(?!.*secret-of-mine)/s);
    }
  });
});

test('loopback may be http, by name and by number', () => {
  for (const endpoint of ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']) {
    expect(read({ ...oss, OSS_ENDPOINT: endpoint }).oss).toMatchObject({ endpoint });
  }
  expect(read({ SIGNPOST_HOST: '::1' }).http.host).toBe('::1');
});
