import type { Change } from '@signpost/api-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupChanges } from './change-groups.ts';

const change = (key: string, second: number, more: Partial<Change> = {}): Change => ({
  id: `${key} ${second}`,
  connection: 'c',
  bucket: 'b',
  key,
  action: 'repoint',
  at: new Date(1_000_000_000_000 + second * 1000).toISOString(),
  actor: 'ci-bot',
  before: { kind: 'absent' },
  intended: null,
  outcome: 'applied',
  undo: { possible: true },
  ...more,
});
const sizes = (changes: Change[]): number[] => groupChanges(changes).map((group) => group.changes.length);

describe('the newest changes in short', () => {
  it('take links of one folder that were moved together as one', () => {
    const [group, ...others] = groupChanges([change('a/x', 90), change('a/y', 60), change('a/z', 10)]);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ folder: 'a/', newest: { key: 'a/x' } });
    expect(group?.changes.map(({ key }) => key)).toEqual(['a/x', 'a/y', 'a/z']);
  });

  it('keep apart other people, acts, outcomes, folders and buckets', () => {
    const first = change('a/x', 2);
    for (const other of [
      change('a/y', 1, { actor: 'ops1' }),
      change('a/y', 1, { action: 'delete' }),
      change('a/y', 1, { outcome: 'failed' }),
      change('a/y', 1, { bucket: 'other' }),
      change('c/y', 1),
    ])
      expect(sizes([first, other])).toEqual([1, 1]);
  });

  it('keep apart what lies more than a minute apart, and two writes to one link', () => {
    expect(sizes([change('a/x', 100), change('a/y', 10)])).toEqual([1, 1]);
    expect(sizes([change('a/x', 2), change('a/x', 1)])).toEqual([1, 1]);
  });

  it('may go on where the page ends, and only there', () => {
    const page = [change('a/x', 200), change('b/x', 100), change('b/y', 90)];
    expect(groupChanges(page, true).map(({ open }) => open)).toEqual([false, true]);
    expect(groupChanges(page).map(({ open }) => open)).toEqual([false, false]);
  });

  it('are the same ones when the list begins with the newest of them, as their address says', () => {
    const one = fc.record({
      key: fc.constantFrom('a/x', 'a/y', 'a/z', 'b/x', 'top'),
      actor: fc.constantFrom('ci-bot', 'ops1'),
      pause: fc.constantFrom(0, 1, 100),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (made) => {
        let second = 10_000;
        const list = made.map(({ key, actor, pause }, i) =>
          change(key, (second -= pause), { id: String(i), actor }),
        );
        for (const group of groupChanges(list)) {
          const from = list.slice(list.indexOf(group.newest));
          expect(groupChanges(from)[0]).toEqual(group);
        }
      }),
    );
  });
});
