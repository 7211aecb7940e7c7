import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { XmlError } from './xml-error.ts';
import { readLenientXml, readXml } from './xml-reader.ts';
import { formatXml } from './xml-writer.ts';

function faultOf(text: string, limits?: Parameters<typeof readXml>[1]): string {
  try {
    readXml(text, limits);
    return 'none';
  } catch (error) {
    return (error as { fault: string }).fault;
  }
}

describe('the XML reader', () => {
  test('makes a tree of a document', () => {
    const document = formatXml('A', [
      ['B', 'x & <y> "z" 中😀'],
      ['C', [['D', 1], undefined, ['D', true]]],
    ]);
    expect(readXml(document)).toMatchObject({
      name: 'A',
      children: [
        { name: 'B', text: 'x & <y> "z" 中😀' },
        { name: 'C', children: [{ text: '1' }, { text: 'true' }] },
      ],
    });
  });

  test('text written is text read, line breaks included', () => {
    // oxlint-disable-next-line no-control-regex -- XML 1.0 has no form for these
    const unwritable = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
    const text = fc
      .string({ unit: 'binary' })
      .map((raw) => raw.toWellFormed())
      .filter((raw) => !unwritable.test(raw));
    fc.assert(
      fc.property(text, (value) => {
        expect(readXml(formatXml('T', value)).text).toBe(value);
      }),
    );
    expect(readXml(formatXml('T', 'a\r\nb\rc')).text).toBe('a\r\nb\rc');
  });

  test('drops namespaces and prefixes, which old endpoints send', () => {
    const document = '<o:A xmlns:o="http://doc.oss-cn-hangzhou.aliyuncs.com"><o:B>1</o:B></o:A>';
    expect(readXml(document)).toEqual({
      name: 'A',
      text: '',
      children: [{ name: 'B', text: '1', children: [] }],
    });
  });

  const bomb =
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;&b;&b;</l>';
  test.each([
    ['an entity bomb', bomb, 'forbidden'],
    ['an outside entity', '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>', 'forbidden'],
    ['a bare DTD', '<!DOCTYPE l><l/>', 'forbidden'],
    ['a processing instruction', '<?php echo 1 ?><l/>', 'forbidden'],
    ['an unknown entity', '<l>&nbsp;</l>', 'malformed'],
    ['crossing elements', '<a><b></a></b>', 'malformed'],
    ['two roots', '<a/><b/>', 'malformed'],
    ['a control character', '<a>\u0001</a>', 'malformed'],
    ['plain text', 'Service Unavailable', 'malformed'],
    ['nothing', '', 'truncated'],
    ['an early end', '<a><b>text', 'truncated'],
    ['an end inside a tag', '<a><b>text</b', 'truncated'],
  ])('refuses %s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('refuses what is too long, too deep or too much', () => {
    const limits = { length: 100, depth: 3, elements: 5 };
    expect(faultOf(`<a>${'x'.repeat(200)}</a>`, limits)).toBe('too-large');
    expect(faultOf('<a><b><c><d/></c></b></a>', limits)).toBe('too-deep');
    expect(faultOf('<a><b/><b/><b/><b/><b/></a>', limits)).toBe('too-large');
    expect(faultOf('<a><b><c/></b></a>', limits)).toBe('none');
  });

  test('every proper beginning of a document is refused', () => {
    const document = formatXml('ListBucketResult', [['Contents', [['Key', 'a&b']]]]);
    for (let end = 0; end < document.length; end += 1) {
      expect({ end, fault: faultOf(document.slice(0, end)) }).not.toEqual({ end, fault: 'none' });
    }
  });
});

describe('the lenient XML reader', () => {
  test.each([
    ['a control character', '<a>x\x01y</a>', 'x\x01y'],
    ['a reference to one', '<a>x&#x1;y&#31;z</a>', 'x\x01y\x1fz'],
    ['white space before the declaration', '\n  <?xml version="1.0"?>\n<a>x</a>', 'x'],
    ['a bare ampersand', '<a>x & y</a>', 'x & y'],
    ['an ampersand at the end', '<a>key1&</a>', 'key1&'],
    ['an unknown entity', '<a>&nbsp;&amp;</a>', '&nbsp;&'],
  ])('takes %s, which the strict one refuses', (_, text, content) => {
    expect(readLenientXml(text).text).toBe(content);
    expect(faultOf(text)).not.toBe('none');
  });

  test.each([
    ['NUL', '<a>\0</a>'],
    ['a reference to NUL, as text', '<a>&#0;</a><b/>'],
    ['a DTD', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['a tag that is not closed', '<a><b></a>'],
  ])('refuses %s', (_, text) => {
    expect(() => readLenientXml(text)).toThrow(XmlError);
  });
});
