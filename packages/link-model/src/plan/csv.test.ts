import { objectAcls, storageClasses } from '@signpost/oss-protocol/rules';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareCsvRow,
  createCsvReader,
  csvHead,
  formatCsvRow,
  maxCsvRows,
  type CsvProblem,
  type CsvRow,
} from './csv-rows.ts';
import { chooseCsvCharset, detectSeparator, protectCell, unprotectCell } from './csv-text.ts';

/** Reads a file as the back end does. */
function read(bytes: Uint8Array, declared?: string): { rows: CsvRow[]; problems: CsvProblem[] } {
  const text = new TextDecoder(chooseCsvCharset(bytes.subarray(0, 4), declared), { fatal: true }).decode(
    bytes,
  );
  const take = createCsvReader();
  const read: { rows: CsvRow[]; problems: CsvProblem[] } = { rows: [], problems: [] };
  const records: string[][] = parse(text, { delimiter: detectSeparator(text), relax_column_count: true });
  for (const [i, cells] of records.entries()) {
    const record = take(cells, i + 1);
    if (record === undefined) continue;
    if ('row' in record) read.rows.push(record.row);
    else read.problems.push(...record.problems);
  }
  return read;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bigEndian = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

describe('the encoding and separator of a CSV file', () => {
  const text = 'key,target\r\n词,🚀\r\n';
  it.each<[string, Uint8Array, string | undefined, string | undefined]>([
    ['UTF-8', utf8(text), undefined, 'utf-8'],
    ['UTF-8 with a mark', utf8(`\uFEFF${text}`), 'gbk', 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), undefined, 'utf-16le'],
    ['big-endian UTF-16 with a mark', bigEndian(`\uFEFF${text}`), undefined, 'utf-16be'],
    ['UTF-16 without one', Buffer.from(text, 'utf16le'), undefined, 'utf-16le'],
    ['big-endian UTF-16 without one', bigEndian(text), undefined, 'utf-16be'],
    ['what is declared', utf8(text), 'GBK', 'gb18030'],
    ['what is declared as GB 2312', utf8(text), 'gb2312', 'gb18030'],
    ['what nobody knows', utf8(text), 'klingon', undefined],
    ['what is not read', utf8(text), 'shift_jis', undefined],
    ['nothing', new Uint8Array(), undefined, 'utf-8'],
  ])('is told for %s', (_, bytes, declared, charset) => {
    expect(chooseCsvCharset(bytes.subarray(0, 4), declared)).toBe(charset);
  });

  it.each([
    ['key,target', ','],
    ['key;target,x;acl\na,b,c,d,e', ';'],
    ['key\ttarget', '\t'],
    ['"a,b,c";target', ';'],
    ['key', ','],
    ['', ','],
  ])('is told for %j: %j', (text, separator) => {
    expect(detectSeparator(text)).toBe(separator);
  });

  it('reads the same rows in each', () => {
    const rows = [{ line: 2, key: '词', target: '🚀' }];
    for (const bytes of [
      utf8(text),
      utf8(text.replaceAll(',', ';').replaceAll('\r', '')),
      Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le'),
      bigEndian(`\uFEFF${text}`),
    ])
      expect(read(bytes)).toEqual({ rows, problems: [] });
    // 词 in GBK.
    const gbk = new Uint8Array([...utf8('key,target\n'), 0xb4, 0xca, ...utf8(',a\n')]);
    expect(read(gbk, 'GBK').rows).toEqual([{ line: 2, key: '词', target: 'a' }]);
    expect(() => read(gbk)).toThrow(TypeError);
  });
});

