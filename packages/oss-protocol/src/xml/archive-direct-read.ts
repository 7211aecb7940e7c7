import { expectRoot, requiredText } from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/**
 * Reads the answer of GetBucketArchiveDirectRead: whether the switch is on.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketarchivedirectread
 * @throws XmlError
 */
export function decodeArchiveDirectRead(document: XmlElement): boolean {
  return requiredText(expectRoot(document, 'ArchiveDirectReadConfiguration'), 'Enabled') === 'true';
}
