import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { listObjectsV2, type ListedObject } from '@signpost/oss-client';
import { encodeUriText } from '@signpost/oss-protocol/rules';
import type { Stack } from './stack.ts';

/** Where inventories of the tests are written to. */
export const reports = 'reports';

const cells: Readonly<Record<string, (bucket: string, object: ListedObject) => string>> = {
  Bucket: (bucket) => bucket,
  Key: (_, { key }) => encodeUriText(key),
  Size: (_, { size }) => String(size),
  StorageClass: (_, { storageClass }) => storageClass,
  LastModifiedDate: (_, { lastModified }) =>
    `${lastModified.toISOString().slice(0, 19).replaceAll(':', '-')}Z`,
  ETag: (_, { etag }) => etag,
  ObjectType: (_, { type }) => type,
};

const allColumns = Object.keys(cells);

/** Configures a daily inventory of a bucket. */
export function putInventory(
  { admin }: Pick<Stack, 'admin'>,
  { bucket, id = 'daily', fields = allColumns.slice(2), filter = '' }: InventorySetting,
): void {
  admin.putBucketSetting(
    bucket,
    `inventory ${id}`,
    `<InventoryConfiguration><Id>${id}</Id><IsEnabled>true</IsEnabled>${filter}<Destination><OSSBucketDestination><Format>CSV</Format><AccountId>1</AccountId><RoleArn>acs:ram::1:role/r</RoleArn><Bucket>acs:oss:::${reports}</Bucket><Prefix>inv</Prefix></OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>Current</IncludedObjectVersions><OptionalFields>${fields.map((field) => `<Field>${field}</Field>`).join('')}</OptionalFields></InventoryConfiguration>`,
  );
}

interface InventorySetting {
  bucket: string;
  id?: string;
  fields?: string[];
  filter?: string;
}

interface WrittenInventory {
  bucket: string;
  createdAt: Date;
  id?: string;
  columns?: string[];
  /** Into how many files the keys are dealt out, one after another: none of them is a range of keys. */
  files?: number;
  /** Members of the manifest that are other than OSS writes them today. */
  manifest?: object;
}

/** Writes an inventory of a bucket as it is now, as if OSS had begun it at another moment. @returns keys of its files */
export async function writeInventory(
  { admin, client }: Pick<Stack, 'admin' | 'client'>,
  { bucket, createdAt, id = 'daily', columns = allColumns, files = 1, manifest = {} }: WrittenInventory,
): Promise<string[]> {
  const objects = await listAll(client, bucket);
  const base = `inv/${bucket}/${id}`;
  const written = Array.from({ length: files }, (_, file) => {
    const rows = objects.filter((_object, at) => at % files === file);
    const text = rows
      .map((object) => columns.map((name) => `"${cells[name]?.(bucket, object) ?? '?'}"`).join(','))
      .join('\n');
    const body = gzipSync(`${text}\n`);
    const key = `${base}/data/${createdAt.getTime()}-${file}.csv.gz`;
    admin.putObject({ bucket: reports, key, body });
    return { key, size: body.length, MD5checksum: md5(body) };
  });
  const folder = createdAt.toISOString().slice(0, 16).replace(':', '-');
  admin.putObject({
    bucket: reports,
    key: `${base}/${folder}Z/manifest.json`,
    body: JSON.stringify({
      creationTimestamp: String(Math.floor(createdAt.getTime() / 1000)),
      destinationBucket: reports,
      fileFormat: 'CSV',
      files: written,
      fileSchema: columns.join(', '),
      sourceBucket: bucket,
      version: '2019-09-01',
      ...manifest,
    }),
  });
  return written.map(({ key }) => key);
}

async function listAll(client: Stack['client'], bucket: string): Promise<ListedObject[]> {
  const all: ListedObject[] = [];
  let continuationToken: string | undefined;
  do {
    const page = await listObjectsV2(client, { bucket, continuationToken });
    all.push(...page.objects);
    continuationToken = page.nextContinuationToken;
  } while (continuationToken !== undefined);
  return all;
}

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex').toUpperCase();
