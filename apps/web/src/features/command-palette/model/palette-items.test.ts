import { locateText } from '@signpost/link-model/text';
import { describe, expect, it } from 'vitest';
import { toPaletteGroups, type PaletteCommand } from './palette-items.ts';
import { toGoOptions } from './go-options.ts';

const command = (id: string, name: string): PaletteCommand => ({ id, name, icon: 'arrow', run: () => {} });
const pages = [command('home', 'Home'), command('links', 'Links')];
const actions = [command('new', 'New link here')];
const settings: PaletteCommand[] = [
  { ...command('settings', 'Settings …'), asks: 'settings' },
  { ...command('theme', 'Theme: dark'), setting: true, words: 'settings' },
];
const atHand = [
  { ...command('delete', 'Delete latest.txt…'), phrases: ['delete', 'remove', '删除'] },
  { ...command('repoint', 'Repoint latest.txt…'), phrases: ['repoint', 'change target', '重定向'] },
];
type Contents = Parameters<typeof toPaletteGroups>[0];
const show = (
  text: string,
  hits: Contents['hits'] = [],
  near: Contents['atHand'] = [],
  more = settings,
  whole: string[] = [],
) =>
  toPaletteGroups({
    text,
    go: toGoOptions(locateText(text, {}), { bucket: 'b', buckets: [{ name: 'b' }] }),
    hits,
    whole,
    change: undefined,
    recent: { places: [{ bucket: 'b', key: 'docs/' }], changes: [] },
    atHand: near,
    pages,
    actions: [...actions, ...more],
  });
const groups = (...[text, hits, near]: Parameters<typeof show>) =>
  show(text, hits, near, []).map(({ name, items }) => [name, items.length]);

describe('what the palette shows', () => {
  it('is where one was, all pages and actions while nothing is typed', () => {
    expect(groups('')).toEqual([
      ['recent', 1],
      ['places', 2],
      ['actions', 1],
    ]);
  });

  it('is what was found for words, and a key of that name last', () => {
    expect(groups('link', [{ bucket: 'b', key: 'a-link', kind: 'object' }])).toEqual([
      ['links', 1],
      ['places', 1],
      ['actions', 1],
      ['go', 1],
    ]);
  });

  it('is the key first for a key, and an object is not shown twice', () => {
    expect(groups('a/b', [{ bucket: 'b', key: 'a/b', kind: 'object' }])).toEqual([['go', 1]]);
  });

  it('shows a link that was named by its key once, with what the index knows of it', () => {
    const hit = { bucket: 'b', key: 'a/b', kind: 'link' as const, target: 'c' };
    const [go, ...more] = show('a/b', [hit]);
    expect(more).toEqual([]);
    expect(go?.items).toEqual([expect.objectContaining({ kind: 'go', hit })]);
  });

  it('puts a key that nothing is stored at behind what was found, and says so', () => {
    const hits = [{ bucket: 'b', key: 'cli/a/b', kind: 'link' as const }];
    const names = (whole: string[], text = 'a/b') => show(text, hits, [], [], whole).map(({ name }) => name);
    expect(names([])).toEqual(['go', 'links']);
    expect(names(['b'])).toEqual(['links', 'go']);
    expect(names(['b'], 'a/')).toEqual(['go', 'links']);
    expect(show('a/b', hits, [], [], ['b'])[1]?.items).toEqual([expect.objectContaining({ unknown: true })]);
    expect(show('a/b', [{ ...hits[0]!, key: 'a/b' }], [], [], ['b'])[0]?.items).toEqual([
      expect.not.objectContaining({ unknown: true }),
    ]);
  });

  it('keeps settings back until they are asked for', () => {
    const found = (text: string) => show(text).flatMap(({ items }) => items.map(({ id }) => id));
    expect(found('')).toContain('command settings');
    expect(found('')).not.toContain('command theme');
    expect(found('dark')).toEqual(expect.arrayContaining(['command theme']));
    expect(found('settings')).toContain('command theme');
  });

  it('begins with what can be done with the open key while nothing is typed', () => {
    expect(groups('', [], atHand)[0]).toEqual(['atHand', 2]);
  });

  it.each(['repoint', 'Rep', 'change t', '重', 'del'])(
    'puts an action that %j asks for before what was found',
    (text) => {
      const hits = [{ bucket: 'b', key: `${text}/repoint-delete`, kind: 'link' as const }];
      expect(groups(text, hits, atHand)[0]).toEqual(['atHand', 1]);
    },
  );

  it('keeps what was found first for words that merely occur in an action', () => {
    const hits = [{ bucket: 'b', key: 'latest.txt', kind: 'link' as const }];
    for (const text of ['latest', 'target', 'r'])
      expect(groups(text, hits, atHand).map(([name]) => name)[0], text).toBe('links');
    expect(groups('latest', hits, atHand)).toContainEqual(['atHand', 2]);
  });
});
