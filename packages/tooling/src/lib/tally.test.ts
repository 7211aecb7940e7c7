import { expect, test } from 'vitest';
import { tallyPlaywright, tallyVitest } from './reports.ts';
import { add, closingLine, judge, nothingRan } from './tally.ts';

test('the closing line counts over every runner and names the skipped only when there are any', () => {
  const checks = { passed: 9, failed: 1, skipped: 0 };
  expect(closingLine(add(checks, { passed: 120, failed: 0, skipped: 0 }))).toBe('129 passed, 1 failed');
  expect(closingLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
});

test('a runner that ran nothing has failed', () => {
  expect(judge(nothingRan, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a runner that broke down after its tests passed has failed', () => {
  expect(judge({ passed: 5, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('failures that were reported are not counted twice', () => {
  expect(judge({ passed: 5, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test('a test file that cannot be loaded counts as one failure', () => {
  const report = {
    testResults: [
      {
        status: 'passed',
        assertionResults: [{ status: 'passed' }, { status: 'skipped' }, { status: 'todo' }],
      },
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
    ],
  };
  expect(tallyVitest(report)).toEqual({ passed: 2, failed: 2, skipped: 2 });
});

test('a browser test that passes only when repeated has failed', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 }, errors: [{}] };
  expect(tallyPlaywright(report)).toEqual({ passed: 4, failed: 3, skipped: 1 });
});
