import type { Change } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { groupChanges } from './change-groups.ts';

const change = (key: string, group: string, more: Partial<Change> = {}): Change => ({
  id: key,
  group,
  connection: 'c',
  bucket: 'b',
  key,
  action: 'repoint',
  at: '2026-01-01T00:00:00.000Z',
  actor: 'ci-bot',
  before: { kind: 'absent' },
  intended: null,
  outcome: 'applied',
  undo: { possible: true },
  ...more,
});

describe('the newest changes in short', () => {
  it('take changes of one group as one, under the newest of them', () => {
    const [group, ...others] = groupChanges([change('a/x', '1'), change('a/y', '1'), change('a/z', '1')]);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ folder: 'a/', newest: { key: 'a/x' } });
    expect(group?.changes.map(({ key }) => key)).toEqual(['a/x', 'a/y', 'a/z']);
  });

  it('keep changes apart that were made apart, however alike they are', () => {
    const groups = groupChanges([change('a/x', '1'), change('a/y', '2')]);
    expect(groups.map(({ changes }) => changes.length)).toEqual([1, 1]);
  });

  it('take a group as one also where somebody else wrote in between', () => {
    const groups = groupChanges([change('a/x', '1'), change('q', '2'), change('a/y', '1')]);
    expect(groups.map(({ changes }) => changes.map(({ key }) => key))).toEqual([['a/x', 'a/y'], ['q']]);
  });

  it.each([
    [['a/b/x', 'a/b/y'], 'a/b/'],
    [['a/b/x', 'a/c/y'], 'a/'],
    [['a/b/x', 'top'], ''],
    [['ab/x', 'a/y'], ''],
    [['a/x'], 'a/'],
  ])('name the folder that holds %j', (keys, folder) => {
    expect(groupChanges(keys.map((key) => change(key, '1')))[0]?.folder).toBe(folder);
  });

  it('may go on where the page ends, and only there', () => {
    const page = [change('a/x', '1'), change('b/x', '2'), change('b/y', '2')];
    expect(groupChanges(page, true).map(({ open }) => open)).toEqual([false, true]);
    expect(groupChanges(page).map(({ open }) => open)).toEqual([false, false]);
  });
});
