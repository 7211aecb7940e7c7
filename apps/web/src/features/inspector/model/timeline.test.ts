import type { Change, KeyVersion, OutsideChange } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import { expect, it } from 'vitest';
import { toStateAt, toTimeline } from './timeline.ts';

const absent: KeyState = { kind: 'absent' };
const object = (etag: string): KeyState => ({
  kind: 'object',
  facts: { etag, lastModified: '', size: 1 },
  storageClass: 'Standard',
  type: 'Normal',
  headers: {},
  metadata: {},
});
const change = (id: string, [before, after]: [KeyState, KeyState], more: Partial<Change> = {}): Change => ({
  id,
  group: id,
  connection: 'c',
  bucket: 'b',
  key: 'k',
  action: 'repoint',
  at: `2026-01-0${id}T00:00:00.000Z`,
  actor: 'ada',
  before,
  after,
  intended: null,
  outcome: 'applied',
  undo: { possible: false },
  ...more,
});

const [a, b, c] = ['a', 'b', 'c'].map(object) as [KeyState, KeyState, KeyState];
const shown = (changes: Change[], now: KeyState, more?: Parameters<typeof toTimeline>[2]): string[] =>
  toTimeline(changes, now, more).map((entry) => {
    if (entry.kind === 'change') return entry.change.id;
    if (entry.kind === 'observed') return `observed ${entry.change.id}`;
    return entry.kind === 'version' ? entry.version.versionId : `outside before ${entry.seenBy}`;
  });
const version = (versionId: string, more: Partial<KeyVersion> = {}): KeyVersion => ({
  versionId,
  kind: 'link',
  at: '2026-01-05T00:00:00.000Z',
  isCurrent: false,
  ...more,
});

it('shows that something else stood there than what was left, before the next write and now', () => {
  const changes = [change('2', [b, c]), change('1', [absent, a])];
  expect(shown(changes, c)).toEqual(['2', 'outside before 2', '1']);
  expect(shown(changes, absent)).toEqual(['outside before now', '2', 'outside before 2', '1']);
  expect(shown([change('2', [a, b]), change('1', [absent, a])], b)).toEqual(['2', '1']);
});

it('takes writes that failed or were not read back for no witness', () => {
  const failed = change('2', [a, b], { outcome: 'failed' });
  expect(shown([failed, change('1', [absent, a])], a)).toEqual(['2', '1']);
  const { after: _after, ...unread } = change('1', [absent, a]);
  expect(shown([unread], c)).toEqual(['1']);
});

it('knows the state of a moment from the write before it, or from the one after it', () => {
  const changes = [change('3', [b, c], { outcome: 'failed' }), change('2', [a, b])];
  const at = (day: string, whole = true) => toStateAt(changes, Date.parse(`2026-01-${day}`), whole);
  expect(at('04')).toBe(b);
  expect(at('02')).toBe(b);
  expect(at('01')).toBe(a);
  expect(at('01', false)).toBeUndefined();
  expect(toStateAt([], 0, true)).toBeUndefined();
});

it('shows versions of others between our own by the order of the bucket, in place of what was seen', () => {
  const changes = [change('2', [b, c]), change('1', [absent, a])];
  const versions = [
    version('v5'),
    version('v4', { change: '2' }),
    version('v3'),
    version('v2', { change: '1' }),
    version('v1'),
  ];
  expect(shown(changes, c, { versions })).toEqual(['v5', '2', 'v3', '1', 'v1']);
  // Older changes than those that are listed may have made the rest.
  expect(shown(changes, c, { versions, whole: false })).toEqual(['v5', '2', 'v3', '1']);
  expect(shown([], c, { versions: [version('v1')] })).toEqual(['v1']);
});

it('places versions by time where a change is not known to have made one', () => {
  const at = (day: string) => ({ at: `2026-01-${day}T00:00:00.000Z` });
  const versions = [version('new', at('03')), version('old', at('01'))];
  expect(shown([change('2', [b, c])], c, { versions })).toEqual(['new', '2', 'old']);
});

const seen = (id: string, day: number, [before, after]: [string, string]): OutsideChange => ({
  id,
  connection: 'c',
  bucket: 'b',
  key: 'k',
  before: { kind: 'object', etag: before, lastModified: '', size: 1 },
  after: { kind: 'object', etag: after, lastModified: '', size: 1 },
  seenBefore: `2026-01-0${day - 1}T02:10:00.000Z`,
  seenAt: `2026-01-0${day}T02:40:00.000Z`,
});

it('puts what was observed between the changes, in place of what only they tell', () => {
  const changes = [change('5', [c, a]), change('1', [absent, a])];
  const observed = [seen('x', 8, ['a', 'b']), seen('y', 3, ['a', 'c'])];
  expect(shown(changes, b, { observed })).toEqual(['observed x', '5', 'observed y', '1']);
  expect(shown([], b, { observed })).toEqual(['observed x', 'observed y']);
});

it('puts what a change found below it, though it was recorded after it began', () => {
  const late = { ...seen('x', 5, ['a', 'c']), seenAt: '2026-01-05T00:00:01.000Z' };
  expect(shown([change('5', [c, a]), change('1', [absent, a])], a, { observed: [late] })).toEqual([
    '5',
    'observed x',
    '1',
  ]);
});

it('says that it was changed again since it was observed', () => {
  expect(shown([change('1', [absent, a])], c, { observed: [seen('x', 3, ['a', 'b'])] })).toEqual([
    'outside before now',
    'observed x',
    '1',
  ]);
});

it('leaves to a version what a version tells more exactly', () => {
  const versions = [version('v', { kind: 'object', at: '2026-01-03T01:00:00.000Z' })];
  const observed = [seen('x', 3, ['a', 'b'])];
  expect(shown([change('1', [absent, a])], b, { versions, observed })).toEqual(['v', '1']);
});

it('leaves out what was observed behind the oldest change that is listed', () => {
  const observed = [seen('x', 3, ['a', 'b'])];
  expect(shown([change('5', [b, a])], a, { observed, whole: false })).toEqual(['5']);
});
