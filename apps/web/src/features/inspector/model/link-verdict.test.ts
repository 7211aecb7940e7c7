import type { KeyView } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { canRepair, isMisleading, isReadable, listUnread, toVerdict } from './link-verdict.ts';

type LinkView = NonNullable<KeyView['link']>;
const target: LinkView['target'] = { key: 't', state: { found: 'nothing', isPrefix: false } };
const publicRead = 'private' as const;
const base = {
  connection: 'c',
  bucket: 'b',
  key: 'k',
  checkedAt: '2026-01-01T00:00:00Z',
  calls: 1,
};

describe('the verdict on a link', () => {
  it('is its health', () => {
    expect(toVerdict({ health: 'missing', target, reader: [], publicRead })).toBe('missing');
    expect(toVerdict({ health: 'ok', target, reader: [], publicRead })).toBe('ok');
  });

  it('says so when a mirror rule may fetch the missing target', () => {
    const state = { found: 'nothing', isPrefix: false, mirror: { prefix: '' } } as const;
    const link: LinkView = { health: 'missing', target: { key: 't', state }, reader: [], publicRead };
    expect(toVerdict(link)).toBe('mirrored');
    expect(canRepair(link)).toBe(true);
  });

  it('says so when readers are told a wrong type or encoding', () => {
    const wrong: LinkView = {
      health: 'ok',
      target,
      reader: [],
      publicRead,
      servedWrongly: ['contentEncoding'],
    };
    expect(toVerdict(wrong)).toBe('served-wrongly');
    expect(toVerdict({ ...wrong, servedWrongly: [] })).toBe('ok');
    const line = { name: 'Content-Encoding', side: 'link', value: null, differs: 'gzip' } as const;
    expect(isMisleading(line, wrong)).toBe(true);
    expect(isMisleading({ ...line, name: 'Content-Type' }, wrong)).toBe(false);
  });

  it('says so when the link is public and the public is refused', () => {
    const link: LinkView = { health: 'ok', target, reader: [], publicRead: 'refused' };
    expect(toVerdict(link)).toBe('public-refused');
    expect(toVerdict({ ...link, servedWrongly: ['contentType'] })).toBe('public-refused');
    expect(toVerdict({ ...link, health: 'missing' })).toBe('missing');
  });
});

describe('proposals of another target', () => {
  it('are made for a link that does not work', () => {
    expect(canRepair({ health: 'missing', target, reader: [], publicRead })).toBe(true);
    expect(canRepair({ health: 'ok', target, reader: [], publicRead })).toBe(false);
  });

  it('are left out where the end of the chain is known', () => {
    const chain = (final: string | null): LinkView['target'] => ({
      key: 't',
      state: { found: 'link', target: 'u', final, loops: false },
    });
    expect(canRepair({ health: 'chained', target: chain('u'), reader: [], publicRead })).toBe(false);
    expect(canRepair({ health: 'chained', target: chain(null), reader: [], publicRead })).toBe(true);
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
