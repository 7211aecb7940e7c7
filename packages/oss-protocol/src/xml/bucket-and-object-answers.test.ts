import { expect, test } from 'vitest';

import { decodeBucketInfo, decodeVersioning } from './bucket-info.ts';
import { decodeBucketStat } from './bucket-stat.ts';
import { decodeBucketPage } from './list-buckets.ts';
import { decodeAccessControl, decodeCopyResult, decodeDeleteResult, decodeTagSet } from './object-answers.ts';
import { readXml } from './xml-reader.ts';
import { formatXml, type XmlChild } from './xml-writer.ts';

test('buckets of all regions with their endpoints and namespace', () => {
  const bucket = (name: string, more: readonly XmlChild[]): XmlChild => [
    'Bucket',
    [
      ['CreationDate', '2014-02-17T18:12:43.000Z'],
      ['ExtranetEndpoint', 'oss-cn-shanghai.aliyuncs.com'],
      ['IntranetEndpoint', 'oss-cn-shanghai-internal.aliyuncs.com'],
      ['Location', 'oss-cn-shanghai'],
      ['Name', name],
      ['StorageClass', 'Standard'],
      ...more,
    ],
  ];
  const document = formatXml('ListAllMyBucketsResult', [
    [
      'Owner',
      [
        ['ID', 'ut_test_put_bucket'],
        ['DisplayName', 'ut'],
      ],
    ],
    [
      'Buckets',
      [bucket('one', [['Region', 'cn-shanghai']]), bucket('two', [['HierarchicalNamespace', 'enabled']])],
    ],
  ]);
  const page = decodeBucketPage(readXml(document));
  expect(
    page.buckets.map(({ name, region, hierarchicalNamespace }) => [name, region, hierarchicalNamespace]),
  ).toEqual([
    ['one', 'cn-shanghai', false],
    ['two', 'cn-shanghai', true],
  ]);
  expect(page).toMatchObject({ isTruncated: false, nextMarker: undefined });
});

test('bucket information', () => {
  const document = formatXml('BucketInfo', [
    [
      'Bucket',
      [
        ['CreationDate', '2013-07-31T10:56:21.000Z'],
        ['ExtranetEndpoint', 'oss-cn-hangzhou.aliyuncs.com'],
        ['IntranetEndpoint', 'oss-cn-hangzhou-internal.aliyuncs.com'],
        ['Location', 'oss-cn-hangzhou'],
        ['StorageClass', 'IA'],
        ['Name', 'oss-example'],
        ['Versioning', 'Suspended'],
        ['CrossRegionReplication', 'Enabled'],
        ['TransferAcceleration', 'Disabled'],
        ['BlockPublicAccess', 'true'],
        [
          'Owner',
          [
            ['ID', '27183'],
            ['DisplayName', 'username'],
          ],
        ],
        ['AccessControlList', [['Grant', 'private']]],
      ],
    ],
  ]);
  expect(decodeBucketInfo(readXml(document))).toMatchObject({
    region: 'cn-hangzhou',
    versioning: 'Suspended',
    acl: 'private',
    crossRegionReplication: true,
    transferAcceleration: false,
    blockPublicAccess: true,
    hierarchicalNamespace: false,
  });
});

test('sums of a bucket, with or without their time', () => {
  const sums: readonly XmlChild[] = [
    ['Storage', 1600],
    ['ObjectCount', 230],
  ];
  const whole = formatXml('BucketStat', [...sums, ['LastModifiedTime', 1_643_341_269]]);
  expect(decodeBucketStat(readXml(whole))).toEqual({
    storage: 1600,
    objectCount: 230,
    takenAt: new Date('2022-01-28T03:41:09Z'),
  });
  expect(decodeBucketStat(readXml(formatXml('BucketStat', sums))).takenAt).toBeUndefined();
  expect(() => decodeBucketStat(readXml('<BucketStat><Storage>1</Storage></BucketStat>'))).toThrow(
    'ObjectCount',
  );
});

test('versioning that never was is told from suspended', () => {
  expect(decodeVersioning(readXml('<VersioningConfiguration/>'))).toBeUndefined();
  expect(decodeVersioning(readXml(formatXml('VersioningConfiguration', [['Status', 'Suspended']])))).toBe(
    'Suspended',
  );
  expect(() => decodeVersioning(readXml(formatXml('VersioningConfiguration', [['Status', 'Odd']])))).toThrow(
    'unknown',
  );
});

test('ACL, tags, copy and delete answers', () => {
  const acl = formatXml('AccessControlPolicy', [['AccessControlList', [['Grant', 'default']]]]);
  expect(decodeAccessControl(readXml(acl))).toEqual({ acl: 'default', owner: undefined });
  const tags = formatXml('Tagging', [
    [
      'TagSet',
      [
        [
          'Tag',
          [
            ['Key', 'a'],
            ['Value', ''],
          ],
        ],
      ],
    ],
  ]);
  expect(decodeTagSet(readXml(tags))).toEqual([['a', '']]);
  const copy = formatXml('CopyObjectResult', [
    ['ETag', '"C"'],
    ['LastModified', '2019-04-09T07:27:28.000Z'],
  ]);
  expect(decodeCopyResult(readXml(copy))).toEqual({
    etag: 'C',
    lastModified: new Date('2019-04-09T07:27:28Z'),
  });
  const deleted = formatXml('DeleteResult', [
    ['EncodingType', 'url'],
    [
      'Deleted',
      [
        ['Key', 'a%20b'],
        ['DeleteMarker', true],
        ['DeleteMarkerVersionId', 'd'],
      ],
    ],
  ]);
  expect(decodeDeleteResult(readXml(deleted))).toEqual([
    { key: 'a b', versionId: undefined, deleteMarker: true, deleteMarkerVersionId: 'd' },
  ]);
});
