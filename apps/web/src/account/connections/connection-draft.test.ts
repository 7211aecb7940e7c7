import type { ConnectionSettings } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import {
  findRegion,
  isSecretKept,
  rebaseDraft,
  toConnectionBody,
  toConnectionDraft,
  type ConnectionDraft,
} from './connection-draft.ts';

const saved: ConnectionSettings = {
  name: 'prod',
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
  region: 'cn-hangzhou',
  addressing: 'auto',
  signature: 'v4',
  domains: [{ bucket: 'cdn', origin: 'https://cdn.example.com' }],
  buckets: [{ name: 'releases', startPrefixes: ['cli/', ' odd '] }],
  requesterPays: false,
  writable: true,
  production: true,
  credential: { kind: 'static', accessKeyId: 'LTAI1', secretSetAt: '2026-01-01T00:00:00Z' },
  source: 'console',
  version: 3,
};

const draft = (members: Partial<ConnectionDraft>): ConnectionDraft => ({
  ...toConnectionDraft(),
  ...members,
});

describe('the body of a request', () => {
  it('says the same settings as were read, and no secret', () => {
    const { source: _source, version: _version, credential: _credential, ...same } = saved;
    expect(toConnectionBody(toConnectionDraft(saved))).toEqual({
      ...same,
      credential: { kind: 'static', accessKeyId: 'LTAI1' },
    });
  });

  it.each([
    ['static', { accessKeyId: 'LTAI1', accessKeySecret: 's', securityToken: 't' }],
    [
      'assume-role',
      { accessKeyId: 'LTAI1', accessKeySecret: 's', roleArn: 'arn', externalId: 'e', sessionName: 'n' },
    ],
    ['ecs-role', { roleName: 'r' }],
    ['oidc-role', { roleArn: 'arn', providerArn: 'p' }],
  ] as const)('holds only what a credential of kind %s has', (kind, members) => {
    const typed = draft({
      kind,
      accessKeyId: ' LTAI1 ',
      accessKeySecret: 's',
      securityToken: 't',
      roleArn: 'arn',
      externalId: 'e',
      sessionName: 'n',
      providerArn: 'p',
      roleName: 'r',
    });
    expect(toConnectionBody(typed).credential).toEqual({ kind, ...members });
  });

  it.each([
    ['oss-cn-hangzhou.aliyuncs.com', 'https://oss-cn-hangzhou.aliyuncs.com'],
    [' https://oss.example.com/ ', 'https://oss.example.com'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['', ''],
  ])('takes the endpoint %j as %j', (endpoint, origin) => {
    expect(toConnectionBody(draft({ endpoint })).endpoint).toBe(origin);
  });

  it('keeps blanks of a prefix and leaves out empty lines', () => {
    const { buckets } = toConnectionBody(
      draft({ buckets: [{ id: 1, name: ' b ', startPrefixes: 'a/\n\n b \n' }] }),
    );
    expect(buckets).toEqual([{ name: 'b', startPrefixes: ['a/', ' b '] }]);
  });
});

it.each([
  ['oss-cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
  ['https://oss-ap-southeast-1-internal.aliyuncs.com', 'ap-southeast-1'],
  ['https://oss-accelerate.aliyuncs.com', undefined],
  ['https://oss.example.com', undefined],
  ['https://', undefined],
])('finds in the endpoint %j the region %j', (endpoint, region) => {
  expect(findRegion(endpoint)).toBe(region);
});

describe('the secret that is kept', () => {
  const kept = toConnectionDraft(saved);
  it('is used with the same key at the same endpoint', () => {
    expect(isSecretKept({ ...kept, region: 'cn-beijing', endpoint: `${kept.endpoint}/` }, saved)).toBe(true);
  });
  it.each([
    { accessKeyId: 'LTAI2' },
    { securityToken: 'STS' },
    { endpoint: 'https://evil.example' },
    { kind: 'assume-role' as const },
  ])('is not used with %j', (members) => {
    expect(isSecretKept({ ...kept, ...members }, saved)).toBe(false);
  });
  it('is none where the connection is new', () => {
    expect(isSecretKept(kept, undefined)).toBe(false);
  });
});

it('keeps what was typed and takes the rest from newer settings', () => {
  const from = toConnectionDraft(saved);
  const to = toConnectionDraft({ ...saved, region: 'cn-beijing', production: false, domains: [] });
  const typed = { ...from, accessKeySecret: 'typed', region: 'cn-shanghai' };
  expect(rebaseDraft(typed, { from, to })).toEqual({
    ...to,
    accessKeySecret: 'typed',
    region: 'cn-shanghai',
  });
});
