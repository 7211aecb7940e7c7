import { expectRoot, requiredInteger } from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/** What GetBucketStat tells, as far as it is used. Numbers may be over an hour old, and may go back between two calls. */
export interface BucketStat {
  /** Bytes of all objects, old versions included. */
  readonly storage: number;
  /** Objects of every kind, links and old versions included: links are not counted apart. */
  readonly objectCount: number;
  /** When the numbers were taken; absent when the server does not say. */
  readonly takenAt: Date | undefined;
}

/**
 * Reads the answer of GetBucketStat.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat
 * @throws XmlError
 */
export function decodeBucketStat(document: XmlElement): BucketStat {
  const root = expectRoot(document, 'BucketStat');
  const seconds = root.children.some(({ name }) => name === 'LastModifiedTime')
    ? requiredInteger(root, 'LastModifiedTime')
    : undefined;
  return {
    storage: requiredInteger(root, 'Storage'),
    objectCount: requiredInteger(root, 'ObjectCount'),
    takenAt: seconds === undefined ? undefined : new Date(seconds * 1000),
  };
}
