import { allChecks } from '../checks/all-checks.ts';
import { runChecks } from '../checks/run-checks.ts';
import { stopChildrenWithUs } from '../lib/process.ts';
import { runPlaywright, runVitest } from '../lib/runners.ts';
import { add, closingLine, nothingRan, type Tally } from '../lib/tally.ts';
import { buildWeb } from '../lib/web-build.ts';

stopChildrenWithUs();

const say = (line: string): void => console.log(line);

async function build(): Promise<Tally> {
  await buildWeb({ say });
  return { ...nothingRan, passed: 1 };
}

/** In order; a part that fails does not keep the next from running. */
const parts: readonly [name: string, run: () => Promise<Tally>][] = [
  ['Checks', () => runChecks(allChecks, { say })],
  ['Unit and integration tests', () => runVitest({ long: false })],
  ['Build', build],
  ['Tests in the browser', () => runPlaywright()],
];

let total = nothingRan;
const summary: string[] = [];
for (const [name, run] of parts) {
  say(`\n── ${name} ──`);
  const began = performance.now();
  const tally = await run().catch((error: unknown): Tally => {
    say(error instanceof Error ? error.message : String(error));
    return { ...nothingRan, failed: 1, failures: [`${name}: ${String(error)}`] };
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  summary.push(`${name}: ${closingLine(tally)} (${seconds} s)`);
  total = add(total, tally);
}
say(`\n${summary.join('\n')}\n`);
for (const line of total.failures) say(`failed: ${line}`);
say(closingLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
