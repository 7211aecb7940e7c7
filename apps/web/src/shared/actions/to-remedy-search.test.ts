import type { Candidate } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { pickTarget } from './to-remedy-search.ts';

const candidate = (key: string, more: Partial<Candidate> = {}): Candidate => ({
  key,
  why: 'sibling',
  size: 1,
  lastModified: '2026-11-01T00:00:00Z',
  storageClass: 'Standard',
  ...more,
});

describe('the target that is proposed', () => {
  const missing = { health: 'missing' as const };

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

  it('is the end that the server names where the chain is not known', () => {
    const chained = { health: 'chained' as const };
    expect(pickTarget(chained, [candidate('x'), candidate('c', { why: 'end' })])).toBe('c');
    expect(pickTarget(chained, [candidate('x')])).toBeUndefined();
  });

  it('is none where a chain ends at nothing', () => {
    const chained = { health: 'chained' as const, chain: ['b', 'gone'] };
    expect(pickTarget(chained, [])).toBeUndefined();
    expect(pickTarget(chained, [candidate('x')])).toBeUndefined();
  });
});
