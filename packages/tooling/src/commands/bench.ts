// Benchmarks against peers: `npm run bench -- [names] [--quick]`.
import { passThrough, stopChildrenWithUs } from '../lib/process.ts';
import { buildWeb } from '../lib/web-build.ts';

stopChildrenWithUs();
const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('-'));
const needsConsole =
  names.length === 0 ||
  names.some((name) => ['first-load', 'browser-million', 'plan-review', 'start'].includes(name));
try {
  if (needsConsole && process.env['SIGNPOST_WEB_DIST'] === undefined) {
    await buildWeb({ say: (line) => console.log(line) });
  }
  process.exitCode = await passThrough([process.execPath, 'packages/bench/src/main.ts', ...args]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
