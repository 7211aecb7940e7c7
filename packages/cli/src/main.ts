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

process.exitCode = await run(process.argv.slice(2), {
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  readInput: () => buffer(process.stdin),
  env: process.env,
  folder: process.cwd(),
  fetch,
  now: () => performance.now(),
  sleep: (ms) => sleep(ms),
});
