import { expect, test } from 'vitest';
import { decodeMetaQueryPage, decodeMetaQueryStatus } from './meta-query.ts';
import { readXml } from './xml-reader.ts';

const page = (files: string, token = ''): string =>
  `<MetaQuery><NextToken>${token}</NextToken><Files>${files}</Files></MetaQuery>`;

test('a page tells names, times and types of files, and whether there are more', () => {
  const link =
    '<File><Filename>l/一 a</Filename><Size>0</Size><FileModifiedTime>2021-06-29T14:50:13.011643661+08:00</FileModifiedTime><OSSObjectType>Symlink</OSSObjectType><OSSStorageClass>IA</OSSStorageClass><ETag>"fba9"</ETag></File>';
  expect(decodeMetaQueryPage(readXml(page(link, 'MTIz')))).toEqual({
    files: [
      {
        key: 'l/一 a',
        size: 0,
        etag: 'fba9',
        lastModified: new Date('2021-06-29T06:50:13.011Z'),
        type: 'Symlink',
        storageClass: 'IA',
      },
    ],
    nextToken: 'MTIz',
  });
  expect(decodeMetaQueryPage(readXml(page('')))).toEqual({ files: [], nextToken: undefined });
});

test.each([
  ['<File><Size>1</Size></File>'],
  ['<File><Filename>a</Filename><Size>many</Size></File>'],
  ['<File><Filename>a</Filename><FileModifiedTime>yesterday</FileModifiedTime></File>'],
])('%s is refused', (file) => {
  expect(() => decodeMetaQueryPage(readXml(page(file)))).toThrowError(
    expect.objectContaining({ fault: 'unexpected' }),
  );
});

test('the status says whether the first reading of the bucket is over', () => {
  const status =
    '<State>Ready</State><Phase>FullScanning</Phase><CreateTime>2021-08-02T10:49:17Z</CreateTime>';
  expect(decodeMetaQueryStatus(readXml(`<MetaQueryStatus>${status}</MetaQueryStatus>`))).toEqual({
    state: 'Ready',
    phase: 'FullScanning',
  });
});
