import { locateText } from '@signpost/link-model/text';
import { describe, expect, it } from 'vitest';
import { matchesWords, orderInterpretations, toGoOptions } from './go-options.ts';

const buckets = [
  { name: 'acme-releases', region: 'cn-hangzhou' },
  { name: 'acme-cdn', region: 'cn-hangzhou' },
];
const go = (text: string, bucket: string | undefined = 'acme-releases') =>
  toGoOptions(locateText(text, { endpointHost: '127.0.0.1:7071' }), { bucket, buckets });

describe('where a pasted text leads', () => {
  it('is the present bucket for a key, and the named one for an address', () => {
    expect(go('cli/latest.txt')).toMatchObject({
      options: [{ bucket: 'acme-releases', key: 'cli/latest.txt', decoded: false }],
      keyBacklinks: true,
      wanted: 'cli/latest.txt',
    });
    expect(go('oss://acme-cdn/web/a')).toMatchObject({
      options: [{ bucket: 'acme-cdn', key: 'web/a' }],
      notes: [],
      wanted: '',
    });
    expect(go('oss://acme-cdn').options).toEqual([{ bucket: 'acme-cdn', key: '', decoded: false }]);
  });

  it('is open without a bucket: the index is asked, and every bucket offered', () => {
    expect(toGoOptions(locateText('cli/x', {}), { bucket: undefined, buckets })).toMatchObject({
      options: [
        { bucket: 'acme-releases', key: 'cli/x' },
        { bucket: 'acme-cdn', key: 'cli/x' },
      ],
      keyBacklinks: false,
      wanted: 'cli/x',
    });
    expect(toGoOptions(locateText('latest', {}), { bucket: undefined, buckets }).options).toEqual([]);
    for (const text of ['', 'https://cdn.example.com/'])
      expect(toGoOptions(locateText(text, {}), { bucket: undefined, buckets }).options).toEqual([]);
  });

  it('offers both interpretations of an encoded key and looks for the decoded one', () => {
    expect(go('cli%2Fx')).toMatchObject({
      options: [
        { key: 'cli%2Fx', decoded: false },
        { key: 'cli/x', decoded: true },
      ],
      wanted: 'cli/x',
    });
  });

  it('calls words words', () => {
    expect(go('latest').keyBacklinks).toBe(false);
  });

  it('says when a bucket lies elsewhere', () => {
    expect(go('oss://other/x').notes).toEqual([{ note: 'other-bucket', bucket: 'other' }]);
    expect(go('https://other-b.oss-cn-beijing.aliyuncs.com/x')).toMatchObject({
      options: [],
      notes: [{ note: 'other-region', bucket: 'other-b', region: 'cn-beijing' }],
      wanted: '',
    });
    // Nothing of ours is looked for: what happens to share its key is not what was meant.
    expect(go('https://nosuch.oss-cn-hangzhou.aliyuncs.com/x')).toEqual({
      options: [],
      notes: [{ note: 'other-bucket', bucket: 'nosuch' }],
      keyBacklinks: true,
      wanted: '',
    });
  });

  it('goes to a bucket of ours whose address names the wrong region, and says so', () => {
    expect(go('https://acme-cdn.oss-cn-beijing.aliyuncs.com/x')).toMatchObject({
      options: [{ bucket: 'acme-cdn', key: 'x' }],
      notes: [{ note: 'region-differs', said: 'cn-beijing', region: 'cn-hangzhou' }],
    });
  });

  it('names an unknown host, and takes its path as a key all the same', () => {
    expect(go('https://cdn.example.com/web/a?x-oss-signature=s')).toMatchObject({
      options: [{ bucket: 'acme-releases', key: 'web/a' }],
      notes: [{ note: 'unknown-host', host: 'cdn.example.com' }],
      wanted: 'web/a',
    });
  });

  it('goes nowhere with what cannot be read', () => {
    expect(go('https://acme-cdn.oss-cn-hangzhou.aliyuncs.com/%zz')).toMatchObject({
      options: [],
      notes: [{ note: 'malformed' }],
      wanted: '',
    });
  });
});

describe('which interpretation of an encoded key comes first', () => {
  const keys = (text: string, known: string[]) =>
    orderInterpretations(
      go(text),
      known.map((key) => ({ bucket: 'acme-releases', key })),
    ).map(({ key }) => key);

  it('is the decoded one where it is known, or neither is', () => {
    for (const known of [[], ['cli/x'], ['cli/x', 'cli%2Fx']])
      expect(keys('cli%2Fx', known)).toEqual(['cli/x', 'cli%2Fx']);
  });

  it('is the written one where only that is known', () => {
    expect(keys('cli%2Fx', ['cli%2Fx'])).toEqual(['cli%2Fx', 'cli/x']);
  });

  it('is what an address names: it was decoded once', () => {
    expect(keys('https://acme-releases.oss-cn-hangzhou.aliyuncs.com/cli%252Fx', ['cli/x'])).toEqual([
      'cli%2Fx',
      'cli/x',
    ]);
    expect(keys('oss://acme-releases/cli%2Fx', ['cli/x'])[0]).toBe('cli%2Fx');
  });
});

describe('finding an action by words', () => {
  it('takes words in any order', () => {
    expect(matchesWords('New link here', 'here new')).toBe(true);
    expect(matchesWords('New link here', 'old')).toBe(false);
    expect(matchesWords('切换主题', '主题')).toBe(true);
  });
});
