import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { repositoryRoot } from './repository.ts';
import type { Tally } from './tally.ts';

interface VitestReport {
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** Counts vitest's JSON report; a file that could not be loaded has no tests in it and counts as one failure. */
export function tallyVitest({ testResults }: VitestReport): Tally {
  const tests = testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ file: file.name, ...test })),
  );
  const failed = tests.filter(({ status }) => status === 'failed');
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return {
    passed,
    failed: failed.length + broken.length,
    skipped: tests.length - passed - failed.length,
    failures: [
      ...failed.map(({ file, fullName, failureMessages }) => failure(file, fullName, failureMessages?.[0])),
      ...broken.map(({ name, message }) => failure(name, 'the file', message)),
    ],
  };
}

interface PlaywrightSuite {
  readonly specs?: readonly { readonly ok: boolean; readonly title: string; readonly file: string }[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightReport extends PlaywrightSuite {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly { readonly message?: string }[];
}

/** Counts Playwright's JSON report; errors outside any test, such as a file that cannot be loaded, count one each. */
export function tallyPlaywright(report: PlaywrightReport): Tally {
  const { stats, errors } = report;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [
      ...failedSpecs(report).map(({ file, title }) => failure(file, title)),
      ...errors.map(({ message }) => failure('outside any test', message ?? '')),
    ],
  };
}

function failedSpecs({ specs = [], suites = [] }: PlaywrightSuite): { file: string; title: string }[] {
  return [...specs.filter(({ ok }) => !ok), ...suites.flatMap(failedSpecs)];
}

/** One line: the file, the test, and how its message begins. */
function failure(file: string, title: string, message = ''): string {
  const place = path.isAbsolute(file) ? path.relative(repositoryRoot, file) : file;
  const reason = stripVTControlCharacters(message).split('\n', 1)[0]?.trim() ?? '';
  return [place, title, reason].filter((part) => part !== '').join(' › ');
}
