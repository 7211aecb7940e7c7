import { describe, expect, it } from 'vitest';
import { toCopyTexts, toSelectionText, type CopySubject } from './copy-texts.ts';

const publicUrl = 'https://acme.oss-cn-hangzhou.aliyuncs.com/';
const texts = (row: CopySubject, target?: string): Record<string, string> =>
  Object.fromEntries(toCopyTexts(row, { bucket: 'acme', target, publicUrl }));

describe('what a row is copied as', () => {
  it('gives key, path, target and address whole, and the line that reads the link', () => {
    expect(texts({ kind: 'link', id: 'cli/latest.tgz' }, 'cli/2.0/cli.tgz')).toEqual({
      key: 'cli/latest.tgz',
      path: 'oss://acme/cli/latest.tgz',
      target: 'cli/2.0/cli.tgz',
      url: 'https://acme.oss-cn-hangzhou.aliyuncs.com/cli/latest.tgz',
      ossutil: 'ossutil api get-symlink --bucket acme --key cli/latest.tgz',
      markdown: '| `oss://acme/cli/latest.tgz` | `cli/2.0/cli.tgz` |',
    });
  });

  it('quotes for the shell, escapes for the address, and lets no sign of a key end a cell', () => {
    const { ossutil, markdown, url } = texts({ kind: 'object', id: 'a b|`c`.txt' });
    expect(ossutil).toBe("ossutil stat 'oss://acme/a b|`c`.txt'");
    expect(markdown).toBe('| `` oss://acme/a b\\|`c`.txt `` | `object` |');
    expect(url).toBe('https://acme.oss-cn-hangzhou.aliyuncs.com/a%20b%7C%60c%60.txt');
  });

  it('offers no target and no address where none is known, and lists a folder', () => {
    const folder = texts({ kind: 'folder', id: 'cli/' });
    expect(Object.keys(folder)).toEqual(['key', 'path', 'ossutil', 'markdown']);
    expect(folder['ossutil']).toBe('ossutil ls oss://acme/cli/');
    const object: CopySubject = { kind: 'object', id: 'a' };
    expect(toCopyTexts(object, { bucket: 'acme', target: undefined }).map(([what]) => what)).not.toContain(
      'url',
    );
  });
});

describe('what several rows are copied as', () => {
  const rows: CopySubject[] = [
    { kind: 'folder', id: 'cli/' },
    { kind: 'link', id: 'a|b' },
  ];
  const place = {
    bucket: 'acme',
    targetOf: (id: string) => (id === 'a|b' ? 'c' : undefined),
    heads: ['Key', 'Leads to'],
  } as const;

  it('is one line each, in the order of the list', () => {
    expect(toSelectionText('key', rows, place)).toBe('cli/\na|b');
    expect(toSelectionText('path', rows, place)).toBe('oss://acme/cli/\noss://acme/a|b');
  });

  it('is a whole table in Markdown', () => {
    expect(toSelectionText('markdown', rows, place)).toBe(
      [
        '| Key | Leads to |',
        '| --- | --- |',
        '| `oss://acme/cli/` | `folder` |',
        String.raw`| \`oss://acme/a\|b\` | \`c\` |`.replaceAll('\\`', '`'),
      ].join('\n'),
    );
  });
});
