import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { ended, spawnServer, startProcess, stopStarted } from './killed-server.ts';
import { send } from './signed-request.ts';

// Starting processes takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-process-'));
});
afterEach(async () => {
  await stopStarted();
  rmSync(folder, { recursive: true, force: true });
});

test('the process serves until it is told to stop, and then leaves the folder free', async () => {
  const { child, port } = await startProcess(folder);
  expect((await send(port, { method: 'PUT', bucket: 'served' })).status).toBe(200);
  child.kill('SIGTERM');
  await ended(child);
  expect(child.exitCode).toBe(0);
  const again = await startProcess(folder);
  expect((await send(again.port, { query: '' })).text).toContain('<Name>served</Name>');
  again.child.kill('SIGINT');
  await ended(again.child);
});

test('the process ends when the one it was told to watch has ended', async () => {
  const watched = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const { child } = await startProcess(folder, ['--parent-pid', String(watched.pid)]);
  watched.stdin.end();
  await ended(watched);
  await ended(child);
  expect(child.exitCode).toBe(0);
});

test('a second process on the folder is refused with a sentence', async () => {
  const { child } = await startProcess(folder);
  const second = spawnServer(folder);
  let said = '';
  second.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await ended(second);
  expect(second.exitCode).toBe(1);
  expect(said).toMatch(/is in use by another process/);
  child.kill();
  await ended(child);
});
