import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupError } from '../config/setup-error.ts';
import { openDataFolder } from './data-folder.ts';
import { explainFileError } from './explain-file-error.ts';
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

test('the lock is its owner’s only, and is known to be gone', () => {
  writeFileSync(path.join(folder, 'lock.sqlite'), '', { mode: 0o644 });
  const opened = openDataFolder(folder);
  const lock = path.join(folder, 'lock.sqlite');
  expect(statSync(lock).mode & 0o777).toBe(0o600);
  expect(opened.isLocked()).toBe(true);
  rmSync(lock);
  expect(opened.isLocked()).toBe(false);
  const second = openDataFolder(folder);
  expect([opened.isLocked(), second.isLocked()]).toEqual([false, true]);
  opened.release();
  second.release();
});

const makeFolder = (name: string) => mkdirSync(path.join(folder, name));
const makeFile = (name: string) => writeFileSync(path.join(folder, name), 'not what belongs here');

test.each([
  [
    'a folder for the lock',
    () => makeFolder('lock.sqlite'),
    'lock.sqlite cannot be used, since it is a folder',
  ],
  [
    'a text for the lock',
    () => makeFile('lock.sqlite'),
    'lock.sqlite cannot be locked (file is not a database)',
  ],
  ['a file for the keys', () => makeFile('keys'), 'keys cannot be used, since a file lies where'],
  ['a file for the embedded OSS', () => makeFile('oss'), 'oss cannot be used, since a file lies where'],
])('%s is one sentence that names the path', (_what, make, sentence) => {
  make();
  expect(messageOf(() => openDataFolder(folder))).toContain(`${folder}/${sentence}`);
});

test('a data folder below a file, and one that is a file, are one sentence', () => {
  makeFile('file');
  for (const name of ['file', 'file/below'])
    expect(messageOf(() => openDataFolder(path.join(folder, name)))).toContain('a file lies where');
});

test.each(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE'])(
  '%s, which no test can bring about as root, is one sentence that names the path',
  (code) => {
    const error = Object.assign(new Error(code), { code, path: `${folder}/journal.jsonl`, syscall: 'open' });
    const { message = '' } = explainFileError(error, folder) ?? {};
    expect(message).toMatch(
      /^\S+journal\.jsonl cannot be used, since .+, or name another folder in SIGNPOST_DATA\.$/,
    );
  },
);

test('an error that is none of the file system is not explained', () => {
  expect(explainFileError(new TypeError('x is undefined'), folder)).toBeUndefined();
});

/** What the person reads whose start fails. */
function messageOf(start: () => void): string {
  try {
    start();
  } catch (error) {
    const setup = error instanceof SetupError ? error : explainFileError(error, folder);
    return setup?.message ?? String(error);
  }
  return 'started';
}

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
