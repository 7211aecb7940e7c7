import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffKeys } from './target-diff.ts';
import { countExcessMarks, toVisibleRuns, toVisibleText, type VisibleOptions } from './visible-text.ts';

describe('comparing keys', () => {
  it('marks only the words that differ', () => {
    expect(diffKeys('cli/2.13.2/cli-2.13.2.tgz', 'cli/2.14.0/cli-2.14.0.tgz')).toEqual([
      { kind: 'same', text: 'cli/' },
      { kind: 'removed', text: '2.13.2' },
      { kind: 'added', text: '2.14.0' },
      { kind: 'same', text: '/cli-' },
      { kind: 'removed', text: '2.13.2' },
      { kind: 'added', text: '2.14.0' },
      { kind: 'same', text: '.tgz' },
    ]);
  });

  it.each([
    ['cli/1.2.0/cli.tgz', 'cli/2.15.0-rc.1/cli.tgz', 'cli/[1.2.0>2.15.0-rc.1]/cli.tgz'],
    ['cli-1.9.4-linux.zip', 'cli-1.10.0-linux.zip', 'cli-[1.9.4>1.10.0]-linux.zip'],
    ['2.15.0-rc.1/a', '2.15.0/a', '[2.15.0-rc.1>2.15.0]/a'],
    ['a/1.2.7z', 'a/1.3.7z', 'a/[1.2>1.3].7z'],
    ['app/v1/app.txt', 'app/v2/app.txt', 'app/[v1>v2]/app.txt'],
    ['v2.13.2/cli', 'v2.14.0/cli', '[v2.13.2>v2.14.0]/cli'],
    ['cli2.13.2.tgz', 'cli2.14.0.tgz', 'cli[2.13.2>2.14.0].tgz'],
    ['cli-amd64.zip', 'cli-arm64.zip', 'cli-[amd64>arm64].zip'],
    ['web/green/index.html', 'web/blue/index.html', 'web/[green>blue]/index.html'],
    ['a/x', 'a/1.2.0', 'a/[x>1.2.0]'],
    ['a/1.2.0', 'a/1.2.0', 'a/1.2.0'],
  ])('replaces a version in one piece: %s, %s', (before, after, drawn) => {
    const marks = { same: ['', ''], removed: ['[', '>'], added: ['', ']'] } as const;
    const text = diffKeys(before, after)
      .map(({ kind, text: part }) => `${marks[kind][0]}${part}${marks[kind][1]}`)
      .join('');
    expect(text).toBe(drawn);
  });

  it('gives back both texts, whatever they are', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('1', '12', '.', '-', 'rc', '/', 'v', '2.1', '2.13.0-rc.1', '٣', 'z'))
        .map((words) => words.join('')),
    );
    fc.assert(
      fc.property(key, key, (a, b) => {
        const parts = diffKeys(a, b);
        expect(
          parts
            .filter((p) => p.kind !== 'added')
            .map((p) => p.text)
            .join(''),
        ).toBe(a);
        expect(
          parts
            .filter((p) => p.kind !== 'removed')
            .map((p) => p.text)
            .join(''),
        ).toBe(b);
      }),
    );
  });
});

describe('showing hostile text', () => {
  it('escapes what cannot be seen and loses nothing', () => {
    expect(toVisibleText('工具\u202efdp.exe')).toBe('工具‹U+202E›fdp.exe');
    expect(toVisibleText('a\u200bb\0c\u{e0041}')).toBe('a‹U+200B›b‹U+0000›c‹U+E0041›');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          toVisibleRuns(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it.each([
    [' lead', '‹␣›lead'],
    ['trail ', 'trail‹␣›'],
    ['two  spaces', 'two‹␣›‹␣›spaces'],
    ['a b.txt', 'a b.txt'],
    ['dir /name', 'dir‹␣›/name'],
    ['dir/ name', 'dir/‹␣›name'],
    [' ', '‹␣›'],
    ['tab\there', 'tab‹U+0009›here'],
  ])('shows the blanks of %j that nobody would see', (text, shown) => {
    expect(toVisibleText(text)).toBe(shown);
  });

  it('shows the mark of a decomposed letter, which looks like another letter', () => {
    expect(toVisibleText('cafe\u0301.txt')).toBe('cafe\u0301.txt'.replace('\u0301', '‹U+0301›'));
    expect(toVisibleText('caf\u00e9.txt')).toBe('caf\u00e9.txt');
    // No sign of its own: it can be written in one way only.
    expect(toVisibleText('q\u0301')).toBe('q\u0301');
  });

  it('judges the end of a piece by what stands around it', () => {
    const shown = (text: string, around: VisibleOptions): string =>
      toVisibleRuns(text, around)
        .map((run) => run.escape ?? run.text)
        .join('');
    expect(shown('a ', { after: 'b' })).toBe('a ');
    expect(shown('a ', { after: '/b' })).toBe('a␣');
    expect(shown(' b', { before: 'a ' })).toBe('␣b');
    expect(shown('\u0301', { before: 'e' })).toBe('U+0301');
  });

  it('leaves the blanks and letters of a line of a file alone', () => {
    const shown = (text: string): string =>
      toVisibleRuns(text, { lines: true })
        .map((run) => run.escape ?? run.text)
        .join('');
    expect(shown('  - cafe\u0301 ')).toBe('  - cafe\u0301 ');
    expect(shown('a\u202eb')).toBe('aU+202Eb');
  });

  it('leaves emoji that are joined from several signs alone', () => {
    expect(toVisibleText('👩‍🚀❤️.png')).toBe('👩‍🚀❤️.png');
    expect(toVisibleText('a\u200d.png')).toBe('a‹U+200D›.png');
  });
});

describe('combining marks', () => {
  const marks = fc.string({
    unit: fc.constantFrom('\u0301', '\u064b', '\u{1e8d0}', 'a', '\u200b', '\u007f', '\u2065', '👩'),
    maxLength: 60,
  });

  it('are drawn up to eight in a row and counted beyond', () => {
    expect(toVisibleText(`q${'\u0301'.repeat(8)}!`)).toBe(`q${'\u0301'.repeat(8)}!`);
    expect(toVisibleText(`q${'\u0301'.repeat(100_000)}!`)).toBe(`q${'\u0301'.repeat(8)}‹U+0301 ×99992›!`);
    expect(countExcessMarks(`x\u202ee${'\u064b\u0301'.repeat(5)}`)).toBe(
      `x\u202ee${'\u064b\u0301'.repeat(4)}‹U+064B… ×2›`,
    );
  });

  it('are counted without losing any', () => {
    fc.assert(
      fc.property(marks, (text) => {
        expect(
          toVisibleRuns(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
        expect(countExcessMarks(text)).not.toMatch(/[\p{M}\p{Cf}\u007f\u2065]{9}/u);
      }),
    );
  });
});
