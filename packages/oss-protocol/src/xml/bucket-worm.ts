import { expectRoot, requiredInteger, requiredText } from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/** The time-based retention policy of a bucket. */
export interface BucketWorm {
  readonly id: string;
  /** `InProgress` for the first 24 hours at most, in which it can be taken back; then `Locked`, or gone. Both bind. */
  readonly state: string;
  /** Days from its last change on in which an object may be neither changed nor deleted. */
  readonly days: number;
}

/**
 * Reads the answer of GetBucketWorm.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketworm
 * @throws XmlError
 */
export function decodeBucketWorm(document: XmlElement): BucketWorm {
  const root = expectRoot(document, 'WormConfiguration');
  return {
    id: requiredText(root, 'WormId'),
    state: requiredText(root, 'State'),
    days: requiredInteger(root, 'RetentionPeriodInDays'),
  };
}
