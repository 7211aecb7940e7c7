import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupError } from '../config/setup-error.ts';
import { openDataFolder } from './data-folder.ts';
import { readOrMakeEmbeddedKeys, writeEmbeddedKeys } from './embedded-keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'signpost-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a new folder says its format, and is taken until it is given back', () => {
  const opened = openDataFolder(path.join(folder, 'new'));
  expect(JSON.parse(readFileSync(path.join(opened.path, 'format.json'), 'utf8'))).toEqual({ format: 1 });
  expect(() => openDataFolder(opened.path)).toThrow(/Another Signpost is running on/);
  opened.release();
  openDataFolder(opened.path).release();
});

test.each(['{"format":2}', '{}', 'not json'])('a folder with format %s is refused, and left free', (text) => {
  writeFileSync(path.join(folder, 'format.json'), text);
  expect(() => openDataFolder(folder)).toThrow(SetupError);
  writeFileSync(path.join(folder, 'format.json'), '{"format":1}');
  openDataFolder(folder).release();
});

test('keys of the embedded OSS are made once and readable by their owner only', () => {
  const opened = openDataFolder(folder);
  const credential = readOrMakeEmbeddedKeys(opened.keys);
  const file = writeEmbeddedKeys(opened.keys, {
    credential,
    endpoint: 'http://127.0.0.1:1',
    region: 'cn-hangzhou',
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(opened.keys).mode & 0o777).toBe(0o700);
  expect(readOrMakeEmbeddedKeys(opened.keys)).toEqual(credential);
  expect(credential.accessKeySecret.length).toBeGreaterThanOrEqual(32);
  opened.release();
});
