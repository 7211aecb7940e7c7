import type { TargetCard } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toCompareObstacle } from './compare-obstacle.ts';

const card = (state: object): TargetCard => ({ key: 'k', state }) as unknown as TargetCard;

it.each([
  [{ found: 'object', storageClass: 'Standard' }, undefined],
  [{ found: 'object', storageClass: 'IA' }, undefined],
  [{ found: 'object', storageClass: 'Archive' }, 'archived'],
  [{ found: 'object', storageClass: 'Archive', restore: 'ongoing-request="true"' }, 'archived'],
  [
    {
      found: 'object',
      storageClass: 'ColdArchive',
      restore: 'ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"',
    },
    undefined,
  ],
  [{ found: 'nothing', isPrefix: false }, 'missing'],
  [{ found: 'nothing', isPrefix: true }, 'folder'],
  [{ found: 'link', final: null, loops: false }, 'link'],
  [{ found: 'forbidden', by: 'oss' }, 'forbidden'],
  [{ found: 'unchecked', code: 'oss-timed-out' }, 'unchecked'],
])('%j is read unless %s', (state, obstacle) => {
  expect(toCompareObstacle(card(state))).toBe(obstacle);
});
