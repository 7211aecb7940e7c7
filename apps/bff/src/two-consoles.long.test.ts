import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toSetUpCode } from './config/master-key.ts';
import { callApi, expectOk } from './testing/api.ts';
import { setUpConsoles, untilReady, type ConsoleProcess } from './testing/console-process.ts';
import { startOss, type RunningOss } from './testing/stack.ts';

const masterKey = randomBytes(32);
const names = Array.from({ length: 300 }, (_none, i) => `f${i}`);
const place = { connection: 'default', bucket: 'moved' };

let oss: RunningOss;
let otherFolder: string;
beforeAll(async () => {
  oss = await startOss();
  otherFolder = await mkdtemp(path.join(tmpdir(), 'signpost-other-'));
  oss.admin.putBucket({ name: place.bucket });
  for (const name of names) {
    for (const version of ['1', '2'])
      oss.admin.putObject({ bucket: place.bucket, key: `${version}/${name}`, body: version });
    oss.admin.putSymlink({ bucket: place.bucket, key: `latest/${name}`, target: `1/${name}` });
  }
});
afterAll(async () => {
  await oss.stop();
  await rm(otherFolder, { recursive: true, force: true });
});

const consoles = setUpConsoles({ database: 'shared' });

function start(more: Record<string, string> = {}): ConsoleProcess {
  return consoles.start({
    OSS_ENDPOINT: oss.url,
    OSS_REGION: oss.region,
    OSS_ACCESS_KEY_ID: oss.credential.accessKeyId,
    OSS_ACCESS_KEY_SECRET: oss.credential.accessKeySecret,
    SIGNPOST_MASTER_KEY: masterKey.toString('hex'),
    ...more,
  });
}

test('two consoles serve one session, its rights and its plan, and go on when one is killed and started again', async () => {
  const first = start();
  const second = start({ SIGNPOST_DATA: otherFolder });
  const [a, b] = await Promise.all([untilReady(first), untilReady(second)]);
  const person = { name: 'Ada', email: 'ada@example.com', password: 'correct-horse-battery-9' };
  const made = await callApi(a.url, 'setUp', { body: { code: toSetUpCode(masterKey), ...person } });
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const headers = { cookie };
  // The session of one is known to the other, and so is a token that it makes.
  await expectOk(b.url, 'listConnections', { headers });
  const { secret, token } = await expectOk(b.url, 'addToken', {
    headers,
    body: {
      name: 'pipeline',
      days: 1,
      ofNobody: true,
      grants: [{ role: 'editor', connection: '*', bucket: '*', prefix: '' }],
    },
  });
  const byToken = { headers: { authorization: `Bearer ${secret}` } };
  await expectOk(a.url, 'listBuckets', { query: { connection: 'default' }, ...byToken });

  // A plan that one console begins, the other one finishes.
  const drafted = await expectOk(a.url, 'draftPlan', {
    body: { ...place, source: { kind: 'folder-move', prefix: 'latest/', to: '2/' } },
    headers,
  });
  const plan = async (): Promise<{ state: string; revision: string }> =>
    expectOk(b.url, 'getPlan', { query: { connection: 'default', plan: drafted.id }, headers });
  await expect.poll(async () => (await plan()).state, { timeout: 30_000 }).toBe('open');
  let written = 0;
  oss.faults.add({
    match: { operation: 'PutSymlink' },
    effect: {
      kind: 'hook',
      run: () => {
        written += 1;
        if (written === 40) first.child.kill('SIGKILL');
      },
    },
  });
  const { revision } = await plan();
  const body = { connection: 'default', plan: drafted.id, revision, confirm: names.length, accept: [] };
  await callApi(a.url, 'applyPlan', { body, headers }).catch(() => undefined);
  await expect.poll(async () => (await plan()).state, { timeout: 200_000, interval: 500 }).toBe('done');
  const { items } = await expectOk(b.url, 'listChanges', {
    query: { connection: 'default', limit: '1000' },
    headers,
  });
  const applied = items.filter(({ outcome }) => outcome === 'applied').map(({ key }) => key);
  expect(applied.toSorted()).toEqual(names.map((name) => `latest/${name}`).toSorted());

  // Rights that end at the one that was left are gone at the one that starts again.
  await expectOk(b.url, 'removeToken', { body: { id: token.id }, headers });
  const third = start();
  const again = await untilReady(third);
  await expectOk(again.url, 'listConnections', { headers });
  expect(await callApi(again.url, 'listConnections', byToken)).toMatchObject({ status: 401 });
  await expectOk(b.url, 'signOut', { body: {}, headers });
  expect(await callApi(again.url, 'listConnections', { headers })).toMatchObject({ status: 401 });
}, 400_000);
