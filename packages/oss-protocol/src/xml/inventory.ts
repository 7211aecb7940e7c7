import { childOf, childrenOf, expectRoot, optionalText, requiredText } from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/** What an inventory lists, and where it is written to. */
export interface InventoryConfiguration {
  readonly id: string;
  readonly enabled: boolean;
  readonly destination: { readonly bucket: string; readonly prefix: string };
  /** `Daily`, `Weekly`, or another word of later versions. */
  readonly frequency: string;
  readonly allVersions: boolean;
  /** Columns beyond Bucket and Key. */
  readonly fields: readonly string[];
  /** It lists the keys below this prefix; empty: all of them. */
  readonly prefix: string;
  /** It also leaves keys out by time, size, class or something else. */
  readonly isFiltered: boolean;
}

/** One page of the inventories of a bucket. */
export interface InventoryPage {
  readonly configurations: readonly InventoryConfiguration[];
  readonly isTruncated: boolean;
  readonly nextContinuationToken: string | undefined;
}

/**
 * Reads the answer of ListBucketInventory.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/listbucketinventory
 * @throws XmlError
 */
export function decodeInventoryPage(document: XmlElement): InventoryPage {
  const root = expectRoot(document, 'ListInventoryConfigurationsResult');
  return {
    configurations: childrenOf(root, 'InventoryConfiguration').map(toConfiguration),
    isTruncated: optionalText(root, 'IsTruncated') === 'true',
    nextContinuationToken: optionalText(root, 'NextContinuationToken'),
  };
}

/** Reads the answer of GetBucketInventory. @throws XmlError */
export function decodeInventory(document: XmlElement): InventoryConfiguration {
  return toConfiguration(expectRoot(document, 'InventoryConfiguration'));
}

function toConfiguration(root: XmlElement): InventoryConfiguration {
  const outer = childOf(root, 'Destination');
  const destination = (outer && childOf(outer, 'OSSBucketDestination')) ?? root;
  const schedule = childOf(root, 'Schedule');
  const optional = childOf(root, 'OptionalFields');
  const filter = childOf(root, 'Filter');
  return {
    id: requiredText(root, 'Id'),
    enabled: optionalText(root, 'IsEnabled') === 'true',
    destination: {
      bucket: requiredText(destination, 'Bucket').replace(/^acs:oss:::/, ''),
      prefix: optionalText(destination, 'Prefix') ?? '',
    },
    frequency: (schedule && optionalText(schedule, 'Frequency')) ?? '',
    allVersions: optionalText(root, 'IncludedObjectVersions') === 'All',
    fields: optional === undefined ? [] : childrenOf(optional, 'Field').map(({ text }) => text),
    prefix: (filter && optionalText(filter, 'Prefix')) ?? '',
    isFiltered: filter?.children.some(({ name, text }) => name !== 'Prefix' && text !== '') ?? false,
  };
}
