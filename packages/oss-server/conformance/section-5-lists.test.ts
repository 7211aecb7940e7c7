import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { elementText, elementTexts, send, TEST_ACCOUNT } from './signed-request.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT], clock: () => NOW });
  server.admin.putBucket({ name: 'listed', acl: 'public-read' });
  server.admin.bulk(() => {
    for (const key of ['a', 'b/1', 'b/2', 'c d+e', 'd/', 'd/x/y', '中/文', 'z\u0001']) {
      server.admin.putObject({ bucket: 'listed', key, body: key });
    }
    server.admin.putSymlink({ bucket: 'listed', key: 'link', target: 'ä' });
  });
});
afterAll(() => server.stop());

const list = (query: string, bucket = 'listed') => send(server.port, { bucket, query, date: new Date(NOW) });
/** The elements of a document in order, nested ones with a dot per level. */
function outline(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, slash, name] of text.matchAll(/<(\/?)([A-Za-z0-9]+)>/g)) {
    if (slash === '/') depth -= 1;
    else names.push('.'.repeat(depth++) + name!);
  }
  return names;
}

describe('shape', () => {
  const contents = ['.Contents', '..Key', '..LastModified', '..ETag', '..Type', '..Size', '..StorageClass'];
  const owner = ['..Owner', '...ID', '...DisplayName'];

  test('ListObjects has its elements in the documented order', async () => {
    const { text, headers } = await list('prefix=link&encoding-type=url');
    expect(headers['content-type']).toBe('application/xml');
    expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult>')).toBe(true);
    expect(outline(text)).toEqual(
      [
        'ListBucketResult',
        '.Name',
        '.Prefix',
        '.Marker',
        '.MaxKeys',
        '.Delimiter',
        '.IsTruncated',
        '.EncodingType',
      ].concat(contents, owner),
    );
    expect(elementText(text, 'LastModified')).toBe('2026-01-02T03:04:05.000Z');
    expect(elementText(text, 'Size')).toBe('2');
    expect(elementText(text, 'MaxKeys')).toBe('100');
  });

  test('ListObjectsV2 shows owners only when asked', async () => {
    const head = ['ListBucketResult', '.Name', '.Prefix', '.MaxKeys', '.IsTruncated'];
    expect(outline((await list('list-type=2&prefix=link')).text)).toEqual(head.concat(contents, '.KeyCount'));
    const asked = await list('list-type=2&prefix=link&fetch-owner=true');
    expect(outline(asked.text)).toEqual(head.concat(contents, owner, '.KeyCount'));
  });

  test('ListObjectVersions has a Type, an owner and, unversioned, the version null', async () => {
    const { text } = await list('versions&prefix=link');
    expect(
      outline(text)
        .filter((name) => name.startsWith('..'))
        .slice(0, 9),
    ).toEqual([
      '..Key',
      '..VersionId',
      '..IsLatest',
      '..LastModified',
      '..ETag',
      '..Type',
      '..Size',
      '..StorageClass',
      '..Owner',
    ]);
    expect(elementText(text, 'VersionId')).toBe('null');
    expect(elementText(text, 'IsLatest')).toBe('true');
  });
});

describe('paging', () => {
  test('a common prefix counts as one entry and is not repeated after its own marker', async () => {
    const first = await list('delimiter=/&max-keys=2');
    expect(elementTexts(first.text, 'Key')).toEqual(['a']);
    expect(elementText(first.text, 'NextMarker')).toBe('b/');
    const second = await list('delimiter=/&max-keys=2&marker=b/');
    expect(elementTexts(second.text, 'Key')).toEqual(['c d+e']);
    expect(second.text).toContain('<CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes>');
  });

  test('a token is opaque, free of % and +, and goes before start-after', async () => {
    const seen: string[] = [];
    let token = '';
    do {
      const { text } = await list(
        `list-type=2&max-keys=2&start-after=a${token === '' ? '' : `&continuation-token=${token}`}`,
      );
      seen.push(...elementTexts(text, 'Key'));
      token = elementText(text, 'NextContinuationToken') ?? '';
      expect(token).toMatch(/^[A-Za-z0-9*_-]*$/);
    } while (token !== '');
    expect(seen).toHaveLength(8);
    expect(await list('list-type=2&continuation-token=bogus')).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
  });

  test('empty parameters mean absent ones, with and without =', async () => {
    const { text } = await list(
      'list-type=2&prefix=&delimiter=&continuation-token=&start-after&fetch-owner=false&max-keys=',
    );
    expect(elementText(text, 'KeyCount')).toBe('9');
  });

  test('a plus in a query is a space', async () => {
    const { text } = await send(server.port, { bucket: 'listed', query: 'prefix=c+d%2B', sign: 'none' });
    expect(elementTexts(text, 'Key')).toEqual(['c d+e']);
  });

  test('encoding-type=url encodes every name, a space as %20', async () => {
    const { text } = await list('encoding-type=url&prefix=c%20d&delimiter=/');
    expect(elementTexts(text, 'Key')).toEqual(['c%20d%2Be']);
    expect(elementTexts(text, 'Prefix')).toEqual(['c%20d']);
    expect(elementText(text, 'Delimiter')).toBe('%2F');
    expect((await list('encoding-type=url&prefix=z')).text).toContain('<Key>z%01</Key>');
  });

  test.each([
    'max-keys=0',
    'max-keys=1001',
    'max-keys=x',
    'max-keys=-1',
    'encoding-type=base64',
    `prefix=${'x'.repeat(1024)}`,
  ])('%s is refused', async (query) => {
    for (const call of [query, `list-type=2&${query}`, `versions&${query}`]) {
      expect(await list(call)).toMatchObject({ status: 400, code: 'InvalidArgument' });
    }
  });

  test('a version marker needs a key marker', async () => {
    expect(await list('versions&version-id-marker=x')).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
  });

  test('ListBuckets is partial only when it must be', async () => {
    for (const name of ['p-1', 'p-2', 'p-3']) server.admin.putBucket({ name });
    const ask = (query: string) => send(server.port, { query, date: new Date(NOW) });
    const whole = await ask('prefix=p-');
    expect(elementTexts(whole.text, 'Name')).toEqual(['p-1', 'p-2', 'p-3']);
    expect(whole.text).not.toContain('<IsTruncated>');
    const part = await ask('prefix=p-&max-keys=2');
    expect(elementText(part.text, 'NextMarker')).toBe('p-2');
    expect(elementTexts((await ask('prefix=p-&marker=p-2')).text, 'Name')).toEqual(['p-3']);
    expect(outline(part.text).slice(0, 6)).toEqual([
      'ListAllMyBucketsResult',
      '.Prefix',
      '.Marker',
      '.MaxKeys',
      '.IsTruncated',
      '.NextMarker',
    ]);
  });
});
