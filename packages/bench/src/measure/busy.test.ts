import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { describeBusy } from './busy.ts';

test('names the one part that had no more to give', () => {
  const busy = new Map([
    ['client', 0.4],
    ['server', 0.99],
  ]);
  expect(describeBusy(busy)).toBe('server (server 0.99, client 0.40)');
});

test('says when the parts only wait for each other, and when all wait for something else', () => {
  const turns = new Map([
    ['client', 0.5],
    ['server', 0.45],
  ]);
  expect(describeBusy(turns)).toMatch(availableParallelism() === 1 ? /^the core/ : /^none, in turns/);
  expect(describeBusy(new Map([['client', 0.1]]))).toMatch(/^none, waiting/);
});

test('says when the machine itself is full', () => {
  const cores = availableParallelism();
  const share = 0.5 + 1 / (2 * (cores + 1));
  const busy = new Map(Array.from({ length: 2 * cores }, (_, index) => [`part ${String(index)}`, share]));
  expect(describeBusy(busy)).toMatch(cores === 1 ? /^the core/ : /^all \d+ cores/);
});
