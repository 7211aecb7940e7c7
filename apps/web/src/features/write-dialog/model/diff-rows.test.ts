import { draftRepoint, type KeyState, type LinkSnapshot } from '@signpost/link-model/write';
import { describe, expect, it } from 'vitest';
import { rowName, rowsKept, rowsThatMatter, toDiffRows } from './diff-rows.ts';

const facts = { etag: 'E', lastModified: '2026-01-01T00:00:00.000Z', size: 7 };
const link: LinkSnapshot = {
  target: 'a/1/x',
  headers: { known: true, value: { contentType: 'text/plain', cacheControl: 'max-age=60' } },
  metadata: { known: true, value: { channel: 'latest' } },
  acl: { known: true, value: 'public-read' },
  tags: { known: true, value: { team: 'cli' } },
  storageClass: { known: true, value: 'Standard' },
};
const now: KeyState = { kind: 'link', facts, link };

describe('rows of now and then', () => {
  it('mark the target alone when a link is repointed', () => {
    const rows = toDiffRows(now, draftRepoint(link, 'a/2/x'));
    expect(rows.filter((row) => row.changes).map(rowName)).toEqual(['target']);
    expect(rowsKept(rows).map(rowName)).toEqual([
      'storageClass',
      'acl',
      'header:contentType',
      'header:cacheControl',
      'metadata:channel',
      'tag:team',
    ]);
  });

  it('show a header that is set along with the move', () => {
    const rows = rowsThatMatter(
      toDiffRows(now, draftRepoint(link, 'a/2/x', { headers: { contentEncoding: 'gzip' } })),
    );
    expect(rows.map(rowName)).toEqual(['target', 'header:contentEncoding']);
    expect(rows[1]).toMatchObject({ before: { value: null }, after: 'gzip' });
  });

  it('count a value that could not be read as changing', () => {
    const unread: KeyState = {
      kind: 'link',
      facts,
      link: {
        ...link,
        acl: { known: false, why: 'forbidden' },
        headers: { known: false, why: 'unreadable', partial: { contentType: 'text/plain' } },
      },
    };
    const rows = toDiffRows(unread, draftRepoint(unread.link, 'a/2/x'));
    expect(rowsThatMatter(rows).map(rowName)).toEqual(['target', 'acl']);
    expect(rows.find((row) => rowName(row) === 'acl')).toMatchObject({
      before: { unread: 'forbidden' },
      after: 'default',
    });
    expect(rows.find((row) => rowName(row) === 'header:contentType')).toMatchObject({ changes: false });
  });

  it('leave nothing standing after a delete', () => {
    const rows = toDiffRows(now, null);
    expect(rows.every((row) => row.after === null && row.changes)).toBe(true);
  });

  it('come from nothing for a new link', () => {
    const rows = toDiffRows({ kind: 'absent' }, draftRepoint(link, 'a/1/x'));
    expect(rows.every((row) => 'value' in row.before && row.before.value === null)).toBe(true);
    expect(rows.map(rowName)).toContain('tag:team');
  });
});
