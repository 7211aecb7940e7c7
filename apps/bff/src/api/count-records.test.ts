import { formatCsvCells } from '@signpost/link-model/plan';
import { expect, test } from 'vitest';
import { countRecords } from './count-records.ts';

test('rows of a CSV are counted without its head, also where cells hold quotes and line breaks', () => {
  const text = [
    ['a', 'b'],
    ['1', 'x\ny'],
    ['"', '\r\n"\n'],
    ['3', ''],
  ]
    .map(formatCsvCells)
    .join('');
  const rows = countRecords('csv');
  for (const sign of text) rows?.add(sign);
  expect(rows?.count()).toBe(3);
});

test('each line of JSON is a row, and formats of another form are not counted', () => {
  const rows = countRecords('ndjson');
  rows?.add(`${JSON.stringify({ a: 'x\n"' })}\n{}\n`);
  expect(rows?.count()).toBe(2);
  expect(countRecords('json')).toBeUndefined();
});
