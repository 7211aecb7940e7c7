import { describe, expect, test } from 'vitest';
import { decodeText } from './text-encoding.ts';

const gbk = Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3, 0x0a);
const utf16 = (text: string, end: 'little' | 'big'): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return end === 'little' ? bytes : bytes.swap16();
};

test.each([
  ['UTF-8', Buffer.from('你好'), undefined, 'utf-8', '你好'],
  ['UTF-8 with a mark', Buffer.from('\uFEFF你好'), undefined, 'utf-8', '你好'],
  ['ASCII', Buffer.from('hello'), 'text/plain', 'utf-8', 'hello'],
  ['nothing', Buffer.from(''), undefined, 'utf-8', ''],
  ['GBK', gbk, 'text/plain', 'gb18030', '你好\n'],
  ['GBK that says so', gbk, 'text/plain; charset=GBK', 'gbk', '你好\n'],
  ['GBK that says GB2312', gbk, 'text/plain;charset="gb2312"', 'gbk', '你好\n'],
  ['GBK that says UTF-8', gbk, 'text/plain; charset=utf-8', 'gb18030', '你好\n'],
  ['four bytes of GB18030', Uint8Array.of(0x81, 0x30, 0x84, 0x36), undefined, 'gb18030', '¥'],
  ['Shift_JIS that says so', Uint8Array.of(0x83, 0x65), 'text/plain; charset=shift_jis', 'shift_jis', 'テ'],
  ['Latin-1 that says so', Uint8Array.of(0xe9), 'text/plain; charset=iso-8859-1', 'windows-1252', 'é'],
  ['UTF-16 of the little end', utf16('\uFEFF你 a', 'little'), undefined, 'utf-16le', '你 a'],
  ['UTF-16 of the big end', utf16('\uFEFF你 a', 'big'), 'text/plain; charset=gbk', 'utf-16be', '你 a'],
  ['UTF-16 that says so', utf16('a b', 'little'), 'text/plain; charset=UTF-16LE', 'utf-16le', 'a b'],
  ['a charset nobody knows', Buffer.from('你好'), 'text/plain; charset=klingon', 'utf-8', '你好'],
] as const)('%s is read', (_what, bytes, contentType, charset, text) => {
  expect(decodeText(bytes, { contentType })).toEqual({ charset, text });
});

describe('a beginning', () => {
  test.each([
    ['UTF-8', Buffer.from('你好').subarray(0, 5), undefined, '你'],
    ['GBK', gbk.subarray(0, 3), undefined, '你'],
    ['UTF-16', utf16('\uFEFF你好', 'little').subarray(0, 5), undefined, '你'],
  ])('of %s that ends within a character is read up to it', (_what, bytes, contentType, text) => {
    expect(decodeText(bytes, { cut: true, contentType })).toMatchObject({ text });
  });
});

test.each([
  ['binary', Uint8Array.of(0, 1, 2)],
  ['binary', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1)],
  ['binary', utf16('\uFEFFa\u0000b', 'little')],
  ['unknown-encoding', Uint8Array.of(0x63, 0x61, 0x66, 0xe9)],
  ['unknown-encoding', Uint8Array.of(0xff, 0xff, 0x41)],
])('%s content is not shown', (not, bytes) => {
  expect(decodeText(bytes)).toEqual({ not });
});
