import { regionFromLocation } from '../rules/endpoint.ts';
import type { StorageClass } from '../rules/storage-class.ts';
import { decodeOwner, type Owner } from './list-objects.ts';
import { childOf, childrenOf, expectRoot, optionalText, requiredText, requiredTime } from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/** One bucket of ListBuckets. */
export interface ListedBucket {
  readonly name: string;
  /** Plain region id, `cn-hangzhou`. */
  readonly region: string;
  /** As the service writes it, `oss-cn-hangzhou`. */
  readonly location: string;
  readonly creationDate: Date;
  /** Host, or origin where the server says so. */
  readonly extranetEndpoint: string;
  readonly intranetEndpoint: string;
  readonly storageClass: StorageClass | (string & {});
  readonly resourceGroupId: string | undefined;
  /** Buckets with a hierarchical namespace have no links. */
  readonly hierarchicalNamespace: boolean;
}

/** One page of ListBuckets. */
export interface BucketPage {
  readonly owner: Owner | undefined;
  readonly buckets: readonly ListedBucket[];
  readonly isTruncated: boolean;
  readonly nextMarker: string | undefined;
}

/** Reads the answer of ListBuckets. @throws XmlError */
export function decodeBucketPage(document: XmlElement): BucketPage {
  const root = expectRoot(document, 'ListAllMyBucketsResult');
  const buckets = childOf(root, 'Buckets');
  return {
    owner: decodeOwner(root),
    buckets: buckets ? childrenOf(buckets, 'Bucket').map(decodeBucket) : [],
    isTruncated: optionalText(root, 'IsTruncated') === 'true',
    nextMarker: optionalText(root, 'NextMarker'),
  };
}

function decodeBucket(element: XmlElement): ListedBucket {
  const location = requiredText(element, 'Location');
  return {
    name: requiredText(element, 'Name'),
    location,
    region: optionalText(element, 'Region') ?? regionFromLocation(location),
    creationDate: requiredTime(element, 'CreationDate'),
    extranetEndpoint: requiredText(element, 'ExtranetEndpoint'),
    intranetEndpoint: optionalText(element, 'IntranetEndpoint') ?? '',
    storageClass: optionalText(element, 'StorageClass') ?? 'Standard',
    resourceGroupId: optionalText(element, 'ResourceGroupId'),
    hierarchicalNamespace: isEnabled(optionalText(element, 'HierarchicalNamespace')),
  };
}

/** OSS writes switches as `Enabled`, `enabled` or `true`, depending on the page. */
export function isEnabled(text: string | undefined): boolean {
  return text !== undefined && /^(?:enabled|true)$/i.test(text);
}
