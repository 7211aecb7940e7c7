import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installIfNeeded } from './install.mjs';

const secretNames = [
  'OSS_REGION',
  'OSS_ACCESS_KEY_ID',
  'OSS_ACCESS_KEY_SECRET',
  'OSS_SESSION_TOKEN',
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'SIGNPOST_SECRET',
  'GITHUB_TOKEN',
  'NPM_TOKEN',
  'DB_PASSWORD',
];

let root: string;
let said: string[];
const install = () => installIfNeeded({ root, say: (line: string) => said.push(line) });
const calls = (): string[] => {
  const log = path.join(root, 'calls');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
};

/** An `npx` that writes down how it was called; `script` is what it does besides. */
function fakeNpx(script: string): void {
  const file = path.join(root, 'bin/npx');
  writeFileSync(file, `#!/bin/sh\necho "$@" >> "${root}/calls"\n${script}\n`);
  chmodSync(file, 0o755);
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'signpost-install-'));
  said = [];
  for (const folder of ['bin', 'apps', 'packages/sample'])
    mkdirSync(path.join(root, folder), { recursive: true });
  const pinned = { devEngines: { packageManager: { name: 'pnpm', version: '12.0.1' } } };
  writeFileSync(path.join(root, 'package.json'), JSON.stringify(pinned));
  writeFileSync(
    path.join(root, 'packages/sample/package.json'),
    JSON.stringify({ dependencies: { zod: '4.0.0' } }),
  );
  writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 9\n');
  writeFileSync(path.join(root, 'pnpm-workspace.yaml'), 'packages: []\n');
  vi.stubEnv('PATH', `${path.join(root, 'bin')}${path.delimiter}/usr/bin${path.delimiter}/bin`);
  fakeNpx(`mkdir -p "${root}/node_modules/.pnpm/zod@4.0.0" "${root}/packages/sample/node_modules"`);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the first start installs with the pinned pnpm and a frozen lockfile, and says size and seconds', async () => {
  await install();
  expect(calls()).toEqual(['--yes pnpm@12.0.1 install --frozen-lockfile']);
  expect(said[1]).toMatch(/^Installed 1 packages, .* MB, in [\d.]+ s\.$/);
});

test('the package manager sees no key and no token', async () => {
  for (const name of secretNames) vi.stubEnv(name, 'planted-secret');
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.example');
  fakeNpx(`env > "${root}/environment"; mkdir -p "${root}/node_modules/.pnpm"`);
  await install();
  const environment = readFileSync(path.join(root, 'environment'), 'utf8');
  expect(environment).not.toContain('planted-secret');
  expect(environment).toContain('HTTPS_PROXY=http://proxy.example');
});

test('a second start calls nothing, so it needs no network', async () => {
  await install();
  await install();
  expect(calls()).toHaveLength(1);
});

test.each([
  [
    'the lockfile has changed',
    () => writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 10\n'),
  ],
  [
    'a dependency was added',
    () => writeFileSync(path.join(root, 'packages/sample/package.json'), '{"dependencies":{"a":"1"}}'),
  ],
  [
    'node_modules of a package is gone',
    () => rmSync(path.join(root, 'packages/sample/node_modules'), { recursive: true }),
  ],
  ['node_modules is gone', () => rmSync(path.join(root, 'node_modules'), { recursive: true })],
])('it installs again when %s', async (_what, change) => {
  await install();
  change();
  await install();
  expect(calls()).toHaveLength(2);
});

test('a change that is no dependency installs nothing', async () => {
  await install();
  const manifest = { dependencies: { zod: '4.0.0' }, description: 'changed' };
  writeFileSync(path.join(root, 'packages/sample/package.json'), JSON.stringify(manifest));
  await install();
  expect(calls()).toHaveLength(1);
});

test.each([
  ['no network', 'getaddrinfo ENOTFOUND registry', 'the npm registry cannot be reached'],
  ['an outdated lockfile', 'ERR_PNPM_OUTDATED_LOCKFILE', 'pnpm-lock.yaml does not match'],
  ['a full disk', 'ENOSPC: no space left', 'the disk is full'],
])('%s ends with a sentence', async (_what, output, sentence) => {
  fakeNpx(`echo '${output}' >&2; exit 1`);
  await expect(install()).rejects.toThrow(`Installing failed: ${sentence}`);
});

test('a failed install is tried again, whatever the one before has left', async () => {
  await install();
  writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 10\n');
  fakeNpx('exit 1');
  await expect(install()).rejects.toThrow('Installing failed');
  writeFileSync(path.join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 9\n');
  await expect(install()).rejects.toThrow('Installing failed');
  expect(calls()).toHaveLength(3);
});
