import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { startOssServer } from '../index.ts';
import { FORMAT_VERSION } from './schema.ts';
import { openStore } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-oss-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const accounts = [{ uid: '1', accessKeyId: 'a', accessKeySecret: 's' }];

test('a folder in use is refused with a sentence, and free again once closed', () => {
  const store = openStore(folder);
  expect(() => openStore(folder)).toThrow(/in use by another process/);
  store.close();
  openStore(folder).close();
});

test('an index of a newer format is refused with a sentence', () => {
  openStore(folder).close();
  const database = new DatabaseSync(join(folder, 'index.sqlite'));
  database.exec(`PRAGMA user_version = ${FORMAT_VERSION + 1}`);
  database.close();
  expect(() => openStore(folder)).toThrow(/has format 2, this release reads up to 1/);
});

test('a damaged index and a foreign one are refused with a sentence', () => {
  writeFileSync(join(folder, 'index.sqlite'), 'this is no database, but long enough to look at'.repeat(50));
  expect(() => openStore(folder)).toThrow(/damaged or not an index/);
  rmSync(join(folder, 'index.sqlite'));
  const database = new DatabaseSync(join(folder, 'index.sqlite'));
  database.exec('CREATE TABLE other (id)');
  database.close();
  expect(() => openStore(folder)).toThrow(/belongs to another program/);
});

test('an index with a page overwritten is refused with a sentence', () => {
  const store = openStore(folder);
  store.writeNow((view) => {
    for (let index = 0; index < 500; index += 1) view.setFact(`fact ${index}`, 'x'.repeat(100));
  });
  store.close();
  const file = openSync(join(folder, 'index.sqlite'), 'r+');
  const size = statSync(join(folder, 'index.sqlite')).size;
  writeSync(file, Buffer.alloc(20_000, 0xff), 0, 20_000, size - 24_000);
  closeSync(file);
  expect(() => openStore(folder)).toThrow(/is damaged/);
});

test('what was written is there after a restart, large bodies as files', async () => {
  const first = await startOssServer({ accounts, dataDir: folder });
  first.admin.putBucket({ name: 'kept' });
  first.admin.putObject({ bucket: 'kept', key: 'k', body: 'v' });
  first.admin.putObject({ bucket: 'kept', key: 'sparse', size: 100_000 });
  first.admin.putSymlink({ bucket: 'kept', key: 'l', target: 'k' });
  await first.stop();
  const second = await startOssServer({ accounts, dataDir: folder });
  expect(second.admin.find({ bucket: 'kept', key: 'l' })).toMatchObject({ type: 'Symlink', target: 'k' });
  expect(second.admin.find({ bucket: 'kept', key: 'sparse' })).toMatchObject({ size: 100_000 });
  await second.stop();
});

test('a seed runs once, and again from the start when it was cut short', async () => {
  const failing = startOssServer({
    accounts,
    dataDir: folder,
    seed: (admin) => {
      admin.putBucket({ name: 'half' });
      throw new Error('cut short');
    },
  });
  await expect(failing).rejects.toThrow('cut short');
  let runs = 0;
  for (const expected of [1, 1]) {
    const server = await startOssServer({
      accounts,
      dataDir: folder,
      seed: (admin) => {
        runs += 1;
        admin.putBucket({ name: 'whole' });
        admin.putObject({ bucket: 'whole', key: 'k' });
      },
    });
    expect(runs).toBe(expected);
    expect(() => server.admin.putObject({ bucket: 'half', key: 'x' })).toThrow(/no bucket half/);
    await server.stop();
  }
});

test('a temporary store leaves nothing behind', () => {
  const store = openStore(undefined);
  const incoming = store.incomingFolder;
  expect(existsSync(incoming)).toBe(true);
  store.close();
  expect(existsSync(dirname(incoming))).toBe(false);
});
