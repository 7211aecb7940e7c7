import type { KeyView } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { canRepair, isReadable, listUnread, toVerdict } from './link-verdict.ts';

type LinkView = NonNullable<KeyView['link']>;
const target: LinkView['target'] = { key: 't', state: { found: 'nothing', isPrefix: false } };
const base = {
  connection: 'c',
  bucket: 'b',
  key: 'k',
  checkedAt: '2026-01-01T00:00:00Z',
  calls: 1,
};

describe('the verdict on a link', () => {
  it('is its health', () => {
    expect(toVerdict({ health: 'missing', target, reader: [] })).toBe('missing');
    expect(toVerdict({ health: 'ok', target, reader: [] })).toBe('ok');
  });

  it('says so when readers are told a wrong type or encoding', () => {
    const line = { name: 'Content-Encoding', side: 'link', value: null, differs: 'gzip' } as const;
    expect(toVerdict({ health: 'ok', target, reader: [line] })).toBe('served-wrongly');
    expect(toVerdict({ health: 'cold', target, reader: [line] })).toBe('cold');
    expect(toVerdict({ health: 'ok', target, reader: [{ ...line, name: 'Content-Language' }] })).toBe('ok');
  });
});

describe('proposals of another target', () => {
  it('are made for a link that does not work', () => {
    expect(canRepair({ health: 'missing', target, reader: [] })).toBe(true);
    expect(canRepair({ health: 'ok', target, reader: [] })).toBe(false);
  });

  it('are left out where the end of the chain is known', () => {
    const chain = (final: string | null): LinkView['target'] => ({
      key: 't',
      state: { found: 'link', target: 'u', final, loops: false },
    });
    expect(canRepair({ health: 'chained', target: chain('u'), reader: [] })).toBe(false);
    expect(canRepair({ health: 'chained', target: chain(null), reader: [] })).toBe(true);
  });
});

describe('what was not read', () => {
  it('is named for an object', () => {
    const view: KeyView = {
      ...base,
      state: {
        kind: 'object',
        facts: { etag: 'E', size: 1, lastModified: '' },
        storageClass: 'Standard',
        type: 'Normal',
        headers: {},
        metadata: {},
      },
      object: { acl: { known: false, why: 'forbidden' } },
    };
    expect(listUnread(view)).toEqual([{ part: 'acl', why: 'forbidden' }]);
    expect(isReadable(view)).toBe(true);
  });

  it('is nothing where nothing stands', () => {
    const view: KeyView = { ...base, state: { kind: 'absent' } };
    expect(listUnread(view)).toEqual([]);
    expect(isReadable(view)).toBe(false);
  });
});
