import { expect, test } from 'vitest';
import { formatNumber, formatOutcome } from './table.ts';

test('shows a ratio with its spread, its aim and whether that was met', () => {
  const table = formatOutcome({
    rows: [
      { what: 'fast', value: 3.456, unit: '×', spread: [3.1, 3.9], aim: { kind: 'at-least', value: 3 } },
      { what: 'heavy', value: 181.04, unit: 'kB', aim: { kind: 'at-most', value: 180 } },
    ],
    notes: ['Said beside it.'],
  });
  expect(table).toMatch(/\| fast +\| 3\.46× +\| 3\.1–3\.9 \| ≥ 3× met +\|/);
  expect(table).toMatch(/\| heavy +\| 181 kB +\| +\| ≤ 180 kB missed +\|/);
  expect(table).toMatch(/\n\n- Said beside it\.$/);
});

test('says why nothing was measured instead of drawing an empty table', () => {
  expect(formatOutcome({ rows: [], skipped: 'no Chromium here' })).toBe('Not measured: no Chromium here');
});

test('rounds to what can be told apart', () => {
  expect([0.02931, 1.234, 12.34, 179.64, 31_415.9].map(formatNumber)).toEqual([
    '0.029',
    '1.23',
    '12.3',
    '179.6',
    '31,416',
  ]);
});
