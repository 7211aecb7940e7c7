import type { Finding } from '@signpost/link-model/write';
import { describe, expect, it } from 'vitest';
import english from '../../locales/en/findings.json';
import { toFindingText, type ValueFormats } from './finding-text.ts';

const formats: ValueFormats = {
  key: (text) => `<${text}>`,
  storageClass: (name) => name,
  size: (bytes) => `${bytes} B`,
  time: (iso) => `time ${iso}`,
  date: (iso) => iso,
  header: (name) => name,
  list: (items) => items.join(' + '),
  reason: (why) => `${why}.`,
  part: (part) => part,
  count: (count) => `#${count}`,
  more: (count) => `${count} more`,
};

/** One of each, and both sides of those that have two. */
const all: Finding[] = [
  { level: 'block', code: 'key-invalid', problem: 'empty' },
  { level: 'block', code: 'key-invalid', problem: 'too-long' },
  { level: 'block', code: 'key-invalid', problem: 'leading-slash' },
  { level: 'block', code: 'key-invalid', problem: 'control-character' },
  { level: 'block', code: 'key-invalid', problem: 'not-unicode' },
  { level: 'block', code: 'target-invalid', problem: 'empty' },
  { level: 'block', code: 'target-invalid', problem: 'too-long' },
  { level: 'block', code: 'target-invalid', problem: 'leading-slash' },
  { level: 'block', code: 'target-invalid', problem: 'control-character' },
  { level: 'block', code: 'target-invalid', problem: 'not-unicode' },
  { level: 'choose', code: 'earlier-write-open', change: '1', target: 'a', mayArriveUntil: 'T' },
  { level: 'choose', code: 'earlier-write-open', change: '1', target: null, mayArriveUntil: 'T' },
  { level: 'block', code: 'key-reserved' },
  { level: 'block', code: 'links-unsupported' },
  { level: 'block', code: 'target-is-key' },
  { level: 'block', code: 'nothing-changes' },
  { level: 'block', code: 'nothing-there' },
  { level: 'note', code: 'new-link' },
  { level: 'note', code: 'over-delete-marker' },
  { level: 'note', code: 'moves-link', from: 'a' },
  { level: 'choose', code: 'moves-link', from: 'a' },
  { level: 'note', code: 'deletes-link', target: 'a', marker: true },
  { level: 'note', code: 'deletes-link', target: 'a', marker: false },
  { level: 'block', code: 'not-a-link', size: 12 },
  { level: 'prove', code: 'replaces-object', size: 12, etag: 'E', lastModified: 'D', recoverable: false },
  { level: 'prove', code: 'replaces-object', size: 12, etag: 'E', lastModified: 'D', recoverable: true },
  {
    level: 'prove',
    code: 'replaces-object',
    size: 12,
    etag: 'E',
    lastModified: 'D',
    recoverable: false,
    shadowed: true,
  },
  { level: 'prove', code: 'deletes-object', size: 12, etag: 'E', lastModified: 'D', recoverable: false },
  { level: 'prove', code: 'deletes-object', size: 12, etag: 'E', lastModified: 'D', recoverable: true },
  { level: 'block', code: 'not-an-object' },
  { level: 'choose', code: 'target-missing' },
  { level: 'advise', code: 'target-mirrored', prefix: 'm/' },
  { level: 'advise', code: 'target-mirrored', prefix: '' },
  { level: 'choose', code: 'target-folder' },
  { level: 'choose', code: 'target-chained', final: 'b' },
  { level: 'choose', code: 'target-chained', final: null },
  { level: 'choose', code: 'target-loops' },
  { level: 'choose', code: 'target-cold', storageClass: 'Archive' },
  { level: 'advise', code: 'target-breaks-soon', what: 'cold', at: 'D', rule: 'r', prefix: 'p' },
  { level: 'advise', code: 'target-breaks-soon', what: 'cold', at: 'D' },
  { level: 'advise', code: 'target-breaks-soon', what: 'deleted', at: 'D', rule: 'r', prefix: 'p' },
  { level: 'advise', code: 'target-forbidden' },
  { level: 'choose', code: 'target-unchecked' },
  { level: 'advise', code: 'target-empty' },
  { level: 'advise', code: 'target-shrunk', size: 1, was: 100 },
  { level: 'advise', code: 'target-older', lastModified: 'D', was: 'E' },
  { level: 'advise', code: 'target-young', lastModified: 'D' },
  { level: 'advise', code: 'header-set', header: 'contentEncoding', from: 'br', to: 'gzip' },
  { level: 'advise', code: 'header-set', header: 'contentEncoding', from: null, to: 'gzip' },
  { level: 'advise', code: 'header-set', header: 'contentEncoding', from: 'br', to: null },
  { level: 'advise', code: 'header-differs', header: 'contentType', link: 'a', target: 'b' },
  { level: 'advise', code: 'header-differs', header: 'contentType', link: null, target: 'b' },
  { level: 'advise', code: 'header-differs', header: 'contentType', link: 'a', target: null },
  { level: 'choose', code: 'header-differs', header: 'contentEncoding', link: 'gzip', target: null },
  { level: 'choose', code: 'header-differs', header: 'contentEncoding', link: null, target: 'gzip' },
  { level: 'choose', code: 'header-differs', header: 'contentEncoding', link: 'br', target: 'gzip' },
  { level: 'choose', code: 'header-differs', header: 'contentType', link: 'a/b', target: 'c/d' },
  { level: 'advise', code: 'extension-differs', key: '.a', target: '.b' },
  { level: 'choose', code: 'part-unread', part: 'headers', why: 'unreadable' },
  { level: 'choose', code: 'part-unread', part: 'metadata', why: 'unreadable' },
  { level: 'choose', code: 'part-unread', part: 'acl', why: 'forbidden' },
  { level: 'choose', code: 'part-unread', part: 'tags', why: 'forbidden' },
  { level: 'choose', code: 'part-unread', part: 'storageClass', why: 'unreadable' },
  { level: 'advise', code: 'class-billed', storageClass: 'IA' },
  { level: 'choose', code: 'breaks-links', count: 2, first: ['sdk/a', 'sdk/b'], complete: true },
  { level: 'choose', code: 'breaks-links', count: 2, first: ['sdk/a', 'sdk/b'], complete: false },
  { level: 'advise', code: 'breaks-links', count: 2, first: ['sdk/a', 'sdk/b'], complete: true },
  { level: 'advise', code: 'breaks-links', count: 2, first: ['sdk/a', 'sdk/b'], complete: false },
  { level: 'advise', code: 'backlinks-unknown' },
  { level: 'note', code: 'backlinks-none', scannedAt: 'D' },
  { level: 'note', code: 'restores-version' },
  { level: 'advise', code: 'key-like-folder' },
  { level: 'note', code: 'kept' },
  { level: 'note', code: 'inherited', headers: ['contentType', 'contentEncoding'] },
  { level: 'note', code: 'guard-atomic' },
  { level: 'note', code: 'guard-not-atomic', versioned: true },
  { level: 'note', code: 'guard-not-atomic', versioned: false },
  { level: 'note', code: 'undo-after' },
  { level: 'advise', code: 'undo-impossible-parts', parts: ['headers', 'acl'] },
  { level: 'advise', code: 'undo-impossible-target' },
  { level: 'block', code: 'retained', until: '2027-01-01T00:00:00.000Z' },
  { level: 'advise', code: 'retained', until: '2027-01-01T00:00:00.000Z' },
  { level: 'advise', code: 'retained-after', until: '2027-01-01T00:00:00.000Z' },
  { level: 'block', code: 'destination-taken', to: 'b' },
  { level: 'block', code: 'destination-twice', to: 'b', first: ['a', 'c'] },
  { level: 'block', code: 'destination-is-source' },
  { level: 'block', code: 'destination-invalid', to: '/b', problem: 'leading-slash' },
  { level: 'note', code: 'copies-object', from: 'a', size: 12 },
  { level: 'block', code: 'copy-too-large', size: 12, most: 10 },
  { level: 'block', code: 'copy-cold', storageClass: 'Archive' },
  { level: 'advise', code: 'kept-elsewhere', at: 'b', size: 12, etag: 'E' },
];

