import { describe, expect, it } from 'vitest';
import type { Health } from './health.ts';
import type { IndexEntry } from '../index/index-entry.ts';
import { LinkIndex } from '../index/link-index.ts';

const base = { etag: 'E', lastModified: '2026-11-22T00:00:00.000Z', size: 1, storageClass: 'Standard' };
const object = (key: string, more: object = {}): IndexEntry => ({ kind: 'object', key, ...base, ...more });
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...base });

/** What may stand where the link `l` leads, `t`, and what is true of the link then. */
const targets: readonly { name: string; entries: IndexEntry[]; is: readonly Health[] }[] = [
  { name: 'nothing', entries: [], is: ['missing'] },
  { name: 'an object', entries: [object('t')], is: [] },
  ...['Archive', 'ColdArchive', 'DeepColdArchive'].flatMap((storageClass) => [
    { name: `an object of ${storageClass}`, entries: [object('t', { storageClass })], is: ['cold'] as const },
    {
      name: `a restored object of ${storageClass}`,
      entries: [object('t', { storageClass, restored: true })],
      is: [],
    },
  ]),
  { name: 'a link to an object', entries: [link('t', 'o'), object('o')], is: ['chained'] },
  { name: 'a link to nothing', entries: [link('t', 'gone')], is: ['chained', 'missing'] },
  {
    name: 'a link to an archived object',
    entries: [link('t', 'o'), object('o', { storageClass: 'Archive' })],
    is: ['chained', 'cold'],
  },
  { name: 'a link to a folder', entries: [link('t', 'f'), object('f/x')], is: ['chained', 'folder'] },
  { name: 'a link to a link', entries: [link('t', 'u'), link('u', 'o'), object('o')], is: ['chained'] },
  { name: 'a link back', entries: [link('t', 'l')], is: ['self', 'chained'] },
  {
    name: 'a link that leads back by another',
    entries: [link('t', 'u'), link('u', 'l')],
    is: ['self', 'chained'],
  },
  { name: 'a link to itself', entries: [link('t', 't')], is: ['self', 'chained'] },
];

const precedence: readonly Health[] = ['self', 'chained', 'missing', 'folder', 'cold', 'ok'];

describe('of all that is wrong with a link, the first of self, chained, missing, folder and cold is said', () => {
  it.each(targets)('where it leads to $name', ({ entries, is }) => {
    const wrong = new Set<Health>([...is, 'ok']);
    expect(new LinkIndex([link('l', 't'), ...entries]).judge('l')?.health).toBe(
      precedence.find((health) => wrong.has(health)),
    );
  });

  it.each(targets)('where it leads to $name, and a folder of that name exists as well', ({ entries, is }) => {
    // Only a target that is nothing else is a folder: a mounted file system finds the key first.
    const wrong = new Set<Health>(entries.length === 0 ? ['folder'] : [...is, 'ok']);
    const index = new LinkIndex([link('l', 't'), object('t/x'), ...entries]);
    expect(index.judge('l')?.health).toBe(precedence.find((health) => wrong.has(health)));
  });

  it.each(targets)('where it leads to itself, whatever else there is: $name', ({ entries }) => {
    expect(new LinkIndex([link('l', 'l'), object('l/x'), ...entries]).judge('l')?.health).toBe('self');
  });

  it('where the bucket reads Archive at once: that and no colder class is ok', () => {
    for (const [storageClass, health] of [
      ['Archive', 'ok'],
      ['ColdArchive', 'cold'],
      ['DeepColdArchive', 'cold'],
    ] as const) {
      const index = new LinkIndex([link('l', 't'), object('t', { storageClass })], {
        archiveDirectRead: true,
      });
      expect(index.judge('l')?.health).toBe(health);
    }
  });
});
