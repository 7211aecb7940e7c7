import { expect, test } from 'vitest';
import { parseManifest } from './inventory-manifest.ts';

const now = Date.parse('2026-03-02T00:00:00.000Z');
const manifest = {
  creationTimestamp: '1772323200',
  destinationBucket: 'reports',
  fileFormat: 'CSV',
  files: [
    { MD5checksum: 'F77449179760C3B13F1E76110F07A1B2', key: 'inv/b/i/data/1.csv.gz', size: 2046 },
    { MD5checksum: 'f77449179760c3b13f1e76110f07a1b3', key: 'inv/b/i/data/2.csv.gz', size: 0 },
  ],
  fileSchema: 'Bucket, Key, Size, StorageClass, LastModifiedDate, ETag, ObjectType',
  sourceBucket: 'b',
  version: '2019-09-01',
};
const parse = (more: object) => parseManifest(JSON.stringify({ ...manifest, ...more }), { bucket: 'b', now });

test('a manifest names its files, their columns and the moment that it is of', () => {
  expect(parse({})).toEqual({
    createdAt: '2026-03-01T00:00:00.000Z',
    columns: ['Bucket', 'Key', 'Size', 'StorageClass', 'LastModifiedDate', 'ETag', 'ObjectType'],
    files: [
      { key: 'inv/b/i/data/1.csv.gz', size: 2046, md5: 'F77449179760C3B13F1E76110F07A1B2' },
      { key: 'inv/b/i/data/2.csv.gz', size: 0, md5: 'F77449179760C3B13F1E76110F07A1B3' },
    ],
  });
});

test('a later version with members and columns of its own is read by what it has in common', () => {
  const fileSchema = 'ObjectType,Tier , Key,ETag,Size,StorageClass,LastModifiedDate';
  const later = parse({ version: '2031-01-01', fileSchema, creationTimestamp: 1772323200000, signed: true });
  expect(later.createdAt).toBe('2026-03-01T00:00:00.000Z');
  expect(later.columns).toEqual(fileSchema.split(/\s*,\s*/));
});

test.each([
  ['no time', { creationTimestamp: 'soon' }, 'inventory-damaged'],
  ['a time to come', { creationTimestamp: '1872323200' }, 'inventory-damaged'],
  ['no files', { files: undefined }, 'inventory-damaged'],
  ['a checksum that is none', { files: [{ ...manifest.files[0], MD5checksum: 'x' }] }, 'inventory-damaged'],
  ['another format', { fileFormat: 'Parquet' }, 'inventory-unsuitable'],
  ['another bucket', { sourceBucket: 'c' }, 'inventory-unsuitable'],
  ['no types', { fileSchema: 'Bucket, Key, Size, ETag' }, 'inventory-unsuitable'],
])('%s is refused', (_, more, code) => {
  expect(() => parse(more)).toThrowError(expect.objectContaining({ code }));
});

test.each(['', 'null', '[]', '{', '<xml/>'])('%j is no manifest', (text) => {
  expect(() => parseManifest(text, { bucket: 'b', now })).toThrowError(
    expect.objectContaining({ code: 'inventory-damaged' }),
  );
});
