import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startEmbeddedOss } from './start-embedded-oss.ts';

const program = path.resolve(import.meta.dirname, '../main.ts');

test('a start waits for the embedded OSS of a console that was killed while the demo was being written', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'signpost-killed-'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    SIGNPOST_DATA: folder,
    SIGNPOST_PORT: '0',
    SIGNPOST_OSS_PORT: '0',
  };
  const killed = spawn(process.execPath, [program], { stdio: 'ignore', env });
  const dataFolder = path.join(folder, 'oss');
  const credential = { accessKeyId: 'killedkeyid0001', accessKeySecret: 'killed-secret-0123456789' };
  // Refused while the first one holds the folder; that one can only end once it has written the demo.
  await expect.poll(() => existsSync(path.join(dataFolder, 'index.sqlite')), { timeout: 60_000 }).toBe(true);
  killed.kill('SIGKILL');
  const again = await startEmbeddedOss({
    port: 0,
    dataFolder,
    credential,
    environment: process.env,
    onComplaint: () => {},
  });
  expect(again.endpoint).toMatch(/^http:/);
  await again.stop();
  await rm(folder, { recursive: true, force: true });
}, 120_000);
