import { expect, it } from 'vitest';
import { toggleFolded, toGroupLines } from './group-rows.ts';

const groups = [
  { id: 'cli/', rows: ['cli/a', 'cli/b'] },
  { id: 'sdk/', rows: ['sdk/a'] },
];

const draw = (folded: ReadonlySet<string>): string[] =>
  toGroupLines(groups, folded).map((line) => (line.kind === 'group' ? `[${line.group.id}]` : line.row));

it('lists each group before its rows', () => {
  expect(draw(new Set())).toEqual(['[cli/]', 'cli/a', 'cli/b', '[sdk/]', 'sdk/a']);
});

it('leaves out the rows of a folded group and keeps its head', () => {
  expect(draw(new Set(['cli/']))).toEqual(['[cli/]', '[sdk/]', 'sdk/a']);
});

it('folds and unfolds, and leaves the set it was given alone', () => {
  const none = new Set<string>();
  const folded = toggleFolded(none, 'cli/');
  expect([...folded]).toEqual(['cli/']);
  expect([...toggleFolded(folded, 'cli/')]).toEqual([]);
  expect(none.size).toBe(0);
});
