import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withoutSecrets } from '../bootstrap/without-secrets.mjs';
import { passThrough } from './process.ts';
import { tallyPlaywright, tallyVitest } from './reports.ts';
import { repositoryRoot } from './repository.ts';
import { judge, nothingRan, type Tally } from './tally.ts';
import { toolCommand } from './tool.ts';

const reports = path.join(repositoryRoot, '.cache/reports');

/** Runs vitest over the whole repository. Arguments narrow it down, as on vitest's own command line. */
export async function runVitest({
  long,
  args = [],
}: {
  long: boolean;
  args?: readonly string[];
}): Promise<Tally> {
  const file = freshReport(long ? 'vitest-long.json' : 'vitest.json');
  const command = [
    ...toolCommand('vitest'),
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ];
  const env = { ...withoutSecrets(process.env), ...(long ? { SIGNPOST_LONG_TESTS: '1' } : {}) };
  const code = await passThrough(command, { env });
  return judge(tallyIn(file, tallyVitest), code);
}

/** Every test of the last long run, as its report has it. */
export function longTestTitles(): { status: string; seconds: string; title: string }[] {
  const file = path.join(reports, 'vitest-long.json');
  if (!existsSync(file)) return [];
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as {
    testResults: { assertionResults: { status: string; fullName: string; duration?: number | null }[] }[];
  };
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ status, fullName, duration }) => ({
      status,
      seconds: ((duration ?? 0) / 1000).toFixed(1),
      title: fullName,
    }));
}

/** Runs Playwright over apps/e2e/tests. */
export async function runPlaywright(args: readonly string[] = []): Promise<Tally> {
  const file = freshReport('playwright.json');
  const command = [...toolCommand('@playwright/test', 'playwright'), 'test', ...args];
  const code = await passThrough(command, {
    env: { ...withoutSecrets(process.env), SIGNPOST_PLAYWRIGHT_JSON: file },
  });
  return judge(tallyIn(file, tallyPlaywright), code);
}

/** Where a report will lie; one left by an earlier run must not be counted again. */
function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true });
  const file = path.join(reports, name);
  rmSync(file, { force: true });
  return file;
}

function tallyIn(file: string, count: (report: never) => Tally): Tally {
  return existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8')) as never) : nothingRan;
}
