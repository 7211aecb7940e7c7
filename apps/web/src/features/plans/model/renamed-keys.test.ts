import { expect, test } from 'vitest';
import { toCommonFolder, toRenamedKeys } from './renamed-keys.ts';

test.each([
  [['cli/1.0/a', 'cli/2.0/b'], 'cli/'],
  [['cli/1.0/a', 'cli/1.0/deep/b'], 'cli/1.0/'],
  [['a', 'cli/b'], ''],
  [['cli/'], 'cli/'],
  [['cli/a', 'client/b'], ''],
])('%j lie in %j', (keys, folder) => {
  expect(toCommonFolder(keys)).toBe(folder);
});

test('one key gets the new one', () => {
  expect(toRenamedKeys(['cli/a'], { from: 'cli/a', to: 'cli/b' })).toEqual({
    by: 'keys',
    keys: [{ from: 'cli/a', to: 'cli/b' }],
  });
});

test('several keep the rest of their names', () => {
  expect(toRenamedKeys(['cli/a', 'cli/deep/b'], { from: 'cli/', to: 'tool/' })).toEqual({
    by: 'keys',
    keys: [
      { from: 'cli/a', to: 'tool/a' },
      { from: 'cli/deep/b', to: 'tool/deep/b' },
    ],
  });
});

test('a folder is named by its prefix', () => {
  expect(toRenamedKeys(['cli/'], { from: 'cli/', to: 'tool/' })).toEqual({
    by: 'prefix',
    prefix: 'cli/',
    to: 'tool/',
  });
});
