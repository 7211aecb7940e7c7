// The BFF, started anew whenever its sources change, behind Vite's development server.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { withoutSecrets } from '../bootstrap/without-secrets.mjs';
import { repositoryRoot } from '../lib/repository.ts';
import { startService, stopService } from '../lib/service.ts';
import { toolCommand } from '../lib/tool.ts';

const address = 'http://127.0.0.1:5173';
/** An editor writes a file in several steps, and a branch switch writes many. */
const settleMs = 200;

const startBff = () =>
  startService({ file: 'apps/bff/src/main.ts', env: { ...process.env, SIGNPOST_PUBLIC_URL: address } });

let bff = startBff();
// Vite ends when its standard input does, so it cannot outlive this process.
const vite = spawn(
  process.execPath,
  [toolCommand('vite', 'vite', 'apps/web')[1], '--host', '127.0.0.1', '--port', '5173', '--strictPort'],
  {
    cwd: path.join(repositoryRoot, 'apps/web'),
    env: withoutSecrets(process.env),
    stdio: ['pipe', 'inherit', 'inherit'],
  },
);

let timer: NodeJS.Timeout | undefined;
let restarting = Promise.resolve();
const restart = async (): Promise<void> => {
  console.log('The back end changed: starting it again.');
  await stopService(bff);
  bff = startBff();
};
const folders = [
  'apps/bff/src',
  ...['api-contract', 'link-model', 'oss-client', 'oss-protocol', 'oss-server'].map(
    (name) => `packages/${name}/src`,
  ),
];
for (const folder of folders) {
  watch(path.join(repositoryRoot, folder), { recursive: true }, (_event, name) => {
    if (name === null || !name.endsWith('.ts') || name.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(restart);
    }, settleMs);
  });
}

const stop = (): void => {
  clearTimeout(timer);
  vite.kill('SIGTERM');
  restarting
    .then(() => stopService(bff))
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
process.once('disconnect', stop);
vite.once('exit', stop);
