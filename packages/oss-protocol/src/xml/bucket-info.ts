import { regionFromLocation } from '../rules/endpoint.ts';
import type { StorageClass } from '../rules/storage-class.ts';
import { isEnabled } from './list-buckets.ts';
import { decodeOwner, type Owner } from './list-objects.ts';
import { childOf, expectRoot, optionalText, requiredText, requiredTime } from './xml-fields.ts';
import { XmlError } from './xml-error.ts';
import type { XmlElement } from './xml-reader.ts';

/** Versioning of a bucket; `undefined` means it never had any, which is more than being suspended. */
export type VersioningStatus = 'Enabled' | 'Suspended';

/** What GetBucketInfo tells. */
export interface BucketInfo {
  readonly name: string;
  readonly region: string;
  readonly location: string;
  readonly creationDate: Date;
  readonly extranetEndpoint: string;
  readonly intranetEndpoint: string;
  readonly storageClass: StorageClass | (string & {});
  readonly redundancy: string | undefined;
  readonly versioning: VersioningStatus | undefined;
  readonly acl: string | undefined;
  readonly owner: Owner | undefined;
  readonly accessMonitor: boolean;
  readonly crossRegionReplication: boolean;
  readonly transferAcceleration: boolean;
  readonly blockPublicAccess: boolean;
  readonly hierarchicalNamespace: boolean;
  readonly resourceGroupId: string | undefined;
  readonly comment: string | undefined;
}

/** Reads the answer of GetBucketInfo. @throws XmlError */
export function decodeBucketInfo(document: XmlElement): BucketInfo {
  const bucket = childOf(expectRoot(document, 'BucketInfo'), 'Bucket');
  if (!bucket) throw new XmlError('unexpected', '<BucketInfo> lacks <Bucket>');
  const location = requiredText(bucket, 'Location');
  const accessControl = childOf(bucket, 'AccessControlList');
  return {
    name: requiredText(bucket, 'Name'),
    location,
    region: regionFromLocation(location),
    creationDate: requiredTime(bucket, 'CreationDate'),
    extranetEndpoint: requiredText(bucket, 'ExtranetEndpoint'),
    intranetEndpoint: optionalText(bucket, 'IntranetEndpoint') ?? '',
    storageClass: optionalText(bucket, 'StorageClass') ?? 'Standard',
    redundancy: optionalText(bucket, 'DataRedundancyType'),
    versioning: toVersioningStatus(optionalText(bucket, 'Versioning')),
    acl: accessControl && optionalText(accessControl, 'Grant'),
    owner: decodeOwner(bucket),
    accessMonitor: isEnabled(optionalText(bucket, 'AccessMonitor')),
    crossRegionReplication: isEnabled(optionalText(bucket, 'CrossRegionReplication')),
    transferAcceleration: isEnabled(optionalText(bucket, 'TransferAcceleration')),
    blockPublicAccess: isEnabled(optionalText(bucket, 'BlockPublicAccess')),
    hierarchicalNamespace: isEnabled(optionalText(bucket, 'HierarchicalNamespace')),
    resourceGroupId: optionalText(bucket, 'ResourceGroupId'),
    comment: optionalText(bucket, 'Comment'),
  };
}

/** Reads the answer of GetBucketVersioning. @throws XmlError */
export function decodeVersioning(document: XmlElement): VersioningStatus | undefined {
  return toVersioningStatus(optionalText(expectRoot(document, 'VersioningConfiguration'), 'Status'));
}

function toVersioningStatus(text: string | undefined): VersioningStatus | undefined {
  if (text === undefined || text === 'Enabled' || text === 'Suspended') return text;
  throw new XmlError('unexpected', 'The versioning status is unknown');
}
