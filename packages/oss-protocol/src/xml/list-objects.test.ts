import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { describe, expect, test } from 'vitest';

import { AWKWARD_KEYS } from '../testing/awkward-keys.ts';
import { encodeUriText } from '../rules/uri-encoding.ts';
import { decodeVersionPage } from './list-object-versions.ts';
import { decodeObjectPageV1 } from './list-objects-v1.ts';
import { decodeObjectPage } from './list-objects.ts';
import { readXml } from './xml-reader.ts';
import { formatXml, type XmlChild } from './xml-writer.ts';

function contents(key: string, more: readonly XmlChild[] = []): XmlChild {
  return [
    'Contents',
    [
      ['Key', key],
      ['LastModified', '2012-02-24T08:43:07.000Z'],
      ['ETag', '"5B3C1A2E053D763E1B002CC607C5A0FE"'],
      ['Type', 'Symlink'],
      ['Size', 344606],
      ['StorageClass', 'Standard'],
      ...more,
    ],
  ];
}

function listing(children: readonly XmlChild[]): string {
  return formatXml('ListBucketResult', [
    ['Name', 'examplebucket'],
    ['Prefix', ''],
    ['MaxKeys', 1000],
    ['IsTruncated', 'false'],
    ...children,
  ]);
}

describe('lists of objects', () => {
  test('awkward keys come through a URL-encoded list', () => {
    const document = listing([
      ['EncodingType', 'url'],
      ...AWKWARD_KEYS.map((key) => contents(encodeUriText(key))),
      ...AWKWARD_KEYS.map((key): XmlChild => ['CommonPrefixes', [['Prefix', encodeUriText(`${key}/`)]]]),
    ]);
    const page = decodeObjectPage(readXml(document));
    expect(page.objects.map(({ key }) => key)).toEqual(AWKWARD_KEYS);
    expect(page.commonPrefixes).toEqual(AWKWARD_KEYS.map((key) => `${key}/`));
    expect(page.keyCount).toBe(AWKWARD_KEYS.length * 2);
  });

  test('a plain list is taken literally, escapes included', () => {
    const page = decodeObjectPage(readXml(listing([contents('a%20b+c & d')])));
    expect(page.objects[0]).toEqual({
      key: 'a%20b+c & d',
      type: 'Symlink',
      etag: '5B3C1A2E053D763E1B002CC607C5A0FE',
      size: 344606,
      lastModified: new Date('2012-02-24T08:43:07Z'),
      storageClass: 'Standard',
      transitionTime: undefined,
      restoreInfo: undefined,
      owner: undefined,
    });
  });

  test('the token, restore state and owner are kept', () => {
    const more: XmlChild[] = [
      ['RestoreInfo', 'ongoing-request="true"'],
      ['TransitionTime', '2024-04-30T10:27:41.000Z'],
      [
        'Owner',
        [
          ['ID', '0022012'],
          ['DisplayName', 'user'],
        ],
      ],
    ];
    const document = listing([
      contents('a', more),
      ['NextContinuationToken', 'CgJiYw--'],
      ['Delimiter', '/'],
    ]);
    const page = decodeObjectPage(readXml(document.replace('>false<', '>true<')));
    expect(page).toMatchObject({
      isTruncated: true,
      nextContinuationToken: 'CgJiYw--',
      delimiter: '/',
      objects: [
        {
          restoreInfo: 'ongoing-request="true"',
          transitionTime: new Date('2024-04-30T10:27:41Z'),
          owner: { id: '0022012', displayName: 'user' },
        },
      ],
    });
  });

  test('the first list version pages by key', () => {
    const document = listing([['EncodingType', 'url'], contents('a%20b'), ['NextMarker', 'a%20b']]);
    expect(decodeObjectPageV1(readXml(document))).toMatchObject({
      nextMarker: 'a b',
      objects: [{ key: 'a b' }],
    });
  });

  test.each([
    ['another document', formatXml('ListAllMyBucketsResult', [])],
    ['an error', formatXml('Error', [['Code', 'InternalError']])],
    ['an object without a key', listing([['Contents', [['Size', 1]]]])],
    ['a size that is no number', listing([contents('a')]).replace('344606', '12x')],
    ['a time that is none', listing([contents('a')]).replace('2012-02-24T08', 'yesterday')],
    ['an unknown encoding', listing([['EncodingType', 'rot13'], contents('a')])],
    ['a key that is not UTF-8', listing([['EncodingType', 'url'], contents('%ff')])],
    ['no IsTruncated', listing([]).replace('<IsTruncated>false</IsTruncated>', '')],
  ])('%s is refused whole', (_, document) => {
    expect(() => decodeObjectPage(readXml(document))).toThrow(
      expect.objectContaining({ fault: 'unexpected' }),
    );
  });
});

test('versions and delete markers keep the order of the document', () => {
  const version = (name: string, id: string, isLatest: boolean): XmlChild => [
    name,
    [
      ['Key', 'l%2Bk'],
      ['VersionId', id],
      ['IsLatest', isLatest],
      ['LastModified', '2019-04-09T07:27:28.000Z'],
      ...(name === 'Version'
        ? ([
            ['ETag', '"A"'],
            ['Type', 'Symlink'],
            ['Size', 3],
            ['StorageClass', 'IA'],
          ] as const)
        : []),
      [
        'Owner',
        [
          ['ID', '1'],
          ['DisplayName', 'one'],
        ],
      ],
    ],
  ];
  const document = formatXml('ListVersionsResult', [
    ['Name', 'b'],
    ['EncodingType', 'url'],
    ['IsTruncated', true],
    ['NextKeyMarker', 'l%2Bk'],
    ['NextVersionIdMarker', 'v1'],
    version('DeleteMarker', 'd1', true),
    version('Version', 'v1', false),
    version('DeleteMarker', 'd2', false),
    version('Version', 'null', false),
  ]);
  const page = decodeVersionPage(readXml(document));
  expect(page.entries.map((entry) => [entry.kind, entry.key, entry.versionId, entry.isLatest])).toEqual([
    ['delete-marker', 'l+k', 'd1', true],
    ['version', 'l+k', 'v1', false],
    ['delete-marker', 'l+k', 'd2', false],
    ['version', 'l+k', 'null', false],
  ]);
  expect(page).toMatchObject({ nextKeyMarker: 'l+k', nextVersionIdMarker: 'v1', isTruncated: true });
});

test('what is kept of a page does not keep the page', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const used = (): number => {
    collectGarbage();
    return getHeapStatistics().used_heap_size;
  };
  const kept: unknown[] = [];
  const before = used();
  for (let page = 0; page < 40; page += 1) {
    const contents = `<Contents><Key>a-key-of-more-than-a-few-letters-${page}</Key><LastModified>2026-11-22T10:00:00.000Z</LastModified><ETag>"${String(page).padStart(32, '0')}"</ETag><Size>1</Size></Contents>`;
    const document = `<ListBucketResult><Name>b</Name><MaxKeys>1</MaxKeys><IsTruncated>false</IsTruncated>${contents}<!--${'x'.repeat(200_000)}--></ListBucketResult>`;
    const [object] = decodeObjectPage(readXml(Buffer.from(document).toString('utf8'))).objects;
    kept.push(object?.key, object?.etag);
  }
  // Forty pages are eight million characters.
  expect(used() - before).toBeLessThan(4_000_000);
  expect(kept).toHaveLength(80);
});
