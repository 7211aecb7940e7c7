import { encodeUriText } from '@signpost/oss-protocol/rules';
import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import { measureBody } from '../store/incoming-body.ts';
import type { StoreView } from '../store/store.ts';
import type { InventoryConfiguration, InventoryField } from './inventory-configuration.ts';

const COLUMNS: Record<InventoryField, (entry: Entry) => string> = {
  Size: (entry) => String(entry.size),
  StorageClass: (entry) => entry.storageClass,
  LastModifiedDate: (entry) => stamp(entry.modified),
  ETag: (entry) => entry.etag,
  IsMultipartUploaded: (entry) => String(entry.type === 'Multipart'),
  EncryptionStatus: () => 'false',
  ObjectAcl: (entry) => entry.acl,
  TaggingCount: (entry) => String(entry.details.tags.length),
  ObjectType: (entry) => (entry.type === 'Marker' ? '' : entry.type),
  Crc64: (entry) => entry.details.crc64 ?? '',
  TransitionTime: () => '',
};

/**
 * Writes an inventory into its destination: a compressed table with keys URL-encoded and no targets
 * of links, a manifest that names its columns, and the manifest's checksum. Call inside a write.
 * @returns the key of the manifest; undefined when the destination does not exist
 */
export function produceInventory(
  view: StoreView,
  source: Bucket,
  run: { configuration: InventoryConfiguration; now: number },
): string | undefined {
  const { configuration, now } = run;
  const target = view.buckets.find(configuration.destination.bucket);
  if (target === undefined) return undefined;
  const base = [configuration.destination.prefix.replace(/\/+$/, ''), source.name, configuration.id]
    .filter((part) => part !== '')
    .join('/');
  const table = gzipSync(toTable(view, source, configuration));
  const dataKey = `${base}/data/${randomUUID()}.csv.gz`;
  store(view, target, { key: dataKey, body: table, contentType: 'application/gzip', now });
  const manifest = JSON.stringify({
    creationTimestamp: String(Math.floor(now / 1000)),
    destinationBucket: target.name,
    fileFormat: 'CSV',
    files: [{ MD5checksum: md5(table), key: dataKey, size: table.length }],
    fileSchema: schemaOf(configuration).join(', '),
    sourceBucket: source.name,
    version: '2019-09-01',
  });
  const folder = `${base}/${stamp(now).replace(/-\d\dZ$/, 'Z')}`;
  store(view, target, {
    key: `${folder}/manifest.json`,
    body: Buffer.from(manifest),
    contentType: 'application/json',
    now,
  });
  store(view, target, {
    key: `${folder}/manifest.checksum`,
    body: Buffer.from(md5(Buffer.from(manifest))),
    contentType: 'text/plain',
    now,
  });
  return `${folder}/manifest.json`;
}

function schemaOf({ allVersions, fields }: InventoryConfiguration): string[] {
  return ['Bucket', 'Key', ...(allVersions ? ['VersionId', 'IsLatest', 'IsDeleteMarker'] : []), ...fields];
}

function toTable(view: StoreView, source: Bucket, configuration: InventoryConfiguration): string {
  const { allVersions, fields, prefix } = configuration;
  const lines: string[] = [];
  for (const versions of view.entries.histories(source, prefix)) {
    for (const entry of versions) {
      if (!allVersions && (!entry.latest || entry.type === 'Marker')) continue;
      const row = [
        source.name,
        encodeUriText(entry.key),
        ...(allVersions ? [entry.version, String(entry.latest), String(entry.type === 'Marker')] : []),
        ...fields.map((field) => COLUMNS[field](entry)),
      ];
      lines.push(`${row.map((value) => `"${value}"`).join(',')}\n`);
    }
  }
  return lines.join('');
}

function store(
  view: StoreView,
  bucket: Bucket,
  file: { key: string; body: Uint8Array; contentType: string; now: number },
): void {
  const body = measureBody(file.body);
  view.entries.put(bucket, file.key, {
    type: 'Normal',
    size: body.size,
    etag: body.md5,
    modified: file.now,
    storageClass: bucket.storageClass,
    acl: 'default',
    owner: bucket.owner,
    details: {
      headers: { 'content-type': file.contentType },
      metadata: {},
      tags: [],
      crc64: body.crc64,
      segments: view.blobs.adopt(body),
    },
  });
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex').toUpperCase();
}

/** `2026-03-01T10-20-30Z`. */
function stamp(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}
