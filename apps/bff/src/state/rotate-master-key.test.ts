import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { URI } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMasterKey, stageMasterKey } from '../config/master-key.ts';
import type { ConnectionStore, StoredSettings } from '../connections/connection-store.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { openAccounts, openConnectionStore, toKeyMark } from './open-accounts.ts';
import { rotateMasterKey } from './rotate-master-key.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'signpost-rotate-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const settings: StoredSettings = {
  name: 'shop',
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
  region: 'cn-hangzhou',
  addressing: 'auto',
  signature: 'v4',
  domains: [],
  requesterPays: false,
  writable: false,
  production: false,
  credential: { kind: 'static', accessKeyId: 'LTAI' },
};
const secrets = { accessKeySecret: 'the-secret-of-the-shop' };

function storeWith(masterKey: Buffer): ConnectionStore {
  return openConnectionStore(database.db, { masterKey, newId: randomUUID });
}

async function openKey(): Promise<Buffer> {
  return openMasterKey({}, { folder, mark: toKeyMark(database.db) });
}

describe('a new master key', () => {
  test('reads every secret, and the old one none any more', async () => {
    const from = await openKey();
    await storeWith(from).add({ settings, secrets, by: 'Ada' });
    const { key, finish } = stageMasterKey({}, { folder });
    expect(await rotateMasterKey(database.db, { from, to: key })).toEqual({ secrets: 1 });
    finish();
    expect(await openKey()).toEqual(key);
    expect(statSync(path.join(folder, 'master.key')).mode & 0o777).toBe(0o600);
    expect((await storeWith(key).list())[0]?.secrets).toEqual(secrets);
    expect((await storeWith(from).list())[0]?.secrets).toBeUndefined();
    const { rows } = await database.pool.query('SELECT secrets FROM signpost.connection_settings');
    expect(JSON.stringify(rows)).not.toContain(secrets.accessKeySecret);
  });

  test('reads the secrets of authenticator apps', async () => {
    const from = await openKey();
    const accountsOf = (masterKey: Buffer) =>
      openAccounts(database, { masterKey, isSecure: false, newId: randomUUID });
    const { signIn, secondFactors } = accountsOf(from);
    const ada = { name: 'Ada', email: 'ada@example.com' };
    const { id } = await signIn.addUser({ ...ada, password: 'correct-horse-battery-9' });
    const app = URI.parse((await secondFactors.begin({ ...ada, id })).uri);
    expect(await rotateMasterKey(database.db, { from, to: from })).toEqual({ secrets: 1 });
    const to = randomBytes(32);
    await rotateMasterKey(database.db, { from, to });
    expect(await secondFactors.confirm(id, app.generate())).toBeUndefined();
    expect(await accountsOf(to).secondFactors.confirm(id, app.generate())).toHaveLength(10);
  });

  test('is found by the next start when the command was killed before it put the file in place', async () => {
    const from = await openKey();
    const { key } = stageMasterKey({}, { folder });
    await rotateMasterKey(database.db, { from, to: key });
    expect(await openKey()).toEqual(key);
    expect(existsSync(path.join(folder, 'master.key.next'))).toBe(false);
  });

  test('that the database has not taken over is not used', async () => {
    const from = await openKey();
    stageMasterKey({}, { folder });
    expect(await openKey()).toEqual(from);
    expect(readFileSync(path.join(folder, 'master.key'), 'utf8').trim()).toBe(from.toString('hex'));
  });

  test('changes nothing with a wrong old key, or where a secret cannot be read', async () => {
    const from = await openKey();
    await storeWith(from).add({ settings, secrets, by: 'Ada' });
    const to = randomBytes(32);
    await expect(rotateMasterKey(database.db, { from: randomBytes(32), to })).rejects.toThrow(/not the one/);
    await storeWith(randomBytes(32)).add({ settings: { ...settings, name: 'odd' }, secrets, by: 'Ada' });
    await expect(rotateMasterKey(database.db, { from, to })).rejects.toThrow(/connection odd/);
    expect((await storeWith(from).list()).find((one) => one.settings.name === 'shop')?.secrets).toEqual(
      secrets,
    );
    expect(await openKey()).toEqual(from);
  });

  test('of the environment has to be given', () => {
    const env = { SIGNPOST_MASTER_KEY: 'ab'.repeat(32) };
    expect(() => stageMasterKey(env, { folder })).toThrow(/SIGNPOST_NEW_MASTER_KEY/);
    const { key } = stageMasterKey({ ...env, SIGNPOST_NEW_MASTER_KEY: 'cd'.repeat(32) }, { folder });
    expect(key.toString('hex')).toBe('cd'.repeat(32));
    expect(existsSync(path.join(folder, 'master.key.next'))).toBe(false);
  });
});
