import { describe, expect, it } from 'vitest';
import type { KeyState, LinkSnapshot } from './key-state.ts';
import { chooseUndo } from './undo.ts';

const known = <T>(value: T): { known: true; value: T } => ({ known: true, value });
const facts = { etag: 'E', lastModified: '2026-11-19T00:00:00.000Z', size: 13 };
const snapshot: LinkSnapshot = {
  target: 't',
  headers: known({}),
  metadata: known({}),
  acl: known('private'),
  tags: known({ a: 'b' }),
  storageClass: known('IA'),
};
const link: KeyState = { kind: 'link', facts, link: snapshot };
const blind: KeyState = {
  kind: 'link',
  facts,
  link: { ...snapshot, tags: { known: false, why: 'forbidden' } },
};
const object = (versionId?: string): KeyState => ({
  kind: 'object',
  facts: { ...facts, ...(versionId === undefined ? {} : { versionId }) },
  storageClass: 'Standard',
  type: 'Normal',
  headers: {},
  metadata: {},
});

describe('the way back from a write', () => {
  it('deletes a link that was new', () => {
    expect(chooseUndo({ before: { kind: 'absent' }, after: link, versioning: 'never' })).toEqual({
      way: 'delete',
    });
  });

  it.each(['/t', 'x'.repeat(1024), 'a\nb'])(
    'cannot write a link again whose target is no possible key (%j)',
    (target) => {
      const before: KeyState = { kind: 'link', facts, link: { ...snapshot, target } };
      expect(chooseUndo({ before, after: link, versioning: 'never' })).toBe('target-impossible');
      expect(chooseUndo({ before, after: link, versioning: 'enabled', versionId: 'v2' })).toEqual({
        way: 'remove-version',
        versionId: 'v2',
      });
    },
  );

  it('puts every recorded value again', () => {
    expect(
      chooseUndo({ before: link, after: { kind: 'absent' }, versioning: 'enabled', versionId: 'marker' }),
    ).toEqual({
      way: 'put',
      draft: { target: 't', headers: {}, metadata: {}, acl: 'private', tags: { a: 'b' }, storageClass: 'IA' },
    });
  });

  it('removes the written version to bring a real object back, where its version outlived the write', () => {
    const after = link;
    expect(chooseUndo({ before: object('v1'), after, versioning: 'enabled', versionId: 'v2' })).toEqual({
      way: 'remove-version',
      versionId: 'v2',
    });
    expect(chooseUndo({ before: object('v1'), after, versioning: 'suspended', versionId: 'null' })).toEqual({
      way: 'remove-version',
      versionId: 'null',
    });
    expect(chooseUndo({ before: object('null'), after, versioning: 'suspended', versionId: 'null' })).toBe(
      'object-lost',
    );
    expect(chooseUndo({ before: object(), after, versioning: 'never' })).toBe('object-lost');
  });

  it('does not pretend to know values that were never read', () => {
    expect(chooseUndo({ before: blind, after: link, versioning: 'never' })).toBe('parts-unread');
    expect(chooseUndo({ before: blind, after: link, versioning: 'enabled', versionId: 'v2' })).toEqual({
      way: 'remove-version',
      versionId: 'v2',
    });
  });
});
