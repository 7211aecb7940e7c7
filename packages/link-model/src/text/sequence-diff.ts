import { diffArrays } from 'diff';

/** One run of a changed sequence: kept, gone or new. */
export interface SequenceRun {
  kind: 'same' | 'removed' | 'added';
  items: string[];
}

// The search costs time by the square of what differs: beyond this the middle is shown as replaced.
const mostEdits = 2000;

/**
 * Compares two sequences. The kept and gone items, joined, are the old one, the kept and new ones the new one; gone
 * items come before the new ones that replace them.
 */
export function diffSequences(before: string[], after: string[]): SequenceRun[] {
  const changes = diffArrays(before, after, { maxEditLength: mostEdits });
  const runs: SequenceRun[] =
    changes === undefined
      ? replaceMiddle(before, after)
      : changes.map(({ added, removed, value }) => ({
          kind: added ? 'added' : removed ? 'removed' : 'same',
          items: value,
        }));
  return runs.filter(({ items }) => items.length > 0);
}

function replaceMiddle(before: string[], after: string[]): SequenceRun[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    { kind: 'same', items: before.slice(0, head) },
    { kind: 'removed', items: before.slice(head, before.length - tail) },
    { kind: 'added', items: after.slice(head, after.length - tail) },
    { kind: 'same', items: before.slice(before.length - tail) },
  ];
}
