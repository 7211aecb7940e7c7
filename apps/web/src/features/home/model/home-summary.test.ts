import { describe, expect, it } from 'vitest';
import { toHomeSummary } from './home-summary.ts';
import { toTextParts } from './marked-text.ts';

type Bucket = Parameters<typeof toHomeSummary>[0][number];

const bucket = (name: string, links: number, more: Partial<Bucket> = {}): Bucket => ({
  coverage: { bucket: name, state: 'complete', scannedAt: '2026-11-22T10:00:00Z' },
  hierarchicalNamespace: false,
  links,
  byHealth: links === 0 ? {} : { ok: links - 1, missing: 1 },
  served: { wrong: 0, checked: 0 },
  ...more,
});
const unread = (name: string): Bucket =>
  bucket(name, 0, { coverage: { bucket: name, state: 'not-scanned' } });

describe('the first sentence', () => {
  it('names buckets with links, most first, and leaves out those without', () => {
    const summary = toHomeSummary([bucket('a', 96), bucket('b', 0), bucket('c', 1480)]);
    expect(summary.buckets.map((one) => one.bucket)).toEqual(['c', 'a']);
    expect(summary.byHealth).toEqual({ ok: 1574, missing: 2 });
  });

  it('counts what is served wrongly among what was checked', () => {
    const summary = toHomeSummary([
      bucket('a', 96, { served: { wrong: 2, checked: 40 } }),
      bucket('b', 5, { served: { wrong: 0, checked: 5 } }),
    ]);
    expect(summary.served).toEqual({ wrong: 2, checked: 45 });
  });

  it('counts what it does not name, but never a single one', () => {
    const five = [1, 2, 3, 4, 5].map((n) => bucket(`b${n}`, n));
    expect(toHomeSummary(five)).toMatchObject({ others: undefined });
    expect(toHomeSummary([...five, bucket('b6', 6)]).others).toEqual({
      buckets: 2,
      links: 3,
      atLeast: false,
    });
  });

  it('is complete when every bucket that can hold links is', () => {
    const lake = bucket('lake', 0, { ...unread('lake'), hierarchicalNamespace: true });
    expect(toHomeSummary([bucket('a', 1), lake])).toMatchObject({ completeness: 'complete', readable: 1 });
  });

  it('says nothing, reading or partial otherwise', () => {
    expect(toHomeSummary([unread('a'), unread('b')]).completeness).toBe('nothing');
    expect(toHomeSummary([bucket('a', 1), unread('b')]).completeness).toBe('partial');
    const scanning = bucket('b', 0, { coverage: { bucket: 'b', state: 'scanning' } });
    expect(toHomeSummary([bucket('a', 1), scanning]).completeness).toBe('scanning');
  });

  it('calls links of a bucket that was read in part a lower bound, also while that is read again', () => {
    for (const state of ['partial', 'scanning'] as const) {
      const part = bucket('a', 5, {
        coverage: { bucket: 'a', state, why: 'bound', scannedAt: '2026-11-22T10:00:00Z' },
      });
      const summary = toHomeSummary([part, bucket('b', 1)]);
      expect(summary.buckets.map(({ atLeast }) => atLeast)).toEqual([true, false]);
      expect(summary).toMatchObject({ complete: 1, readable: 2 });
      const many = [6, 7, 8, 9, 10].map((n) => bucket(`b${n}`, n));
      expect(toHomeSummary([...many, part]).others).toEqual({ buckets: 2, links: 11, atLeast: true });
    }
  });

  it('stays complete while a bucket is read again', () => {
    const again = bucket('a', 5, {
      coverage: { bucket: 'a', state: 'scanning', scannedAt: '2026-11-22T10:00:00Z' },
    });
    expect(toHomeSummary([again]).completeness).toBe('complete');
  });
});

describe('a sentence with a number to follow', () => {
  it('is taken apart at its marks', () => {
    expect(toTextParts('其中 <n>14 个</n> 无法读取。')).toEqual([
      { text: '其中 ', marked: false },
      { text: '14 个', marked: true },
      { text: ' 无法读取。', marked: false },
    ]);
    expect(toTextParts('<n>1</n>')).toEqual([{ text: '1', marked: true }]);
    expect(toTextParts('none')).toEqual([{ text: 'none', marked: false }]);
  });
});
