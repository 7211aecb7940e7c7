import type { Candidate } from '@signpost/api-contract';
import { healths } from '@signpost/link-model/health';
import { describe, expect, it } from 'vitest';
import { pickTarget, toRepairAction } from './repair.ts';

const candidate = (key: string, more: Partial<Candidate> = {}): Candidate => ({
  key,
  why: 'sibling',
  size: 1,
  lastModified: '2026-11-01T00:00:00Z',
  storageClass: 'Standard',
  ...more,
});

describe('the action of a broken link', () => {
  it('is known for every health', () => {
    expect(Object.fromEntries(healths.map((health) => [health, toRepairAction(health)]))).toMatchObject({
      missing: 'repair',
      self: 'repair',
      folder: 'repair',
      chained: 'flatten',
      cold: 'restore',
      forbidden: 'look',
    });
  });
});

describe('the target that is proposed', () => {
  const missing = { health: 'missing' as const, chain: ['gone'] };

  it('is the first that can be read', () => {
    expect(pickTarget(missing, [candidate('a', { storageClass: 'Archive' }), candidate('b')])).toBe('b');
  });

  it('is one that must be restored when there is no other', () => {
    expect(pickTarget(missing, [candidate('a', { storageClass: 'ColdArchive' })])).toBe('a');
    expect(pickTarget(missing, [])).toBeUndefined();
  });

  it('is where a chain ends', () => {
    const chained = { health: 'chained' as const, chain: ['b', 'c'] };
    expect(pickTarget(chained, [candidate('x'), candidate('c', { why: 'end' })])).toBe('c');
    expect(pickTarget(chained, [candidate('c', { why: 'earlier' })])).toBe('c');
  });

  it('is none where a chain ends at nothing', () => {
    const chained = { health: 'chained' as const, chain: ['b', 'gone'] };
    expect(pickTarget(chained, [])).toBeUndefined();
    expect(pickTarget(chained, [candidate('x')])).toBeUndefined();
  });
});
