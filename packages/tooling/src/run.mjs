// Every npm script enters here: `node packages/tooling/src/run.mjs <command> [arguments]`.
// Runs on whatever Node the machine has (20 or newer); the command itself runs on Node 24 or newer.
import { bootstrap } from './bootstrap/bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { SetupError } from './bootstrap/setup-error.mjs';

const [command, ...args] = process.argv.slice(2);
try {
  if (command === undefined || !/^[a-z][a-z-]*$/.test(command)) {
    throw new SetupError('Say which command to run, for example: node packages/tooling/src/run.mjs start');
  }
  // stdout belongs to the command: `npm run oss` promises one line of JSON there and nothing else.
  const node = await bootstrap({ say: (line) => process.stderr.write(`${line}\n`) });
  await handOver({ node, script: `commands/${command}.ts`, args });
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