describe('the rows of a CSV file', () => {
  const problemsOf = (text: string) => read(utf8(text)).problems;

  it('take columns in any order and empty cells for none', () => {
    expect(read(utf8('ACL, Target ,key,class\n\nprivate,b,a,\n,"d ""x""", c,IA\n'))).toEqual({
      rows: [
        { line: 3, key: 'a', target: 'b', acl: 'private' },
        { line: 4, key: ' c', target: 'd "x"', class: 'IA' },
      ],
      problems: [],
    });
  });

  it('name what is wrong by line and column', () => {
    expect(problemsOf('key,aim,key\n')).toEqual([
      { line: 1, code: 'column-unknown', name: 'aim' },
      { line: 1, column: 'key', code: 'column-repeated' },
      { line: 1, column: 'target', code: 'column-missing' },
    ]);
    expect(problemsOf('key,target\na\nb,c,d\na,1\nb,1\na,2\n')).toEqual([
      { line: 2, code: 'cell-count', found: 1, wanted: 2 },
      { line: 3, code: 'cell-count', found: 3, wanted: 2 },
      { line: 6, column: 'key', code: 'key-repeated', firstLine: 4 },
    ]);
  });

  it('end at a hundred thousand', () => {
    const take = createCsvReader();
    take(['key', 'target'], 1);
    for (let i = 0; i < maxCsvRows; i += 1) take([String(i), 'a'], i + 2);
    expect(take(['', ''], 100_002)).toBeUndefined();
    expect(take(['one more', 'a'], 100_003)).toEqual({
      problems: [{ line: 100_003, code: 'too-many-rows', most: 100_000 }],
    });
  });

  it('ask for changes where they differ from what is stored', () => {
    const row = { line: 7, key: 'a', target: 'b' };
    const stored = { target: 'b', storageClass: 'IA', acl: 'default' };
    expect(compareCsvRow(row, undefined)).toEqual({ kind: 'create', key: 'a', target: 'b' });
    expect(compareCsvRow(row, stored)).toEqual({ kind: 'unchanged', key: 'a' });
    expect(compareCsvRow({ ...row, class: 'IA', acl: 'default' }, stored).kind).toBe('unchanged');
    expect(compareCsvRow({ ...row, class: 'IA', acl: 'private' }, stored)).toEqual({
      kind: 'repoint',
      key: 'a',
      target: 'b',
      acl: 'private',
    });
    expect(compareCsvRow({ ...row, target: 'c' }, { target: undefined }).kind).toBe('repoint');
  });

  it('are refused where nothing of the kind can be written', () => {
    const problems = (row: Partial<CsvRow>, stored?: { target: string }) => {
      const change = compareCsvRow({ line: 7, key: 'a', target: 'b', ...row }, stored);
      return change.kind === 'problems' ? change.problems : change.kind;
    };
    expect(problems({ key: '/a', target: '' })).toEqual([
      { line: 7, column: 'key', code: 'key-invalid', problem: 'leading-slash' },
      { line: 7, column: 'target', code: 'target-invalid', problem: 'empty' },
    ]);
    expect(problems({ key: '.dlsdata/x', class: 'Cold', acl: 'all' })).toEqual([
      { line: 7, column: 'key', code: 'key-reserved' },
      { line: 7, column: 'class', code: 'class-unknown', value: 'Cold' },
      { line: 7, column: 'acl', code: 'acl-unknown', value: 'all' },
    ]);
    expect(problems({ target: 'a' })).toEqual([{ line: 7, column: 'target', code: 'target-is-key' }]);
    // Such a link exists, and may stay, or get a better target.
    expect(problems({ key: 'a\nb', target: '/x' }, { target: '/x' })).toBe('unchanged');
    expect(problems({ key: 'a\nb' }, { target: '/x' })).toBe('repoint');
  });
});

describe('an exported CSV file', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', "'=x", "''@", '词', "'a", '', 'a=b'])(
    'keeps %j',
    (text) => {
      const cell = protectCell(text);
      expect(unprotectCell(cell)).toBe(text);
      expect(/^[=+\-@\t\r]/.test(cell)).toBe(false);
    },
  );

  it('has no cell that a spreadsheet would run', () => {
    expect(csvHead + formatCsvRow({ key: '=a"b', target: '-x', storageClass: 'IA' })).toBe(
      '\uFEFFkey,target,class,acl\r\n"\'=a""b","\'-x","IA",""\r\n',
    );
  });

  it('asks for no change when it is imported again', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...`'=+-@\t\r\n",; /\\.a词🚀\uFEFF`),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 8,
    });
    const link = fc.record({
      key: text,
      target: text,
      storageClass: fc.constantFrom(undefined, ...storageClasses),
      acl: fc.constantFrom(undefined, ...objectAcls),
    });
    fc.assert(
      fc.property(fc.uniqueArray(link, { selector: ({ key }) => key, maxLength: 20 }), (links) => {
        const { rows, problems } = read(utf8(csvHead + links.map(formatCsvRow).join('')));
        expect(problems).toEqual([]);
        expect(rows.map(({ key }) => key)).toEqual(links.map(({ key }) => key));
        const changes = rows.map((row) =>
          compareCsvRow(
            row,
            links.find(({ key }) => key === row.key),
          ),
        );
        expect(changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
