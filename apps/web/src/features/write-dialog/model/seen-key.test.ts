import type { WriteView } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { createSeenKey } from './seen-key.ts';

const view: WriteView = {
  connection: 'c',
  bucket: 'b',
  key: 'k',
  state: { kind: 'absent' },
  token: 'a.none',
  checkedAt: '2026-01-01T00:00:00Z',
  calls: 1,
};

it('uses what was read for one target again for the next, and for none when the same is asked again', () => {
  const seen = createSeenKey();
  expect(seen.usableFor('first')).toBeUndefined();
  seen.keep('first', view);
  expect(seen.usableFor('second')).toBe(view);
  expect(seen.usableFor('first')).toBeUndefined();
});

it('keeps nothing after a refusal', () => {
  const seen = createSeenKey();
  seen.keep('first', view);
  seen.forget();
  expect(seen.usableFor('second')).toBeUndefined();
});
