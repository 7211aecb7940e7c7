import { expect, test } from 'vitest';
import { formatScan, toExitCode, toScanStep, type ScanReport } from './scan-text.ts';

type Scan = ScanReport['scan'];
type Coverage = ScanReport['coverage'];

const report = (scan: Partial<Scan>, coverage: Partial<Coverage> = {}): ScanReport => ({
  scan: { state: 'ended', calls: 3, headers: false, ...scan },
  coverage: { bucket: 'b', state: 'complete', keys: 9, pending: 0, calls: 4, ...coverage },
});
const problem = { code: 'oss-throttled' };

test.each<[string, ScanReport, number]>([
  ['complete', report({}), 0],
  ['kept by another console', report({}, { state: 'elsewhere' }), 0],
  ['of links only', report({}, { state: 'partial', why: 'links' }), 0],
  ['ended at the bound', report({}, { state: 'partial', why: 'bound' }), 0],
  ['cut short', report({}, { state: 'partial', why: 'cut', problem }), 1],
  ['failed after an earlier one that was whole', report({}, { problem: { ...problem, later: true } }), 1],
  ['failed', report({}, { state: 'failed', problem }), 1],
  ['gone with its bucket', report({ state: 'none' }, { state: 'failed', problem }), 1],
  ['cancelled, what was known before is whole', report({ state: 'cancelled' }), 1],
  ['paused', report({ state: 'paused' }), 3],
])('a scan that is %s has the exit code that a pipeline expects', (_, of, code) => {
  expect(toExitCode(of)).toBe(code);
});

test('the bound is said where a scan ended there', () => {
  expect(formatScan(report({}, { state: 'partial', why: 'bound' }))).toMatch(/^scan +partial \(.*most keys/m);
});

const first = { at: 1000, keys: 1000 };
const at = (now: number, keys: number, more: Partial<Coverage> = {}) =>
  toScanStep(
    report({ state: 'running', keys }, { state: 'scanning', estimatedKeys: 9000, ...more }),
    first,
    now,
  );

test('the time that is left follows from the rate, and is not told at once', () => {
  expect(at(4000, 4000)).toMatchObject({
    text: 'scan of b running, 4000 of about 9000 keys, 3 calls, about 5 s left',
    share: 4000 / 9000,
    failed: false,
  });
  expect(at(2500, 4000).text).toBe('scan of b running, 4000 of about 9000 keys, 3 calls');
});

test('an estimate that more was read than is no total', () => {
  expect(at(4000, 9500)).toMatchObject({ text: 'scan of b running, 9500 keys, 3 calls', share: 0 });
});

test('one call is told as one', () => {
  const { text } = toScanStep(report({ state: 'running', keys: 1000, calls: 1 }), first, 1000);
  expect(text).toBe('scan of b running, 1000 keys, 1 call');
});

test('what holds a scan up is told at once', () => {
  const held = at(4000, 1000, { waits: problem });
  expect(held).toMatchObject({ failed: true, text: expect.stringContaining('held up by oss-throttled') });
  expect(held.state).not.toBe(at(4000, 1000).state);
});
