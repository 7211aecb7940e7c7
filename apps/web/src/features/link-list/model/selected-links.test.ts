import type { Coverage } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toSelectedLinks, toSelectedThings } from './selected-links.ts';

const toCoverage = (bucket: string, state: Coverage['state'] = 'complete'): Coverage => ({
  bucket,
  state,
  keys: 1,
  pending: 0,
  calls: 0,
});
const list = { filter: {}, total: 12_431, coverage: [toCoverage('one'), toCoverage('two')] };
const some = (...ids: string[]) => ({ kind: 'some' as const, ids: new Set(ids) });
const all = (...ids: string[]) => ({ kind: 'all' as const, except: new Set(ids) });

it('names what was picked, in one bucket, with the slashes of its keys', () => {
  expect(toSelectedLinks(some('one/a/b', 'one/c'), list)).toEqual({
    bucket: 'one',
    links: { by: 'keys', keys: ['a/b', 'c'] },
    incomplete: false,
  });
  expect(toSelectedLinks(some('one/a', 'two/a'), list)).toBeUndefined();
  expect(toSelectedThings(some('one/a', 'two/a'), list)).toMatchObject({ links: 2, buckets: 2, named: true });
});

it('takes the filter of the list for all that match, without its order, but for what was taken out', () => {
  const filter = { bucket: 'two', health: 'missing', sort: 'newest' as const };
  const partly = [toCoverage('one'), toCoverage('two', 'partial')];
  expect(toSelectedLinks(all('two/x/y'), { filter, total: 5, coverage: partly })).toEqual({
    bucket: 'two',
    links: { by: 'filter', filter: { health: 'missing' }, except: ['x/y'] },
    incomplete: true,
  });
  expect(toSelectedThings(all('two/x/y'), { ...list, filter })).toMatchObject({ links: 12_430, buckets: 1 });
});

it('makes one plan of all buckets only where there is one', () => {
  expect(toSelectedLinks(all(), list)).toBeUndefined();
  expect(toSelectedLinks(all(), { ...list, coverage: [toCoverage('one')] })?.bucket).toBe('one');
});
