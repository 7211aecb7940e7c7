import { expect, test } from 'vitest';

import { RecentMap } from './recent-map.ts';

test('what was used longest ago has to go, and is disposed of', () => {
  const dropped: string[] = [];
  const map = new RecentMap<string>(2, (value) => dropped.push(value));
  const get = (key: string): string => map.get(key, () => `made ${key}`);
  expect([get('a'), get('b'), get('a'), get('c')]).toEqual(['made a', 'made b', 'made a', 'made c']);
  expect(dropped).toEqual(['made b']);
  expect(map.takeAll()).toEqual(['made a', 'made c']);
  expect(map.takeAll()).toEqual([]);
  expect(dropped).toEqual(['made b']);
});
