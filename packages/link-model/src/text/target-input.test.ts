import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpretTarget } from './target-input.ts';

const scope = {
  bucket: 'acme-releases',
  endpointHost: '127.0.0.1:7071',
  domains: { 'dl.acme.example': 'acme-releases' },
};

describe('reading a target field', () => {
  it.each([
    ['oss://acme-releases/cli/a b.tgz', 'cli/a b.tgz', 'oss-path'],
    ['https://acme-releases.oss-cn-hangzhou.aliyuncs.com/cli/a%20b%2Bc.tgz', 'cli/a b+c.tgz', 'url'],
    ['https://acme-releases.oss-cn-hangzhou-internal.aliyuncs.com/x', 'x', 'url'],
    ['https://acme-releases.cn-hangzhou.oss.aliyuncs.com/x#top', 'x', 'url'],
    ['http://127.0.0.1:7071/acme-releases/cli%2Fx', 'cli/x', 'url'],
    ['https://dl.acme.example/cli/%E5%B7%A5%E5%85%B7?x=1', 'cli/工具', 'url'],
    [
      'https://acme-releases.oss-cn-hangzhou.aliyuncs.com/x?Expires=1&OSSAccessKeyId=k&Signature=s',
      'x',
      'presigned-url',
    ],
    ['https://acme-releases.oss-cn-hangzhou.aliyuncs.com/x?x-oss-signature=s', 'x', 'presigned-url'],
    ['  oss://acme-releases/x \n', 'x', 'oss-path'],
  ])('understands %s', (text, key, how) => {
    expect(interpretTarget(text, scope)).toEqual({ ok: true, key, how });
  });

  it.each([
    ['acme-releases.oss-cn-hangzhou.aliyuncs.com/cli%2Fx?Signature=SECRET', 'cli/x', 'presigned-url'],
    ['cli/x?OSSAccessKeyId=k&Signature=SECRET', 'cli/x', 'key'],
    ['oss://acme-releases/x?x-oss-signature=SECRET', 'x', 'oss-path'],
  ])('keeps no signature of %s', (text, key, how) => {
    expect(interpretTarget(text, scope)).toEqual({ ok: true, key, how });
  });

  it('refuses another bucket and names it', () => {
    expect(interpretTarget('oss://other/x', scope)).toEqual({
      ok: false,
      why: 'other-bucket',
      bucket: 'other',
      key: 'x',
    });
    expect(interpretTarget('https://other-b.oss-cn-beijing.aliyuncs.com/x', scope)).toMatchObject({
      ok: false,
      why: 'other-bucket',
    });
  });

  it.each([
    ['https://example.com/x', 'unknown-host'],
    ['oss://acme-releases/', 'no-key'],
    ['oss://', 'malformed'],
    ['https://acme-releases.oss-cn-hangzhou.aliyuncs.com/%zz', 'malformed'],
  ])('says what is wrong with %s', (text, why) => {
    expect(interpretTarget(text, scope)).toMatchObject({ ok: false, why });
  });

  it('takes any other text as a key, to the letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/^\s*(oss|https?):\/\//i.test(text));
        expect(interpretTarget(text, scope)).toEqual({ ok: true, key: text, how: 'key' });
      }),
    );
  });

  it('never lets the query of a URL through', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9=&%+-]{1,30}$/), (query) => {
        const read = interpretTarget(
          `https://acme-releases.oss-cn-hangzhou.aliyuncs.com/key?${query}`,
          scope,
        );
        expect(read).toMatchObject({ ok: true, key: 'key' });
      }),
    );
  });
});
