import { describe, expect, it } from 'vitest';
import { readFilterText } from './filter-text.ts';

const all = { bucket: undefined, buckets: ['acme-releases', 'acme-cdn'], endpointHost: '127.0.0.1:7071' };
const address =
  'https://acme-releases.oss-cn-hangzhou.aliyuncs.com/cli%2Flatest?x-oss-signature-version=OSS4&x-oss-signature=SECRET';

describe('a text that the list of links is narrowed by', () => {
  it('is a key as it is typed', () => {
    for (const text of ['cli/', 'what?/a#b', 'cli%2Fx', ''])
      expect(readFilterText(text, all)).toEqual({ ok: true, text, bucket: undefined });
  });

  it('is the key of an address, which brings its bucket along', () => {
    expect(readFilterText(address, all)).toEqual({ ok: true, text: 'cli/latest', bucket: 'acme-releases' });
    expect(readFilterText('http://127.0.0.1:7071/acme-cdn/web?Signature=SECRET', all)).toEqual({
      ok: true,
      text: 'web',
      bucket: 'acme-cdn',
    });
    expect(readFilterText('oss://acme-cdn', all)).toEqual({ ok: true, text: '', bucket: 'acme-cdn' });
  });

  it('is refused where the address names another bucket, or none that is known', () => {
    expect(readFilterText(address, { ...all, bucket: 'acme-cdn' })).toMatchObject({ why: 'other-bucket' });
    expect(readFilterText(address, { ...all, buckets: [] })).toMatchObject({ why: 'other-bucket' });
    expect(readFilterText('https://example.com/x?Signature=SECRET', all)).toEqual({
      ok: false,
      why: 'unknown-host',
    });
  });

  it('never holds a signature', () => {
    for (const text of [address, address.slice(8), `${address}&x=1`, 'x?Signature=SECRET', ` ${address}`])
      expect(JSON.stringify(readFilterText(text, all)), text).not.toContain('SECRET');
  });
});
