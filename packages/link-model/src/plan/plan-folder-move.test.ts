import { describe, expect, it } from 'vitest';
import type { FolderMoveCase, FolderMoveRow } from './folder-move.ts';
import { planFolderMove } from './plan-folder-move.ts';

const now = Date.parse('2026-11-29T12:00:00.000Z');
const lastModified = '2026-11-29T11:00:00.000Z';

type Pairs = Record<string, string | undefined>;

const plan = (
  folders: Pick<FolderMoveCase, 'prefix' | 'from' | 'to'> & Partial<FolderMoveCase>,
  links: Pairs,
  files: readonly string[],
) =>
  planFolderMove({
    now,
    links: Object.entries(links).map(([key, target]) => ({ key, target })),
    objects: files.map((key) => ({ key, size: 100, lastModified })),
    ...folders,
  });

/** A row in one line: `moved latest/a > v2/a`. */
const tell = (row: FolderMoveRow): string => {
  const more = 'next' in row ? ` > ${row.next}` : 'wanted' in row ? ` > ${row.wanted}` : '';
  return `${row.kind} ${row.key}${more}${'why' in row ? ` (${row.why})` : ''}`;
};

const cli = { prefix: 'cli/latest/', from: 'cli/2.14.0/', to: 'cli/2.15.0-rc.1/' };
const latest: Pairs = {
  'cli/latest/VERSION': 'cli/2.14.0/VERSION',
  'cli/latest/cli-linux.tgz': 'cli/2.14.0/cli-2.14.0-linux.tgz',
  'cli/latest/cli-windows.zip': 'cli/2.14.0/cli-2.14.0-windows.zip',
};
const candidate = [
  'cli/2.15.0-rc.1/VERSION',
  'cli/2.15.0-rc.1/cli-2.15.0-rc.1-linux.tgz',
  'cli/2.15.0-rc.1/cli-2.15.0-rc.1-riscv.tgz',
];

