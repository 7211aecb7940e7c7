import { repositoryRoot } from '../lib/repository.ts';
import type { Tally } from '../lib/tally.ts';
import type { Check, CheckReport } from './check.ts';

/** More would only make them wait for each other on two cores. */
const atATime = 2;

/** Runs checks and prints one line for each, with what it found under those that failed. */
export async function runChecks(
  checks: readonly Check[],
  { say, verbose = false }: { say: (line: string) => void; verbose?: boolean },
): Promise<Tally> {
  const waiting = [...checks];
  const failures: string[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const began = performance.now();
      const report = await attempt(check);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      if (!report.ok) failures.push(`check:${check.name} › ${report.summary}`);
      say(
        `${report.ok ? 'ok    ' : 'FAILED'} check:${check.name.padEnd(11)} ${seconds.padStart(5)} s  ${report.summary}`,
      );
      if (!report.ok || verbose) for (const line of report.lines) say(`         ${line}`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  const failed = failures.length;
  return { passed: checks.length - failed, failed, skipped: 0, failures };
}

/** A check that breaks down has not passed. */
async function attempt(check: Check): Promise<CheckReport> {
  try {
    return await check.run(repositoryRoot);
  } catch (error) {
    const lines = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
    return { ok: false, summary: 'the check itself broke down', lines };
  }
}
