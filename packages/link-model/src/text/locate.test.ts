import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPaste, isSignedUrl, locateText } from './locate.ts';

const scope = { endpointHost: '127.0.0.1:7071', domains: { 'dl.acme.example': 'acme-releases' } };
const host = 'https://acme-releases.oss-cn-hangzhou.aliyuncs.com';

describe('interpretation whatever is pasted', () => {
  it('takes a plain key to the letter', () => {
    expect(locateText('cli/a b+c.tgz', scope)).toEqual({
      interpretations: [{ key: 'cli/a b+c.tgz', decoded: false }],
    });
  });

  it('offers a percent-encoded key as written and decoded', () => {
    expect(locateText('cli%2Flatest%2Fx', scope).interpretations).toEqual([
      { key: 'cli%2Flatest%2Fx', decoded: false },
      { key: 'cli/latest/x', decoded: true },
    ]);
  });

  it('keeps a percent sign that encodes nothing', () => {
    expect(locateText('100%/a', scope).interpretations).toEqual([{ key: '100%/a', decoded: false }]);
    expect(locateText('a%2', scope).interpretations).toHaveLength(1);
  });

  it('offers what a twice-encoded URL may mean', () => {
    expect(locateText(`${host}/cli%252Fx`, scope).interpretations.map(({ key }) => key)).toEqual([
      'cli%2Fx',
      'cli/x',
    ]);
  });

  it.each([
    ['oss://acme-cdn/web/live/', 'acme-cdn', 'web/live/', 'oss-path', undefined],
    ['OSS://acme-cdn/x', 'acme-cdn', 'x', 'oss-path', undefined],
    [`${host}/cli/%E5%B7%A5%E5%85%B7#top`, 'acme-releases', 'cli/工具', 'url', 'cn-hangzhou'],
    [
      `${host}/x?Expires=1&OSSAccessKeyId=k&Signature=s`,
      'acme-releases',
      'x',
      'presigned-url',
      'cn-hangzhou',
    ],
    ['https://b-b.oss-cn-beijing-internal.aliyuncs.com/x', 'b-b', 'x', 'url', 'cn-beijing'],
    ['https://b-b.oss-accelerate.aliyuncs.com/x', 'b-b', 'x', 'url', undefined],
    ['acme-releases.oss-cn-hangzhou.aliyuncs.com/a/b', 'acme-releases', 'a/b', 'url', 'cn-hangzhou'],
    ['http://127.0.0.1:7071/acme-cdn/web/a', 'acme-cdn', 'web/a', 'url', undefined],
    ['https://dl.acme.example/a+b', 'acme-releases', 'a+b', 'url', undefined],
    [`${host}/cli%2Flatest%2Fx`, 'acme-releases', 'cli/latest/x', 'url', 'cn-hangzhou'],
    [`${host}/a+b%2Bc%20d`, 'acme-releases', 'a+b+c d', 'url', 'cn-hangzhou'],
    [`${host}/x#Signature=s`, 'acme-releases', 'x', 'presigned-url', 'cn-hangzhou'],
    [`${host}/a%23b%3Fc#top`, 'acme-releases', 'a#b?c', 'url', 'cn-hangzhou'],
    [`${host}//double//slash`, 'acme-releases', '/double//slash', 'url', 'cn-hangzhou'],
    [`${host}/a/./b/../c`, 'acme-releases', 'a/./b/../c', 'url', 'cn-hangzhou'],
    [`${host}:443/x`, 'acme-releases', 'x', 'url', 'cn-hangzhou'],
    ['HTTPS://Acme-CDN.OSS-CN-Beijing.aliyuncs.com/X', 'acme-cdn', 'X', 'url', 'cn-beijing'],
    ['http://acme-cdn.127.0.0.1:7071/web/a', 'acme-cdn', 'web/a', 'url', undefined],
    ['oss://acme-cdn/a%2Fb+c#d?e', 'acme-cdn', 'a%2Fb+c#d?e', 'oss-path', undefined],
  ])('reads %s', (text, bucket, key, how, region) => {
    const located = locateText(text, scope);
    expect(located.place).toEqual({ how, bucket, ...(region === undefined ? {} : { region }) });
    expect(located.interpretations[0]).toEqual({ key, decoded: false });
  });

  it('reads a bare bucket as a place without a key', () => {
    expect(locateText('oss://acme-cdn', scope)).toEqual({
      place: { how: 'oss-path', bucket: 'acme-cdn' },
      interpretations: [],
    });
  });

  it('names a host that it does not know, and keeps the path as a possible key', () => {
    expect(locateText('https://cdn.example.com/web/index.html?v=2', scope)).toEqual({
      problem: { why: 'unknown-host', host: 'cdn.example.com' },
      interpretations: [{ key: 'web/index.html', decoded: false }],
    });
  });

  it.each(['https://', `${host}/%zz`, 'oss://'])('calls %s malformed', (text) => {
    expect(locateText(text, scope).problem).toEqual({ why: 'malformed' });
  });

  it('tells request ids of OSS and ids of changes', () => {
    expect(locateText(' 67435fd1a2b3c4d5e6f79f1c ', scope).id).toEqual({
      kind: 'oss-request',
      id: '67435FD1A2B3C4D5E6F79F1C',
    });
    expect(locateText('818B14FF-9a95-46dd-a55f-533730e247f4', scope).id).toEqual({
      kind: 'uuid',
      id: '818b14ff-9a95-46dd-a55f-533730e247f4',
    });
  });
});

