import type { Change } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { toChangeEnds } from './change-ends.ts';

const facts = { etag: 'e', lastModified: '', size: 42 };
const known = <T>(value: T) => ({ known: true as const, value });
const link = (target: string): Change['before'] => ({
  kind: 'link',
  facts,
  link: {
    target,
    headers: known({}),
    metadata: known({}),
    acl: known('default' as const),
    tags: known({}),
    storageClass: known('Standard' as const),
  },
});
const draft = (target: string) => ({
  target,
  headers: {},
  metadata: {},
  acl: 'default' as const,
  tags: {},
  storageClass: 'Standard' as const,
});

describe('the two ends of a change', () => {
  it('are what stood there before and what was read back', () => {
    expect(toChangeEnds({ before: link('a'), after: link('b'), intended: draft('x') })).toEqual({
      before: { kind: 'link', target: 'a' },
      after: { kind: 'link', target: 'b' },
    });
  });

  it('are what was meant while nothing has been read back', () => {
    expect(toChangeEnds({ before: { kind: 'absent' }, intended: draft('x') }).after).toEqual({
      kind: 'link',
      target: 'x',
    });
    expect(toChangeEnds({ before: link('a'), intended: null }).after).toEqual({ kind: 'nothing' });
  });

  it('name the size of a real object that was replaced', () => {
    const before: Change['before'] = {
      kind: 'object',
      facts,
      storageClass: 'Standard',
      type: 'Normal',
      headers: {},
      metadata: {},
    };
    expect(toChangeEnds({ before, intended: draft('x') }).before).toEqual({ kind: 'object', size: 42 });
  });

  it('are the object that was sent while an upload has not been read back', () => {
    const upload = { before: { kind: 'absent' as const }, intended: null, upload: { size: 5 } };
    expect(toChangeEnds(upload)).toEqual({
      before: { kind: 'nothing' },
      after: { kind: 'object', size: 5 },
    });
  });
});
