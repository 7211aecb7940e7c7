import type { Change, WriteView } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { findOwnWrite, findSentWrite } from './sent-write.ts';

const change = (at: string, target: string | null, more: Partial<Change> = {}): Change => ({
  id: at,
  group: at,
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
  ...more,
});

describe('the record of a write that was sent', () => {
  const sent = {
    key: 'k',
    target: 't',
    undoes: undefined,
    reason: undefined,
    lookedAt: '2026-01-01T00:00:10Z',
  };

  it('is found by its key, target and time', () => {
    expect(findSentWrite(sent, [change('2026-01-01T00:00:11Z', 't')])?.id).toBe('2026-01-01T00:00:11Z');
  });

  it('is not mistaken for an older or another one', () => {
    expect(
      findSentWrite(sent, [change('2026-01-01T00:00:09Z', 't'), change('2026-01-01T00:00:11Z', 'u')]),
    ).toBeUndefined();
  });

  it('is found when it was a delete', () => {
    expect(findSentWrite({ ...sent, target: null }, [change('2026-01-01T00:00:11Z', null)])).toBeDefined();
  });

  it('tells an undo by what it takes back, and any write by its reason', () => {
    const at = '2026-01-01T00:00:11Z';
    const undo = { ...sent, undoes: '7' };
    expect(findSentWrite(undo, [change(at, 't'), change(at, 't', { undoes: '8' })])).toBeUndefined();
    expect(findSentWrite(undo, [change(at, 't', { undoes: '7' })])).toBeDefined();
    expect(findSentWrite(sent, [change(at, 't', { reason: 'TICKET-1' })])).toBeUndefined();
  });
});

describe('a refused write', () => {
  const sent = {
    key: 'k',
    target: 't',
    undoes: undefined,
    reason: undefined,
    lookedAt: '2026-01-01T00:00:10Z',
  };
  const stateOf = (etag: string): WriteView['state'] => ({
    kind: 'object',
    facts: { etag, lastModified: '2026-01-01T00:00:11Z', size: 1 },
    storageClass: 'Standard',
    type: 'Normal',
    headers: {},
    metadata: {},
  });
  const view = (state: WriteView['state']): WriteView => ({
    connection: 'c',
    bucket: 'b',
    key: 'k',
    state,
    token: '',
    checkedAt: '',
    calls: 1,
  });
  const record = (more: Partial<Change>): Change => change('2026-01-01T00:00:11Z', 't', more);

  it('is its own obstacle where its record left what is there', () => {
    expect(findOwnWrite(sent, view(stateOf('A')), [record({ after: stateOf('A') })])).toBeDefined();
    expect(
      findOwnWrite(sent, view({ kind: 'absent' }), [record({ after: { kind: 'absent' } })]),
    ).toBeDefined();
  });

  it('is not where somebody else left what is there', () => {
    expect(findOwnWrite(sent, view(stateOf('B')), [record({ after: stateOf('A') })])).toBeUndefined();
    expect(findOwnWrite(sent, view({ kind: 'absent' }), [record({ after: stateOf('A') })])).toBeUndefined();
    expect(findOwnWrite(sent, view(stateOf('A')), [record({})])).toBeUndefined();
  });

  it('is settled by looking while its outcome is open, and was none where it failed', () => {
    expect(findOwnWrite(sent, view(stateOf('A')), [record({ outcome: 'unknown' })])).toBeDefined();
    expect(findOwnWrite(sent, view(stateOf('A')), [record({ outcome: 'failed' })])).toBeUndefined();
  });
});
