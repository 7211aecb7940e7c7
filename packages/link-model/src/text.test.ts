import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteShell, toOssutilPut, toOssutilRestore, toPublicUrl } from './format-commands.ts';
import { diffKeys } from './target-diff.ts';
import { countExcessMarks, toVisibleRuns, toVisibleText } from './visible-text.ts';

describe('comparing keys', () => {
  it('marks only the words that differ', () => {
    expect(diffKeys('cli/2.13.2/cli-2.13.2.tgz', 'cli/2.14.0/cli-2.14.0.tgz')).toEqual([
      { kind: 'same', text: 'cli/2.1' },
      { kind: 'removed', text: '3.2' },
      { kind: 'added', text: '4.0' },
      { kind: 'same', text: '/cli-2.1' },
      { kind: 'removed', text: '3.2' },
      { kind: 'added', text: '4.0' },
      { kind: 'same', text: '.tgz' },
    ]);
  });

  it.each([
    ['cli/1.2.0/cli.tgz', 'cli/2.15.0-rc.1/cli.tgz', 'cli/[1.2.0>2.15.0-rc.1]/cli.tgz'],
    ['cli-1.9.4-linux.zip', 'cli-1.10.0-linux.zip', 'cli-1.[9.4>10.0]-linux.zip'],
    ['2.15.0-rc.1/a', '2.15.0/a', '2.15.0[-rc.1>]/a'],
    ['a/1.2.7z', 'a/1.3.7z', 'a/1.[2>3].7z'],
    ['web/green/index.html', 'web/blue/index.html', 'web/[green>blue]/index.html'],
    ['a/x', 'a/1.2.0', 'a/[x>1.2.0]'],
    ['a/1.2.0', 'a/1.2.0', 'a/1.2.0'],
  ])('replaces a version in one piece: %s, %s', (before, after, drawn) => {
    const marks = { same: ['', ''], removed: ['[', '>'], added: ['', ']'] } as const;
    const text = diffKeys(before, after)
      .map(({ kind, text: part }) => `${marks[kind][0]}${part}${marks[kind][1]}`)
      .join('');
    // A piece that is only gone has nothing after it.
    expect(text.replace(/>(?=\/)/, '>]')).toBe(drawn);
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
    expect(toVisibleText(`e${'\u0301'.repeat(8)}!`)).toBe(`e${'\u0301'.repeat(8)}!`);
    expect(toVisibleText(`e${'\u0301'.repeat(100_000)}!`)).toBe(`e${'\u0301'.repeat(8)}‹U+0301 ×99992›!`);
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

describe('spelling a write for the shell', () => {
  it('restores an archived object by its key, however that is written', () => {
    expect(toOssutilRestore('b', 'cli/1.9.4/cli.tar.gz')).toBe(
      'ossutil api restore-object --bucket b --key cli/1.9.4/cli.tar.gz',
    );
    expect(toOssutilRestore('b', "it's $(x)")).toBe(
      "ossutil api restore-object --bucket b --key 'it'\\''s $(x)'",
    );
  });

  it('survives the shell for any text without NUL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        fc.pre(!text.includes('\0'));
        const out = execFileSync('bash', ['-c', `printf %s ${quoteShell(text)}`], { encoding: 'utf8' });
        expect(out).toBe(text);
      }),
      { numRuns: 40 },
    );
    expect(quoteShell('a\nb')).toBe(String.raw`$'a\x0ab'`);
  });

  it('says what the vendor tool cannot carry over', () => {
    const line = toOssutilPut('b', "it's/链.tgz", {
      target: 'a b+c%/d.tgz',
      headers: { cacheControl: 'max-age=60' },
      metadata: {},
      acl: 'public-read',
      tags: { team: 'cli' },
      storageClass: 'Standard',
      forbidOverwrite: true,
    });
    expect(line).toBe(
      String.raw`ossutil api put-symlink --bucket b --key 'it'\''s/链.tgz' --symlink-target a%20b%2Bc%25/d.tgz --object-acl public-read --storage-class Standard --forbid-overwrite true  # ossutil cannot send: headers, tags`,
    );
  });
});

describe('the public address of a key', () => {
  const base = 'https://acme.oss-cn-hangzhou.aliyuncs.com/';

  it('leads back to the key after a browser has read it, dot segments and all', () => {
    const segment = fc.oneof(
      fc.constantFrom('.', '..', '', 'a b', '100%', '?#', '工具'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const key = segments.join('/');
        fc.pre(key !== '' && key !== '.' && key !== '..');
        const address = toPublicUrl(base, key) ?? '';
        const { origin, pathname, search, hash } = new URL(address);
        expect(`${origin}/`).toBe(base);
        expect([decodeURIComponent(pathname), search, hash]).toEqual([`/${key.toWellFormed()}`, '', '']);
      }),
    );
  });

  it('is readable where it can be, and stands behind the bucket of an embedded server', () => {
    expect(toPublicUrl('http://127.0.0.1:7071/acme/', 'cli/工具 1.tgz')).toBe(
      'http://127.0.0.1:7071/acme/cli/%E5%B7%A5%E5%85%B7%201.tgz',
    );
    expect(toPublicUrl(base, 'a/../b')).toBe(`${base}a%2F..%2Fb`);
    expect(toPublicUrl(base, '..')).toBeUndefined();
  });
});
