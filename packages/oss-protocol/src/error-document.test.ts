import { describe, expect, test } from 'vitest';

import { decodeErrorHeader, decodeErrorXml, encodeErrorHeader, formatErrorXml } from './error-document.ts';
import { OSS_ERRORS } from './oss-errors.ts';

const error = {
  code: 'SymlinkTargetNotExist',
  message: OSS_ERRORS.SymlinkTargetNotExist.message,
  requestId: '5C1B138A109F4E405B2D8AEF',
  hostId: 'b.oss-cn-hangzhou.aliyuncs.com',
  ec: '0026-00000012',
  fields: { Key: 'a <b> & "c"', Endpoint: 'oss-cn-beijing.aliyuncs.com' },
};

describe('error documents', () => {
  test('come back as they were written, by body and by header', () => {
    const xml = formatErrorXml(error);
    const expected = {
      ...error,
      fields: { ...error.fields, RecommendDoc: 'https://api.aliyun.com/troubleshoot?q=0026-00000012' },
    };
    expect(decodeErrorXml(xml)).toEqual(expected);
    expect(decodeErrorHeader(encodeErrorHeader(xml))).toEqual(expected);
  });

  test('survive control characters in the key they name', () => {
    const key = Array.from({ length: 33 }, (_, code) => String.fromCharCode(code)).join('');
    const read = decodeErrorXml(formatErrorXml({ ...error, fields: { Key: key } }));
    expect(read.code).toBe('SymlinkTargetNotExist');
    expect(read.fields['Key']).toBe(key.replace(/[^\t\n\r ]/g, '\ufffd'));
    expect(
      decodeErrorXml('<Error><Code>A</Code><Key>&#x1;\u0002&#x1F;&#x20;&#65;</Key></Error>').fields['Key'],
    ).toBe('\ufffd\ufffd\ufffd A');
  });

  test('the wording that official suites compare literally', () => {
    expect(OSS_ERRORS.SymlinkTargetNotExist.message).toBe('The symlink target object does not exist');
    expect(OSS_ERRORS.NoSuchKey.message).toBe('The specified key does not exist.');
    expect(OSS_ERRORS.NoSuchBucket).toEqual({
      status: 404,
      message: 'The specified bucket does not exist.',
      ec: '0015-00000101',
    });
  });

  test.each([
    'not base64!',
    '',
    Buffer.from('<html/>').toString('base64'),
    Buffer.from('<Error>').toString('base64'),
  ])('a header of %j holds none', (value) => {
    expect(decodeErrorHeader(value)).toBeUndefined();
  });

  test('a document without a code is none', () => {
    expect(() => decodeErrorXml('<Error><Message>x</Message></Error>')).toThrow('lacks <Code>');
  });
});
