import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkFile, readRows, type SourceRow } from './inventory-rows.ts';

const columns = ['Bucket', 'Key', 'Size', 'StorageClass', 'LastModifiedDate', 'ETag', 'ObjectType'];
const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
const row = (key: string, type = 'Normal'): string[] => [
  'b',
  key,
  '7',
  'Standard',
  '2026-03-01T10-20-30Z',
  'AB12',
  type,
];
/** In pieces that cut lines and characters anywhere. */
function stream(bytes: Uint8Array): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
    bytes.subarray(at * 7, at * 7 + 7),
  );
  return Readable.from(pieces);
}

async function read(text: string, { skip = 0, of = columns }: { skip?: number; of?: string[] } = {}) {
  const found: SourceRow[] = [];
  let count = 0;
  for await (const batch of readRows(stream(gzipSync(text)), { columns: of, skip })) {
    found.push(...batch.rows);
    count += batch.read;
  }
  return { found, count };
}

test.each([
  ['a%20b', 'a b'],
  ['a+b', 'a+b'],
  ['a%2Bb', 'a+b'],
  ['100%25', '100%'],
  ['%E4%B8%80%2F%E4%BA%8C', '一/二'],
  ['%F0%9F%99%82', '🙂'],
  ['say%20%22hi%22%2C%20all', 'say "hi", all'],
  ['two%0Alines%0D', 'two\nlines\r'],
  ['a%2F%2Fb%2F', 'a//b/'],
  ['a%01b', 'a\u0001b'],
  ['C%3A%5Cdir', 'C:\\dir'],
  ['plain/as-it-is.txt', 'plain/as-it-is.txt'],
])('the key %s is %j', async (written, key) => {
  const { found } = await read(line(row(written, 'Symlink')));
  expect(found).toEqual([
    {
      key,
      size: 7,
      storageClass: 'Standard',
      lastModified: '2026-03-01T10:20:30.000Z',
      etag: 'AB12',
      isLink: true,
    },
  ]);
});

test('columns are read by their names, in whatever order, beside others that nobody knows', async () => {
  const of = ['ObjectType', 'New', 'ETag', 'Key', 'LastModifiedDate', 'Size', 'StorageClass'];
  const cells = ['Symlink', 'x, "y"\nz', '"AB12"', 'k', '2026-03-01T10:20:30.123Z', '0', 'IA'];
  expect((await read(line(cells), { of })).found).toEqual([
    {
      key: 'k',
      size: 0,
      storageClass: 'IA',
      lastModified: '2026-03-01T10:20:30.000Z',
      etag: 'AB12',
      isLink: true,
    },
  ]);
});

test('of all versions the current ones count, and no delete marker', async () => {
  const of = [...columns, 'VersionId', 'IsLatest', 'IsDeleteMarker'];
  const text = [
    [...row('now'), 'v2', 'true', 'false'],
    [...row('now'), 'v1', 'false', 'false'],
    [...row('gone'), 'v3', 'true', 'true'],
  ]
    .map(line)
    .join('');
  const { found, count } = await read(text, { of });
  expect(found.map(({ key }) => key)).toEqual(['now']);
  expect(count).toBe(3);
});

test('reading goes on behind the rows that were read, in batches', async () => {
  const text = Array.from({ length: 2500 }, (_, n) => line(row(`k${n}`))).join('');
  const sizes: number[] = [];
  for await (const batch of readRows(stream(gzipSync(text)), { columns, skip: 400 })) sizes.push(batch.read);
  expect(sizes).toEqual([1000, 1000, 100]);
  expect((await read(text, { skip: 2499 })).found.map(({ key }) => key)).toEqual(['k2499']);
});

const whole = gzipSync(Array.from({ length: 500 }, (_, n) => line(row(`k${n}`))).join(''));
test.each([
  ['a file that ends early', whole.subarray(0, -20)],
  ['one that is no gzip', Buffer.from(line(row('k')))],
  ['a row with fewer columns', gzipSync(line(row('k').slice(1)))],
  ['a row without an end', gzipSync('"b","k')],
  ['a key that is not UTF-8', gzipSync(line(row('%ff')))],
  ['an empty key', gzipSync(line(row('')))],
  ['a size that is none', gzipSync(line(row('k').with(2, '-1')))],
  ['a time that is none', gzipSync(line(row('k').with(4, 'yesterday')))],
  ['a row that is longer than any', gzipSync(line(row('k'.repeat(20_000))))],
])('%s is told as damage', async (_, bytes) => {
  const reading = (async () => {
    for await (const batch of readRows(stream(bytes), { columns, skip: 0 })) void batch;
  })();
  await expect(reading).rejects.toMatchObject({ code: 'inventory-damaged' });
});

test('a file counts when size and checksum are those of the manifest, in any case of letters', async () => {
  const md5 = createHash('md5').update(whole).digest('hex');
  const file = { key: 'f', size: whole.length, md5: md5.toUpperCase() };
  await checkFile(stream(whole), file);
  await expect(checkFile(stream(whole), { ...file, size: 1 })).rejects.toMatchObject({
    code: 'inventory-damaged',
  });
  await expect(checkFile(stream(whole.subarray(1)), file)).rejects.toMatchObject({
    code: 'inventory-damaged',
  });
});