describe('cleaning a paste', () => {
  it('cuts user names out of URLs', () => {
    expect(cleanPaste('https://me:secret@dl.acme.example/x').text).toBe('https://dl.acme.example/x');
  });

  it('leaves a key with a question mark alone', () => {
    expect(cleanPaste('what?/a#b&c.txt')).toEqual({ text: 'what?/a#b&c.txt', cut: false, signed: false });
  });

  it('cuts a signature off, whatever stands before it', () => {
    for (const text of ['/x?Signature=abc', 'x.example/x?a=1&x-oss-signature=abc', 'key?security-token=abc'])
      expect(cleanPaste(text)).toMatchObject({ cut: true, signed: true });
    expect(cleanPaste('x.example/x?a=1&x-oss-signature=abc').text).toBe('x.example/x');
  });

  const secret = fc.stringMatching(/^[A-Za-z0-9%+/=_-]{12,60}$/).map((text) => `SECRET${text}`);
  const path = fc.stringMatching(/^[a-z0-9/._-]{0,40}$/);

  it('lets no query of a URL through, in no part of what was understood', () => {
    fc.assert(
      fc.property(
        path,
        secret,
        fc.constantFrom('?', '?a=1&Signature=', '?x-oss-signature=', '#'),
        fc.constantFrom(
          `${host}/`,
          'https://cdn.example.com/',
          'http://127.0.0.1:7071/',
          'b-b.oss-cn-beijing.aliyuncs.com/',
        ),
        (key, query, mark, start) => {
          const text = `${start}${key}${mark}${query}`;
          expect(cleanPaste(text).text).not.toContain('SECRET');
          expect(JSON.stringify(locateText(text, scope))).not.toContain('SECRET');
        },
      ),
    );
  });

  it('is done after one pass', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
        (text) => {
          const once = cleanPaste(text).text;
          expect(cleanPaste(once)).toEqual({ text: once, cut: false, signed: false });
        },
      ),
    );
  });

  it('finds every key again in the URL that was made of it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (key) => {
        const url = `${host}/${key.split('/').map(encodeURIComponent).join('/')}`;
        expect(locateText(url, scope).interpretations[0]?.key).toBe(key);
      }),
    );
  });
});

describe('telling a presigned URL', () => {
  it('needs a place and a signature', () => {
    for (const text of [
      `${host}/x?x-oss-signature=s`,
      ` HTTP://x/y#Signature=s`,
      `${host.slice(8)}/x?Signature=s`,
    ])
      expect(isSignedUrl(text), text).toBe(true);
    for (const text of ['x?Signature=s', `${host}/x?v=1`, 'what?', ''])
      expect(isSignedUrl(text), text).toBe(false);
  });
});