describe('a folder move', () => {
  it('moves what is there, creates what is new and names what is missing', () => {
    const move = plan(cli, latest, candidate);
    expect(move.renaming).toEqual({ from: '2.14.0', to: '2.15.0-rc.1' });
    expect(move.naming).toBe('version-dropped');
    expect(move.rows.map(tell)).toEqual([
      'moved cli/latest/VERSION > cli/2.15.0-rc.1/VERSION',
      'moved cli/latest/cli-linux.tgz > cli/2.15.0-rc.1/cli-2.15.0-rc.1-linux.tgz',
      'created cli/latest/cli-riscv.tgz > cli/2.15.0-rc.1/cli-2.15.0-rc.1-riscv.tgz',
      'missing cli/latest/cli-windows.zip > cli/2.15.0-rc.1/cli-2.15.0-rc.1-windows.zip',
    ]);
    expect(move.rows.at(-1)).toMatchObject({ findings: [{ level: 'choose', code: 'target-missing' }] });
  });

  it('takes folders without their slash', () => {
    const bare = { prefix: 'cli/latest', from: 'cli/2.14.0', to: 'cli/2.15.0-rc.1' };
    expect(plan(bare, latest, candidate)).toEqual(plan(cli, latest, candidate));
    // cli/2.1 is not the beginning of cli/2.14.0.
    expect(plan({ ...cli, from: 'cli/2.1' }, latest, []).rows.map(tell)).toEqual(
      Object.keys(latest).map((key) => `alone ${key} (other-folder)`),
    );
  });

  it('keeps the key of a link that carries the version itself', () => {
    const links = { 'latest/cli-2.14.0.tgz': '2.14.0/cli-2.14.0.tgz' };
    const folders = { prefix: 'latest/', from: '2.14.0/', to: '2.15.0/' };
    expect(plan(folders, links, ['2.15.0/cli-2.15.0.tgz']).rows.map(tell)).toEqual([
      'moved latest/cli-2.14.0.tgz > 2.15.0/cli-2.15.0.tgz',
    ]);
    expect(plan({ ...folders, renaming: 'none' }, links, ['2.15.0/cli-2.15.0.tgz']).rows.map(tell)).toEqual([
      'missing latest/cli-2.14.0.tgz > 2.15.0/cli-2.14.0.tgz',
      'created latest/cli-2.15.0.tgz > 2.15.0/cli-2.15.0.tgz',
    ]);
  });

  it('takes the renaming and the naming it is given', () => {
    const folders = { prefix: 'latest/', from: 'blue/', to: 'green/' };
    const move = plan(
      { ...folders, renaming: { from: 'old', to: 'new' }, naming: 'version-swapped' },
      { 'latest/app': 'blue/app-old' },
      ['green/app-new', 'green/lib-green.js'],
    );
    expect(move.rows.map(tell)).toEqual([
      'moved latest/app > green/app-new',
      'created latest/lib-latest.js > green/lib-green.js',
    ]);
  });

  it('knows from the renaming which version names of links drop', () => {
    const move = plan(
      { prefix: 'latest/', from: 'v2.14.0/', to: 'v2.15.0/' },
      { 'latest/cli.tgz': 'v2.14.0/cli-2.14.0.tgz' },
      ['v2.15.0/cli-2.15.0.tgz', 'v2.15.0/cli-2.15.0-riscv.tgz'],
    );
    expect(move.rows.map(tell)).toEqual([
      'created latest/cli-riscv.tgz > v2.15.0/cli-2.15.0-riscv.tgz',
      'moved latest/cli.tgz > v2.15.0/cli-2.15.0.tgz',
    ]);
  });

  it('moves a link with a name of its own, too', () => {
    const links = { 'latest/download': 'v1/cli.tgz', 'latest/cli.tgz': 'v1/cli.tgz' };
    expect(plan({ prefix: 'latest/', from: 'v1/', to: 'v2/' }, links, ['v2/cli.tgz']).rows.map(tell)).toEqual(
      ['moved latest/cli.tgz > v2/cli.tgz', 'moved latest/download > v2/cli.tgz'],
    );
  });

  it('leaves alone what leads elsewhere, and says what it could lead to', () => {
    const move = plan(
      { prefix: 'latest/', from: '2.14.0/', to: '2.15.0/' },
      {
        'latest/a': '2.14.0/a',
        'latest/b-2.13.2': '2.13.2/b-2.13.2',
        'latest/c': '2.13.2/c',
        'latest/d': 'docs/readme',
        'latest/e': undefined,
        'elsewhere/f': '2.14.0/f',
      },
      ['2.15.0/a', '2.15.0/b-2.15.0', '2.15.0/d'],
    );
    expect(move.rows.map(tell)).toEqual(
      [
        'moved latest/a > 2.15.0/a',
        'created latest/b-2.15.0 > 2.15.0/b-2.15.0',
        'alone latest/b-2.13.2 > 2.15.0/b-2.15.0 (other-folder)',
        'alone latest/c (other-folder)',
        'alone latest/d (elsewhere)',
        'skipped latest/d > 2.15.0/d (name-taken)',
        'alone latest/e (target-unread)',
      ].toSorted((a, b) => ((a.split(' ')[1] ?? '') < (b.split(' ')[1] ?? '') ? -1 : 1)),
    );
  });

  it('leaves unchanged what leads there already', () => {
    const links = { 'latest/a': 'v2/a', 'latest/b': 'v2/gone' };
    expect(plan({ prefix: 'latest/', from: 'v1/', to: 'v2/' }, links, ['v2/a']).rows.map(tell)).toEqual([
      'unchanged latest/a',
      'missing latest/b > v2/gone',
    ]);
  });

  it('makes a folder of links where none is', () => {
    const move = plan({ prefix: 'latest/', to: 'v2/' }, {}, [
      'v2/',
      'v2/docs/',
      'v2/VERSION',
      'v2/docs/a.html',
    ]);
    expect(move.rows.map(tell)).toEqual([
      'created latest/VERSION > v2/VERSION',
      'created latest/docs/a.html > v2/docs/a.html',
    ]);
  });

  it('writes no link over another one, or over an object', () => {
    const folders = { prefix: 'cli/latest/', from: 'cli/v1/', to: 'cli/' };
    const move = plan(folders, { 'cli/latest/a': 'cli/v1/a' }, [
      'cli/a',
      'cli/latest/b',
      'cli/b',
      'cli/v1/c',
    ]);
    expect(move.rows.map(tell)).toEqual([
      'moved cli/latest/a > cli/a',
      'skipped cli/latest/b > cli/b (object-there)',
    ]);
    const twice = plan({ prefix: 'l/', to: '2.0/', naming: 'version-dropped' }, {}, [
      '2.0/a-2.0.js',
      '2.0/a.js',
    ]);
    expect(twice.rows.map(tell)).toEqual([
      'created l/a.js > 2.0/a-2.0.js',
      'skipped l/a.js > 2.0/a.js (name-taken)',
    ]);
  });

  it('never leads a link to itself, nor writes into the folders it moves between', () => {
    const inside = plan(
      { prefix: '', from: 'v1/', to: 'v2/' },
      { a: 'v1/a', 'v1/b': 'v1/x', 'v2/c': 'v1/c' },
      ['v2/a', 'v2/c', 'v2/v2/d'],
    );
    expect(inside.rows.map(tell)).toEqual([
      'moved a > v2/a',
      'created c > v2/c',
      'alone v1/b (in-folder)',
      'alone v2/c (in-folder)',
      'skipped v2/d > v2/v2/d (in-folder)',
    ]);
    const self = plan({ prefix: 'p/', from: 'v1/', to: '' }, { 'p/a': 'v1/p/a' }, ['p/a', 'b']);
    expect(self.rows.map(tell)).toEqual(['alone p/a (own-key)', 'created p/b > b']);
  });

  it('does not write what can be no key', () => {
    const long = 'x'.repeat(1015);
    const move = plan({ prefix: 'a-long-name/', from: 'v1/', to: 'v2/' }, { 'a-long-name/n': 'v1/n\nn' }, [
      `v2/${long}`,
      'v2/n\nn',
      'v2/m\nm',
    ]);
    expect(move.rows.map(tell)).toEqual([
      'skipped a-long-name/m\nm > v2/m\nm (target-invalid)',
      'alone a-long-name/n > v2/n\nn (target-invalid)',
      'skipped a-long-name/n\nn > v2/n\nn (target-invalid)',
      `skipped a-long-name/${long} > v2/${long} (key-invalid)`,
    ]);
  });

  it('takes names as they are: doubled slashes, dots, emoji, Chinese', () => {
    const names = ['//x', './y', '../z', '📦/🎯 a', '词表.txt', '%2F'];
    const links = Object.fromEntries(names.map((name) => [`最新/${name}`, `2026年/${name}`]));
    const move = plan(
      { prefix: '最新/', from: '2026年/', to: '2027年/' },
      links,
      names.map((name) => `2027年/${name}`),
    );
    expect(
      move.rows.toSorted((a, b) => names.indexOf(a.key.slice(3)) - names.indexOf(b.key.slice(3))).map(tell),
    ).toEqual(names.map((name) => `moved 最新/${name} > 2027年/${name}`));
  });

  it('finds suspicious files', () => {
    const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString();
    const move = plan(
      {
        prefix: 'l/',
        from: 'v1/',
        to: 'v2/',
        oldObjects: ['a', 'b', 'c', 'd'].map((name) => ({ key: `v1/${name}`, size: 1000 })),
        objects: [
          { key: 'v2/a', size: 0, lastModified: at(60) },
          { key: 'v2/b', size: 99, lastModified: at(600) },
          { key: 'v2/c', size: 100, lastModified: at(600) },
          { key: 'v2/d', size: 5000, lastModified: at(59) },
          { key: 'v2/e', size: 0, lastModified: at(-5) },
        ],
      },
      { 'l/a': 'v1/a', 'l/b': 'v1/b', 'l/c': 'v1/c', 'l/d': 'v1/d' },
      [],
    );
    expect(move.rows.map((row) => ('findings' in row ? row.findings : undefined))).toEqual([
      [{ level: 'advise', code: 'target-empty' }],
      [{ level: 'advise', code: 'target-shrunk', size: 99, was: 1000 }],
      [],
      [{ level: 'advise', code: 'target-young', lastModified: at(59) }],
      [
        { level: 'advise', code: 'target-empty' },
        { level: 'advise', code: 'target-young', lastModified: at(-5) },
      ],
    ]);
  });
});
