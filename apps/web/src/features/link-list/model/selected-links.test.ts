import type { Coverage, IndexedLink } from '@signpost/api-contract';
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

it('tells the folder that the selected links of the page lead into', () => {
  const toRow = (key: string, target?: string): IndexedLink => ({
    bucket: 'one',
    key,
    health: 'ok',
    chain: [],
    lastModified: '2026-01-01T00:00:00Z',
    ...(target === undefined ? {} : { target }),
  });
  const rows = [toRow('a', 'v/1.0/x/a'), toRow('b', 'v/1.0/b'), toRow('c', 'v/2.0/c'), toRow('d')];
  const from = (...keys: string[]) =>
    toSelectedLinks(some(...keys.map((key) => `one/${key}`)), { ...list, rows })?.from;
  expect(from('a', 'b', 'd')).toBe('v/1.0/');
  expect(from('a', 'b', 'c')).toBe('v/');
  expect(from('d')).toBeUndefined();
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
