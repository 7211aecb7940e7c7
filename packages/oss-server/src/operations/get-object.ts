import { brokenHeaderValueRule } from '@signpost/oss-protocol/rules';
import { toWireHeaderValue } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { OssFault } from '../protocol/oss-fault.ts';
import type { Reply, ReplyBody } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { parseRange } from '../rules/byte-range.ts';
import type { ByteRange } from '../rules/byte-range.ts';
import { assertConditions } from '../rules/conditions.ts';
import { entityHeaders } from '../rules/entity-headers.ts';
import { readConditions } from '../rules/read-conditions.ts';
import { readEntry } from '../rules/read-entry.ts';
import { resolveLink } from '../rules/resolve-link.ts';
import { expirationHeader, readLifecycle } from '../settings/lifecycle.ts';
import { assertReadable } from '../rules/restore-state.ts';
import { fetchMirrored } from '../settings/mirror.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getobject */
export const getObject: Operation = {
  name: 'GetObject',
  async run(call): Promise<Reply> {
    const bucket = findBucket(call);
    const entry = await readOrMirror(call, bucket);
    const content = resolveLink(call, bucket, entry);
    assertReadable(call, bucket, content);
    const headers = {
      ...entityHeaders(bucket, { entry, content }, call.now),
      ...expirationHeader(readLifecycle(call.site.store.read, bucket), {
        ...entry,
        tags: entry.details.tags,
      }),
      ...readOverrides(call),
    };
    const modified = Math.max(entry.modified, content.modified);
    assertConditions(readConditions(call), { etag: content.etag, modified }, headers);
    const standard = call.headers.get('x-oss-range-behavior') === 'standard';
    const range = parseRange(call.headers.get('range'), content.size, standard);
    if (range === undefined) {
      return { status: 200, headers, body: readContent(call, content, { start: 0, end: content.size }) };
    }
    headers['Content-Range'] = `bytes ${range.start}-${range.end - 1}/${content.size}`;
    return { status: 206, headers, body: readContent(call, content, range) };
  },
};

/** A missing key may be fetched from a mirror, then it is there. */
async function readOrMirror(call: Call, bucket: Bucket): Promise<Entry> {
  try {
    return readEntry(call, bucket);
  } catch (error) {
    const missing = error instanceof OssFault && error.code === 'NoSuchKey';
    if (!missing || !(await fetchMirrored(call, bucket))) throw error;
    return readEntry(call, bucket);
  }
}

/** Query parameters of a signed read, and the response headers they replace. */
export const RESPONSE_OVERRIDES: Readonly<Record<string, string>> = {
  'response-content-type': 'Content-Type',
  'response-content-language': 'Content-Language',
  'response-expires': 'Expires',
  'response-cache-control': 'Cache-Control',
  'response-content-disposition': 'Content-Disposition',
  'response-content-encoding': 'Content-Encoding',
};

/** Headers a signed request may ask for in place of the object's own. */
function readOverrides(call: Call): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [parameter, header] of Object.entries(RESPONSE_OVERRIDES)) {
    const value = call.query.get(parameter);
    if (value === undefined) continue;
    if (!call.signed) {
      throw new OssFault('InvalidRequest', {
        message: 'Reply header overrides not allowed for anonymous access.',
      });
    }
    // A value that no header can carry would be an injection.
    if (brokenHeaderValueRule(value) === 'control-character')
      throw new OssFault('InvalidArgument', { message: `The value of ${parameter} is invalid.` });
    headers[header] = toWireHeaderValue(value);
  }
  return headers;
}

function readContent(call: Call, content: Entry, range: ByteRange): ReplyBody {
  const { blobs } = call.site.store.read;
  const { segments } = content.details;
  const inline = blobs.readInline(segments);
  if (inline !== undefined) return inline.subarray(range.start, range.end);
  return { length: range.end - range.start, chunks: blobs.read(segments, range.start, range.end) };
}
