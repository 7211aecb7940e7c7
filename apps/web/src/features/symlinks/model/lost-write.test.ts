import type { Change } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { findLostWrite } from './lost-write.ts';

const change = (at: string, target: string | null): Change => ({
  id: at,
  connection: 'c',
  bucket: 'b',
  key: 'k',
  action: 'repoint',
  at,
  actor: 'me',
  before: { kind: 'absent' },
  intended:
    target === null
      ? null
      : { target, headers: {}, metadata: {}, acl: 'default', tags: {}, storageClass: 'Standard' },
  outcome: 'applied',
  undo: { possible: true },
});

describe('a write that was never answered', () => {
  const lost = { key: 'k', target: 't', lookedAt: '2026-01-01T00:00:10Z' };

  it('is found by its key, target and time', () => {
    expect(findLostWrite(lost, [change('2026-01-01T00:00:11Z', 't')])?.id).toBe('2026-01-01T00:00:11Z');
  });

  it('is not mistaken for an older or another one', () => {
    expect(
      findLostWrite(lost, [change('2026-01-01T00:00:09Z', 't'), change('2026-01-01T00:00:11Z', 'u')]),
    ).toBeUndefined();
  });

  it('is found when it was a delete', () => {
    expect(findLostWrite({ ...lost, target: null }, [change('2026-01-01T00:00:11Z', null)])).toBeDefined();
  });
});
