import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './run.ts';
import type { Output } from './terminal.ts';

function toOutput(stream: NodeJS.WriteStream): Output {
  // Whoever read it has gone: nothing is left to be told.
  stream.on('error', () => undefined);
  return {
    write: (text) => {
      stream.write(text);
    },
    // Undefined for a file or a pipe, whatever its type says.
    isTerminal: stream.isTTY,
  };
}

let isInterrupted = false;
/** npm sends SIGTERM to what it started, beside the SIGINT of a terminal. A second one of either ends the command. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        isInterrupted = true;
        resolve();
      });
  });

process.exitCode = await run(process.argv.slice(2), {
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  readInput: () => buffer(process.stdin),
  env: process.env,
  folder: process.cwd(),
  fetch,
  now: () => performance.now(),
  sleep: (ms) => sleep(ms),
  interrupted,
});
// A call may still be under way: nobody waits for its answer.
if (isInterrupted) process.exit();
