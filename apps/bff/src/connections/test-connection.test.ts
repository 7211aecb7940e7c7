import type { BodyOf, ConnectionBody, ConnectionTest } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startKeyServices, type FakeKeyServices } from '../testing/key-services.ts';
import { setUpAdministrator, type Person } from '../testing/people.ts';
import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';

const assumer = { accessKeyId: 'LTAIassumer000001', accessKeySecret: 'assumer-secret-0123456789' };

let oss: RunningOss;
let services: FakeKeyServices;
let stack: Stack;
let ada: Person;
const written: string[] = [];

beforeAll(async () => {
  oss = await startOss();
  services = await startKeyServices({ key: assumer, issue: () => oss.admin.issueToken({ seconds: 20 }) });
  stack = await startStack({
    oss,
    accounts: {},
    bff: { keyServices: { stsEndpoint: services.url, metadataEndpoint: services.url } },
  });
  ada = await setUpAdministrator(stack);
  stack.admin.putBucket({ name: 'plain' });
  stack.admin.putBucket({ name: 'versioned', versioning: 'Enabled' });
  stack.admin.putObject({ bucket: 'plain', key: 'a', body: 'x' });
});
beforeEach(() => {
  stack.faults.clear();
  written.length = 0;
  stack.faults.add({
    effect: {
      kind: 'hook',
      run: ({ operation }) => {
        if (/^(?:Put|Delete|Copy|Restore|Append)/.test(operation)) written.push(operation);
      },
    },
  });
});
afterAll(async () => {
  await stack.stop();
  await services.stop();
  await oss.stop();
});

function settings(more: Partial<ConnectionBody> = {}): ConnectionBody {
  const { accessKeyId, accessKeySecret } = stack.credential;
  return {
    name: 'tried',
    endpoint: stack.ossUrl,
    region: oss.region,
    addressing: 'auto',
    signature: 'v4',
    domains: [],
    requesterPays: false,
    writable: true,
    production: false,
    credential: { kind: 'static', accessKeyId, accessKeySecret },
    ...more,
  };
}

function tryWith(more: Partial<ConnectionBody> = {}, buckets?: string[]): Promise<ConnectionTest> {
  const body: BodyOf<'testConnection'> = { settings: settings(more) };
  return ada.ok('testConnection', { body: buckets === undefined ? body : { ...body, buckets } });
}

function outcomes({ checks }: Pick<ConnectionTest, 'checks'>): Record<string, string> {
  return Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]));
}

describe('a connection that works', () => {
  test('says so for each bucket, tells what changes the meaning of links, and writes nothing', async () => {
    const found = await tryWith();
    expect(found).toMatchObject({ works: true, missing: [] });
    expect(outcomes(found)).toEqual({ address: 'ok', credential: 'ok', 'oss:ListBuckets': 'ok' });
    const [plain, versioned] = found.buckets;
    expect(outcomes(plain ?? { checks: [] })).toMatchObject({
      'oss:ListObjects': 'ok',
      'oss:GetObject': 'ok',
      'oss:PutObject': 'not-tried',
    });
    expect([plain?.traits, versioned?.traits]).toEqual([[], ['versioned']]);
    expect(written).toEqual([]);
    expect((await ada.ok('listConnectionSettings', {})).items.map(({ name }) => name)).toEqual(['default']);
  });

  test('with keys that are fetched says when they end', async () => {
    const roleArn = 'acs:ram::1000000000000001:role/links';
    const found = await tryWith({ credential: { kind: 'assume-role', ...assumer, roleArn } });
    expect(found).toMatchObject({ works: true, keysEndAt: expect.any(String) });
    expect(await tryWith({ credential: { kind: 'ecs-role' } })).toMatchObject({ works: true });
  });

  test('with named buckets needs no right to list them', async () => {
    stack.faults.add({
      match: { operation: 'ListBuckets' },
      effect: { kind: 'error', code: 'AccessDenied', status: 403 },
    });
    const found = await tryWith({ buckets: [{ name: 'plain', startPrefixes: ['team/'] }] });
    expect(found).toMatchObject({ works: true, missing: [] });
    const policy = JSON.parse(found.policy) as { Statement: { Action: string[]; Resource: string[] }[] };
    expect(policy.Statement.flatMap(({ Action }) => Action)).not.toContain('oss:ListBuckets');
    expect(policy.Statement.at(-1)).toMatchObject({
      Action: expect.arrayContaining(['oss:GetObject', 'oss:PutObject']),
      Resource: ['acs:oss:*:*:plain/team/*'],
    });
  });

  test('that may only read asks for no right to write', async () => {
    const { policy } = await tryWith({ writable: false });
    expect(policy).not.toContain('oss:PutObject');
  });
});

describe('a connection that does not', () => {
  test('names the action that is refused', async () => {
    stack.faults.add({
      match: { operation: 'ListObjectsV2', bucket: 'plain' },
      effect: { kind: 'error', code: 'AccessDenied', status: 403 },
    });
    const found = await tryWith({}, ['plain']);
    expect(found).toMatchObject({ works: false, missing: ['oss:ListObjects'] });
    expect(outcomes(found.buckets[0] ?? { checks: [] })['oss:ListObjects']).toBe('denied');
  });

  test('says that OSS takes no V1 signatures any more', async () => {
    stack.faults.add({
      effect: { kind: 'error', code: 'AccessDenied', status: 403, ec: '0002-00000080' },
    });
    const found = await tryWith({ signature: 'v1' });
    expect(found.works).toBe(false);
    expect(found.checks.at(-1)).toMatchObject({ problem: 'oss-v1-refused', outcome: 'failed' });
  });

  test.each<[string, Partial<ConnectionBody>, string]>([
    [
      'a wrong secret',
      { credential: { kind: 'static', accessKeyId: 'LTAInobody0000001', accessKeySecret: 'none' } },
      'oss-credentials-rejected',
    ],
    ['nobody at the address', { endpoint: 'http://127.0.0.1:9' }, 'oss-unreachable'],
    [
      'a role that is not given',
      {
        credential: {
          kind: 'assume-role',
          ...assumer,
          accessKeySecret: 'wrong-secret-9876543210',
          roleArn: 'acs:ram::1000000000000001:role/links',
        },
      },
      'oss-keys-unavailable',
    ],
  ])('tells of %s', async (_, more, problem) => {
    const found = await tryWith(more);
    expect(found).toMatchObject({ works: false, buckets: [] });
    expect(found.checks.find(({ outcome }) => outcome === 'failed')).toMatchObject({ problem });
    expect(JSON.stringify(found)).not.toMatch(/secret-\d/);
  });
});
