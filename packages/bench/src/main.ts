import { fork } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks/all.ts';
import { coresUsedByOthers } from './measure/other-programs.ts';
import { makeRunFolder } from './processes/run-folder.ts';
import { describeMachine } from './report/machine.ts';
import { meetsAim, type Outcome } from './report/outcome.ts';
import { formatOutcome } from './report/table.ts';

const usage = `Usage: npm run bench -- [names] [--quick] [--profile]
  names      ${Object.keys(benchmarks).join(', ')}; all of them when none is given
  --quick    short rounds and few keys: shows that everything works, not how fast
  --profile  CPU profiles of every process into .cache/bench-profiles/
`;
const packageFolder = path.resolve(import.meta.dirname, '..');
const longestMs = 20 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
if (values.help || unknown.length > 0) {
  process.stderr.write(unknown.length > 0 ? `No such benchmark: ${unknown.join(', ')}.\n${usage}` : usage);
  process.exit(unknown.length > 0 ? 1 : 0);
}
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);

const folder = makeRunFolder(path.resolve(packageFolder, '../../.cache'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const began = performance.now();
const outcomes = new Map<string, Outcome | Error>();
/** Cores in use just before each benchmark. */
const others: number[] = [];
for (const name of names) {
  console.log(`\n## ${benchmarks[name]!.title}\n`);
  others.push(await coresUsedByOthers(values.quick ? 200 : 1000));
  const outcome = await run(name).catch((error: unknown) => error as Error);
  outcomes.set(name, outcome);
  console.log(outcome instanceof Error ? `Failed: ${outcome.message}` : formatOutcome(outcome));
}
const minutes = (performance.now() - began) / 60_000;
const closing = toClosingLine(minutes);
console.log(`\n${closing}`);
// A part of the benchmarks, or a hasty look, says nothing worth keeping.
if (positionals.length === 0 && !values.quick) writeResults();
if ([...outcomes.values()].some((outcome) => outcome instanceof Error)) process.exitCode = 1;

function run(name: string): Promise<Outcome> {
  const profiles = path.resolve(packageFolder, '../../.cache/bench-profiles', name);
  if (values.profile) mkdirSync(profiles, { recursive: true });
  const webDist = path.resolve(packageFolder, '../..', process.env['SIGNPOST_WEB_DIST'] ?? 'apps/web/dist');
  const context = { quick: values.quick, folder, webDist };
  const child = fork(
    path.resolve(import.meta.dirname, 'processes/run-benchmark.ts'),
    [name, JSON.stringify(context)],
    {
      execArgv: ['--expose-gc', ...(values.profile ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [])],
      timeout: longestMs,
      killSignal: 'SIGTERM',
    },
  );
  return new Promise((resolve, reject) => {
    let outcome: Outcome | undefined;
    child.once('message', (message) => {
      outcome = message as Outcome;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (outcome !== undefined) resolve(outcome);
      else reject(new Error(`${name} ended with code ${String(code)} before it had a result.`));
    });
  });
}

function toClosingLine(minutes: number): string {
  const all = [...outcomes.values()];
  const rows = all.flatMap((outcome) => (outcome instanceof Error ? [] : outcome.rows));
  const aimed = rows.filter(({ aim }) => aim !== undefined);
  const met = aimed.filter(meetsAim).length;
  const failed = all.filter((outcome) => outcome instanceof Error).length;
  return (
    `${String(met)} of ${String(aimed.length)} aims met in ${minutes.toFixed(1)} min` +
    `${failed > 0 ? `, ${String(failed)} failed` : ''}; ${describeOthers()}`
  );
}

/** How much to believe it. */
function describeOthers(): string {
  const most = Math.max(...others);
  const used = `other programs used at most ${most.toFixed(1)} cores just before a benchmark`;
  return most > 0.5 ? `${used}: too much for figures to rely on` : used;
}

function writeResults(): void {
  const parts = [...outcomes].map(([name, outcome]) => {
    const text = outcome instanceof Error ? `Failed: ${outcome.message}` : formatOutcome(outcome);
    return `## ${benchmarks[name]!.title}\n\n\`npm run bench -- ${name}\`\n\n${text}\n`;
  });
  const lines = [
    '# Last full run',
    '',
    'Written by `npm run bench`. Two sides in one run take turns on the same server; the ratio is the median over the',
    'rounds, the spread its lowest and highest round. Absolute figures only show how a ratio came about: clients, servers',
    'and browser share the cores. Behind *saturates* stand the CPU seconds per second of each process.',
    '',
    `- ${describeMachine()}`,
    `- ${new Date().toISOString().slice(0, 10)}; ${closing}`,
    '',
    parts.join('\n'),
  ];
  const file = path.join(packageFolder, 'results.md');
  writeFileSync(file, lines.join('\n'));
  console.log('Written to packages/bench/results.md.');
}
