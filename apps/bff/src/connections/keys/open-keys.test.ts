import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createOssClient, listBuckets } from '@signpost/oss-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startKeyServices, type FakeKeyServices } from '../../testing/key-services.ts';
import { startOss, type RunningOss } from '../../testing/stack.ts';
import type { CredentialSpec } from '../../config/config.ts';
import { openKeys } from './open-keys.ts';
import type { RenewedKeys } from './renewed-keys.ts';
import { signRpc } from './sts.ts';

const key = { accessKeyId: 'LTAIassumer000001', accessKeySecret: 'assumer-secret-0123456789' };
const roleArn = 'acs:ram::1000000000000001:role/links';
const providerArn = 'acs:ram::1000000000000001:oidc-provider/cluster';
const lifeMs = 20_000;

let time = Date.parse('2026-11-30T08:00:00.000Z');
let oss: RunningOss;
let services: FakeKeyServices;
let folder: string;

beforeAll(async () => {
  oss = await startOss({ clock: () => new Date(time) });
  services = await startKeyServices({
    key,
    issue: () => oss.admin.issueToken({ seconds: lifeMs / 1000 }),
  });
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-token-'));
  await writeFile(path.join(folder, 'token'), 'identity-token\n');
});
beforeEach(() => {
  services.asked.length = 0;
  services.refusal = undefined;
});
afterAll(async () => {
  await services.stop();
  await oss.stop();
  await rm(folder, { recursive: true });
});

function open(credential: CredentialSpec, tokenFile = path.join(folder, 'token')): RenewedKeys {
  return openKeys(credential, {
    region: oss.region,
    services: { stsEndpoint: services.url, metadataEndpoint: services.url, tokenFile },
    now: () => new Date(time),
  });
}

async function useWith(keys: RenewedKeys): Promise<void> {
  const client = createOssClient({
    endpoint: oss.url,
    region: oss.region,
    credentials: () => keys.get(),
    clock: () => new Date(time),
  });
  try {
    await listBuckets(client, {});
  } finally {
    await client.close();
  }
}

const assumeRole = {
  kind: 'assume-role',
  ...key,
  roleArn,
  externalId: 'partner',
  sessionName: 'ops',
} as const;

describe.each<[string, CredentialSpec]>([
  ['a role that is assumed', assumeRole],
  ['the role of the machine', { kind: 'ecs-role' }],
  ['the role of the machine, by name', { kind: 'ecs-role', roleName: 'console-role' }],
  ['a role for an identity token', { kind: 'oidc-role', roleArn, providerArn }],
])('%s', (_, credential) => {
  test('signs calls with keys that are renewed before they end', async () => {
    const keys = open(credential);
    await Promise.all([useWith(keys), useWith(keys), useWith(keys)]);
    const once = services.asked.length;
    await useWith(keys);
    expect(services.asked).toHaveLength(once);
    expect(keys.endsAt()).toBe(time + lifeMs);
    // In the last third they are renewed while the old ones serve.
    time += lifeMs * 0.7;
    const old = await keys.get();
    await useWith(keys);
    await expect.poll(() => keys.endsAt()).toBe(time + lifeMs);
    expect(await keys.get()).not.toEqual(old);
    // After their end nobody uses them.
    time += lifeMs;
    await useWith(keys);
    expect(services.asked).toHaveLength(once * 3);
  });
});

test('the token service is told role, session and partner', async () => {
  await open(assumeRole).get();
  expect(services.asked).toMatchObject([
    { Action: 'AssumeRole', RoleArn: roleArn, RoleSessionName: 'ops', ExternalId: 'partner' },
  ]);
});

describe('without keys', () => {
  test('a refusal names its code and no secret, and is not asked for with each call', async () => {
    services.refusal = 'NoPermission';
    const keys = open(assumeRole);
    const failures = await Promise.allSettled([keys.get(), keys.get()]);
    for (const failure of failures)
      expect(failure).toMatchObject({
        reason: { code: 'oss-keys-unavailable', parts: { params: { code: 'NoPermission' } } },
      });
    await expect(keys.get()).rejects.toMatchObject({ code: 'oss-keys-unavailable' });
    expect(services.asked).toHaveLength(1);
    expect(JSON.stringify(failures)).not.toContain(key.accessKeySecret);
    time += 1001;
    services.refusal = undefined;
    await expect(keys.get()).resolves.toMatchObject({ securityToken: expect.any(String) });
  });

  test('keys that are still good serve while they cannot be renewed', async () => {
    const keys = open(assumeRole);
    await useWith(keys);
    services.refusal = 'ServiceUnavailable';
    time += lifeMs * 0.9;
    await useWith(keys);
    time += lifeMs;
    await expect(keys.get()).rejects.toMatchObject({ code: 'oss-keys-unavailable' });
  });

  test.each<[string, CredentialSpec]>([
    ['a wrong secret', { ...assumeRole, accessKeySecret: 'wrong' }],
    ['a role that the machine does not have', { kind: 'ecs-role', roleName: 'other' }],
  ])('%s is told', async (_, credential) => {
    await expect(open(credential).get()).rejects.toMatchObject({ code: 'oss-keys-unavailable' });
  });

  test('a token file that is not there is told without its path', async () => {
    const keys = open({ kind: 'oidc-role', roleArn, providerArn }, '/nowhere/token');
    await expect(keys.get()).rejects.toMatchObject({
      parts: { detail: expect.not.stringContaining('/nowhere') },
    });
  });

  test('a service that is not there is told', async () => {
    const keys = openKeys(assumeRole, {
      region: oss.region,
      services: { stsEndpoint: 'http://127.0.0.1:9/' },
      now: () => new Date(time),
    });
    await expect(keys.get()).rejects.toMatchObject({ code: 'oss-keys-unavailable' });
  });
});

test('the signature of an RPC request is the one of the vendor’s example', () => {
  const signed = signRpc(
    {
      Action: 'DescribeRegions',
      Format: 'XML',
      SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
      Timestamp: '2016-02-23T12:46:24Z',
      Version: '2014-05-26',
    },
    { accessKeyId: 'testid', accessKeySecret: 'testsecret', method: 'GET' },
  );
  expect(signed['Signature']).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
});
