import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk, readForWrite } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';

const start = Date.parse('2026-11-22T10:00:00Z');
const clock = (): Date => new Date(start);
const connection = 'default';
let oss: RunningOss;
let stack: Stack;
beforeAll(async () => {
  oss = await startOss({ demo: true, clock });
  stack = await startStack({ oss, demo: true, clock, bff: { demoHistory: true } });
}, 60_000);
afterAll(async () => {
  await stack.stop();
  await oss.stop();
});

const list = async (from: Stack, query: { requestId?: string } = {}) =>
  (await expectOk(from.bffUrl, 'listChanges', { query: { connection, limit: '500', ...query } })).items;

test('the change log tells who moved which folder of links, each link with the way back', async () => {
  const acts = new Map<string, number>();
  for (const { actor, reason, outcome, undo } of await list(stack)) {
    const act = `${actor}: ${reason}`;
    acts.set(act, (acts.get(act) ?? 0) + 1);
    expect([outcome, undo.possible]).toEqual(['applied', true]);
  }
  expect(Object.fromEntries(acts)).toEqual({
    'ci-bot: publish 2.15.0-rc.1': 9,
    'ops2: cut over to green': 2,
    'ops1: release 2.14.0': 11,
    'ops1: TICKET-4502: 2.13.2 is stable': 9,
    'ops1: TICKET-1217: the last installer for Windows 7': 1,
  });
});

test('even the link that leads nowhere can be taken back, with the headers it was given', async () => {
  const missing = (await list(stack)).find(({ key }) => key === 'cli/beta/cli-windows-arm64.zip');
  expect(missing).toMatchObject({
    before: { kind: 'link', link: { target: 'cli/2.14.0/cli-2.14.0-windows-arm64.zip' } },
    intended: { headers: { contentType: 'application/zip' } },
    undo: { possible: true },
  });
});

test('each change is found by the id of its request, which holds the second of the write', async () => {
  for (const { id, at, ossRequestId = '' } of await list(stack)) {
    expect(ossRequestId).toMatch(/^[0-9A-F]{24}$/);
    expect(Number.parseInt(ossRequestId.slice(0, 8), 16) * 1000).toBe(Date.parse(at));
    expect((await list(stack, { requestId: ossRequestId.toLowerCase() })).map((one) => one.id)).toEqual([id]);
  }
  expect(await list(stack, { requestId: 'F'.repeat(24) })).toEqual([]);
});

test('a link tells what was at the target that it lost last night, once its bucket is scanned', async () => {
  await scanBucket(stack.bffUrl, 'acme-releases');
  const query = { connection, bucket: 'acme-releases', target: 'cli/1.2.0/setup.exe' };
  const { items } = await expectOk(stack.bffUrl, 'listLinks', { query });
  expect(items).toMatchObject([
    {
      key: 'cli/old-installer.exe',
      health: 'missing',
      lastSeen: { size: 50_541_363, storageClass: 'Standard', seenAt: '2026-11-22T02:30:00.000Z' },
    },
  ]);
});

test('a change log that holds a change is left as it is', async () => {
  const place = { connection, bucket: 'acme-releases', key: 'install.sh' };
  const other = await startStack({ oss, demo: true, clock });
  const { token } = await readForWrite(other.bffUrl, place);
  await expectOk(other.bffUrl, 'repointLink', {
    body: { ...place, target: 'cli/2.13.2/install.sh', headers: { contentEncoding: '' } },
    ifMatch: token,
  });
  await other.stopBff();
  const again = await startStack({
    oss,
    demo: true,
    clock,
    state: other.state,
    bff: { demoHistory: true },
  });
  expect((await list(again)).length).toBe(1);
  await again.stop();
  await other.stop();
});

test('a link that is not as the demo made it has no made-up past', async () => {
  const bucket = 'acme-releases';
  oss.admin.putSymlink({ bucket, key: 'cli/stable/VERSION', target: 'cli/2.14.0/VERSION' });
  const other = await startStack({ oss, demo: true, clock, bff: { demoHistory: true } });
  expect((await list(other)).map(({ key }) => key)).not.toContain('cli/stable/VERSION');
  await other.stop();
});
