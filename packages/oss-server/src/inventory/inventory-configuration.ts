import { isBucketName } from '@signpost/oss-protocol/rules';
import { childOf, childrenOf, optionalText } from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';

import { fault, invalidArgument } from '../protocol/oss-fault.ts';

/** Columns beyond Bucket and Key, in the order they are written. */
export const OPTIONAL_FIELDS = [
  'Size',
  'StorageClass',
  'LastModifiedDate',
  'ETag',
  'IsMultipartUploaded',
  'EncryptionStatus',
  'ObjectAcl',
  'TaggingCount',
  'ObjectType',
  'Crc64',
  'TransitionTime',
] as const;
export type InventoryField = (typeof OPTIONAL_FIELDS)[number];

/** What an inventory lists, and where it goes. */
export interface InventoryConfiguration {
  id: string;
  enabled: boolean;
  prefix: string;
  destination: { bucket: string; prefix: string };
  frequency: 'Daily' | 'Weekly';
  allVersions: boolean;
  fields: InventoryField[];
}

/** @throws OssFault MalformedXML; InvalidArgument for an unknown column, another destination than a bucket, two encryptions */
export function parseInventory(root: XmlElement): InventoryConfiguration {
  const filter = childOf(root, 'Filter');
  const outer = childOf(root, 'Destination');
  const destination = outer && childOf(outer, 'OSSBucketDestination');
  const schedule = childOf(root, 'Schedule');
  const optional = childOf(root, 'OptionalFields');
  const resource = destination && optionalText(destination, 'Bucket');
  const frequency = schedule && optionalText(schedule, 'Frequency');
  const versions = optionalText(root, 'IncludedObjectVersions') ?? 'Current';
  const id = optionalText(root, 'Id') ?? '';
  if (!/^[\w-]{1,64}$/.test(id) || resource === undefined) throw fault('MalformedXML');
  const bucket = /^acs:oss:::(.+)$/.exec(resource)?.[1] ?? '';
  if (!isBucketName(bucket)) throw invalidArgument('Bucket', resource);
  const encryption = destination && childOf(destination, 'Encryption');
  if (encryption !== undefined && encryption.children.length > 1) {
    throw invalidArgument('Encryption', encryption.children.map(({ name }) => name).join(', '));
  }
  if (frequency !== 'Daily' && frequency !== 'Weekly') throw fault('MalformedXML');
  if (versions !== 'All' && versions !== 'Current') throw fault('MalformedXML');
  const known = new Set<string>(OPTIONAL_FIELDS);
  const asked = optional === undefined ? [] : childrenOf(optional, 'Field').map(({ text }) => text);
  const unknown = asked.find((field) => !known.has(field));
  if (unknown !== undefined) {
    throw fault('InvalidArgument', {
      ec: '0020-00000036',
      details: { ArgumentName: 'Field', ArgumentValue: unknown },
    });
  }
  return {
    id,
    enabled: optionalText(root, 'IsEnabled') === 'true',
    prefix: (filter && optionalText(filter, 'Prefix')) ?? '',
    destination: { bucket, prefix: optionalText(destination!, 'Prefix') ?? '' },
    frequency,
    allVersions: versions === 'All',
    fields: OPTIONAL_FIELDS.filter((field) => asked.includes(field)),
  };
}