function fillers(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
}

describe('the words of a finding', () => {
  it('exist for every finding, each with words of its own', () => {
    const ids = all.map((finding) => toFindingText(finding, formats).id);
    expect(new Set(ids).size).toBe(all.length);
  });

  it('leave no text of the table unused', () => {
    const ids = new Set<string>(all.map((finding) => toFindingText(finding, formats).id));
    expect(Object.keys(english.found).filter((id) => !ids.has(id))).toEqual([
      'unread-delete',
      'breaks-links-gone',
      'broken-links-gone',
      'broken-links-gone-at-least',
      'unknown',
      'deletes-link-missing',
      'deletes-link-marker-missing',
    ]);
  });

  it('fill every gap of their text', () => {
    for (const finding of all) {
      const { id, values } = toFindingText(finding, formats);
      const { title, text } = english.found[id];
      expect([id, fillers(title + text).filter((name) => values[name] === undefined)]).toEqual([id, []]);
    }
  });

  it('have a decision to tick for every finding that needs one', () => {
    const needing = all
      .filter((finding) => finding.level === 'choose')
      .map((finding) => toFindingText(finding, formats).id);
    expect(needing.filter((id) => !(id in english.accept))).toEqual([]);
  });

  it('say of a delete that an undo could not bring back what was not read', () => {
    const unread = { level: 'choose', code: 'part-unread', part: 'tags', why: 'forbidden' } as const;
    expect(toFindingText(unread, formats, { deletes: true })).toEqual({
      id: 'unread-delete',
      values: { part: 'tags', why: 'forbidden.' },
    });
  });

  it.each([
    [false, 'deletes-link-missing'],
    [true, 'deletes-link-marker-missing'],
  ])('do not say of a target that does not exist that it stays (marker %s)', (marker, id) => {
    const deletes = { level: 'note', code: 'deletes-link', target: 'a', marker } as const;
    expect(toFindingText(deletes, formats, { targetMissing: true })).toEqual({
      id,
      values: { target: '<a>' },
    });
  });

  it('say that readers get 404 when what links lead to is deleted', () => {
    const breaks = {
      level: 'choose' as const,
      code: 'breaks-links' as const,
      count: 1,
      first: ['a'],
      complete: true,
    };
    expect(toFindingText(breaks, formats, { deletes: true }).id).toBe('breaks-links-gone');
    expect(toFindingText({ ...breaks, complete: false }, formats, { deletes: true }).id).toBe(
      'breaks-links-at-least',
    );
  });

  it.each([
    [false, true, 'broken-links'],
    [false, false, 'broken-links-at-least'],
    [true, true, 'broken-links-gone'],
    [true, false, 'broken-links-gone-at-least'],
  ])(
    'speak in the present of links that are broken before (delete %s, whole %s)',
    (deletes, complete, id) => {
      const broken = { level: 'advise', code: 'breaks-links', count: 1, first: ['a'], complete } as const;
      expect(toFindingText({ ...broken, first: ['a'] }, formats, { deletes }).id).toBe(id);
      expect(english.found[id as 'broken-links'].title).toBe('Links to this key are broken already');
    },
  );

  it.each([
    [1, ['a'], '<a>'],
    [9, ['a', 'b', 'c', 'd', 'e'], '<a> + <b> + <c> + <d> + <e> + 4 more'],
    [1000, ['a', 'b', 'c', 'd', 'e'], '<a> + <b> + <c> + <d> + <e> + 995 more'],
  ])('count all of %i links that would break, and name the first', (count, first, links) => {
    const finding: Finding = { level: 'choose', code: 'breaks-links', count, first, complete: true };
    expect(toFindingText(finding, formats).values).toEqual({ count: `#${count}`, links });
  });

  it('name the code of a finding that this page does not know', () => {
    const strange = { level: 'advise', code: 'from-the-future' } as unknown as Finding;
    expect(toFindingText(strange, formats)).toEqual({ id: 'unknown', values: { code: 'from-the-future' } });
  });

  it('show keys in their visible form', () => {
    expect(toFindingText({ level: 'note', code: 'moves-link', from: 'x' }, formats).values).toEqual({
      from: '<x>',
    });
  });
});
