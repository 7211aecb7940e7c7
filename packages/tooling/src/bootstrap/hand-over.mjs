import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onParentGone } from './parent-watch.mjs';

/**
 * Runs a TypeScript file on the chosen Node: in this process when it is the one, else in a child that ends with us.
 * @param {{ node: string, script: string, args: string[] }} options
 */
export async function handOver({ node, script, args }) {
  const file = fileURLToPath(new URL(`../${script}`, import.meta.url));
  if (node === process.execPath) {
    process.argv = [process.argv[0] ?? node, file, ...args];
    onParentGone(() => process.kill(process.pid, 'SIGTERM'));
    await import(pathToFileURL(file).href);
    return;
  }
  // The channel tells the child when this process is gone, however it went.
  const child = spawn(node, [file, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  onParentGone(() => child.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
  // The parent watch and the signal handlers would keep an empty process alive.
  process.exit();
}
