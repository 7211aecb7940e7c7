import { describe, expect, test } from 'vitest';
import type { Finding } from './findings.ts';
import { judgeRetention, type RetentionCase } from './judge-retention.ts';
import type { KeyState } from './key-state.ts';

const day = 86_400_000;
const written = Date.parse('2026-11-01T00:00:00.000Z');
const stored = (versionId?: string): KeyState => ({
  kind: 'object',
  facts: {
    etag: 'E',
    size: 1,
    lastModified: new Date(written).toISOString(),
    ...(versionId === undefined ? {} : { versionId }),
  },
  storageClass: 'Standard',
  type: 'Normal',
  headers: {},
  metadata: {},
});

/** A write ten days after, under a policy of thirty days. */
const judge = (over: Partial<RetentionCase> = {}): Finding[] =>
  judgeRetention({
    retentionDays: 30,
    versioning: 'never',
    now: stored(),
    puts: true,
    removesVersion: false,
    time: written + 10 * day,
    ...over,
  });

const until = '2026-12-01T00:00:00.000Z';
const retained = { level: 'block', code: 'retained', until };
/** Thirty days after the write. */
const after = { level: 'advise', code: 'retained-after', until: '2026-12-11T00:00:00.000Z' };

describe('a bucket without versioning', () => {
  test('forbids to replace and to delete what is younger than its period, until a date', () => {
    expect(judge()).toEqual([retained]);
    expect(judge({ puts: false })).toEqual([retained]);
  });

  test('allows it from the very end of the period on, and says until when the new one is kept', () => {
    expect(judge({ time: Date.parse(until) - 1 })).toEqual([retained]);
    expect(judge({ time: Date.parse(until) })).toEqual([
      { level: 'advise', code: 'retained-after', until: '2026-12-31T00:00:00.000Z' },
    ]);
    expect(judge({ time: Date.parse(until), puts: false })).toEqual([]);
  });

  test('allows to create, and says until when it is kept', () => {
    expect(judge({ now: { kind: 'absent' } })).toEqual([after]);
  });
});

test('a bucket that keeps versions forbids only to remove one', () => {
  expect(judge({ versioning: 'enabled', now: stored('v1') })).toEqual([]);
  expect(judge({ versioning: 'enabled', now: stored('v1'), puts: false })).toEqual([]);
  expect(judge({ versioning: 'enabled', now: stored('v1'), puts: false, removesVersion: true })).toEqual([
    retained,
  ]);
});

describe('a bucket with suspended versioning', () => {
  test('forbids to replace the version null, not to write over another', () => {
    expect(judge({ versioning: 'suspended', now: stored('null') })).toEqual([retained]);
    expect(judge({ versioning: 'suspended', now: stored('v1') })).toEqual([after]);
  });

  test('forbids to replace a retained object below the current version of the key', () => {
    const shadowed = new Date(written + day).toISOString();
    expect(judge({ versioning: 'suspended', now: { kind: 'absent' }, shadowed })).toEqual([
      { ...retained, until: '2026-12-02T00:00:00.000Z' },
    ]);
  });
});

test('where nobody may ask for the versioning, the date is only advice', () => {
  expect(judge({ versioning: 'unknown' })).toEqual([{ ...retained, level: 'advise' }]);
});

test('a bucket without a policy says nothing', () => {
  expect(judge({ retentionDays: undefined })).toEqual([]);
});
