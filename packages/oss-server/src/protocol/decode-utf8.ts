import { decodeUriTextStrict } from '@signpost/oss-protocol/rules';

import { fault } from './oss-fault.ts';

/**
 * Decodes a percent-encoded part of the request line. The HTTP parser has refused bytes beyond ASCII.
 * @throws OssFault InvalidArgument when its bytes are not UTF-8: no signature of it could be checked
 */
export function decodeUtf8(text: string): string {
  const decoded = decodeUriTextStrict(text);
  if (decoded !== undefined) return decoded;
  throw fault('InvalidArgument', { message: 'The characters encoding must be utf-8.', ec: '0016-00000002' });
}
