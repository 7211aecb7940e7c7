import path from 'node:path';
import { expect, test } from 'vitest';
import { tallyPlaywright, tallyVitest } from './reports.ts';
import { repositoryRoot } from './repository.ts';
import { add, closingLine, judge, nothingRan } from './tally.ts';

test('the closing line counts over every runner and names the skipped only when there are any', () => {
  const checks = { ...nothingRan, passed: 9, failed: 1 };
  expect(closingLine(add(checks, { ...nothingRan, passed: 120 }))).toBe('129 passed, 1 failed');
  expect(closingLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
});

test('a runner that ran nothing has failed', () => {
  expect(judge(nothingRan, 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('a runner that broke down after its tests passed has failed', () => {
  expect(judge({ ...nothingRan, passed: 5 }, 1)).toMatchObject({ passed: 5, failed: 1, skipped: 0 });
});

test('failures that were reported are not counted twice', () => {
  expect(judge({ ...nothingRan, passed: 5, failed: 2 }, 1)).toMatchObject({
    passed: 5,
    failed: 2,
    skipped: 0,
  });
});

test('a test file that cannot be loaded counts as one failure', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'passed',
        assertionResults: [
          { status: 'passed', fullName: 'one' },
          { status: 'skipped', fullName: 'two' },
          { status: 'todo', fullName: 'three' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'Cannot find ./b.ts', assertionResults: [] },
      {
        name: path.join(repositoryRoot, 'c.test.ts'),
        status: 'failed',
        assertionResults: [
          {
            status: 'failed',
            fullName: 'the sum is 3',
            failureMessages: ['\u001B[31mexpected 2 to be 3\u001B[39m\n    at c.test.ts:3'],
          },
          { status: 'passed', fullName: 'four' },
        ],
      },
    ],
  };
  expect(tallyVitest(report)).toEqual({
    passed: 2,
    failed: 2,
    skipped: 2,
    failures: ['c.test.ts › the sum is 3 › expected 2 to be 3', 'b.test.ts › the file › Cannot find ./b.ts'],
  });
});

test('a browser test that passes only when repeated has failed', () => {
  const report = {
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 },
    errors: [{ message: 'no such file' }],
    suites: [
      { specs: [{ ok: true, title: 'opens', file: 'a.spec.ts' }] },
      { suites: [{ specs: [{ ok: false, title: 'closes', file: 'b.spec.ts' }] }] },
    ],
  };
  expect(tallyPlaywright(report)).toEqual({
    passed: 4,
    failed: 3,
    skipped: 1,
    failures: ['b.spec.ts › closes', 'outside any test › no such file'],
  });
});
