import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toChangeGroup } from './change-group.ts';

test.each([
  ['releases/1.0/a.txt', 'releases/2.0/a.txt', 'releases/1.0/', 'releases/2.0/', 'same'],
  ['releases/1.0/deep/a.txt', 'releases/2.0/deep/a.txt', 'releases/1.0/', 'releases/2.0/', 'same'],
  ['v1.0.0/cli-1.0.0.tgz', 'v2.0.0/cli-2.0.0.tgz', 'v1.0.0/', 'v2.0.0/', 'renamed'],
  ['old/a.txt', 'new/b.txt', 'old/', 'new/', 'other'],
  ['a/b/x.txt', 'c/x.txt', 'a/b/', 'c/', 'same'],
  ['a.txt', 'b.txt', '', '', 'other'],
  ['x.txt', 'folder/x.txt', '', 'folder/', 'same'],
  ['d/a.txt', 'd/b.txt', 'd/', 'd/', 'other'],
])('%s to %s changes %s to %s, names %s', (now, target, from, to, names) => {
  const change = { action: 'repoint', key: 'link', now, target } as const;
  expect(toChangeGroup(change)).toEqual({ action: 'repoint', from, to, names });
});

test('a new link is grouped by the folder it leads to, a deleted one by its own', () => {
  expect(toChangeGroup({ action: 'create', key: 'l/a.txt', now: null, target: 'r/a.txt' })).toEqual({
    action: 'create',
    from: null,
    to: 'r/',
    names: 'same',
  });
  expect(toChangeGroup({ action: 'delete', key: 'l/a.txt', now: 'r/a.txt', target: null })).toEqual({
    action: 'delete',
    from: 'l/',
    to: null,
    names: 'same',
  });
});

test.each([
  ['r/2.0/a.txt', 'r/1.0/a.txt', { action: 'repoint', from: 'r/2.0/', to: 'r/1.0/', names: 'same' }],
  ['r/2.0/a.txt', null, { action: 'delete', from: 'l/', to: null, names: 'same' }],
  [null, 'r/1.0/a.txt', { action: 'create', from: null, to: 'r/1.0/', names: 'same' }],
])('restoring %s to %s is grouped by what it does', (now, target, group) => {
  expect(toChangeGroup({ action: 'restore', key: 'l/a.txt', now, target })).toEqual(group);
});

test('of names that are kept, what follows the common part is equal', () => {
  const key = fc.array(fc.constantFrom('a', 'b', '1.0', '2.0', ''), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(key, key, (one, other) => {
      const [now, target] = [one.join('/'), other.join('/')];
      const { from, to, names } = toChangeGroup({ action: 'repoint', key: 'link', now, target });
      expect(now.startsWith(from ?? '-') && target.startsWith(to ?? '-')).toBe(true);
      expect(names !== 'same' || now.slice(from?.length) === target.slice(to?.length)).toBe(true);
    }),
  );
});
