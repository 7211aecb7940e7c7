import type { Change } from '@signpost/api-contract';
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
const shown = (changes: Change[], now: KeyState): string[] =>
  toTimeline(changes, now).map((entry) =>
    entry.kind === 'change' ? entry.change.id : `outside before ${entry.seenBy}`,
  );

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
