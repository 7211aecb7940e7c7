import { createHash } from 'node:crypto';

import type { Call, Operation } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { quoteEtag, versionHeader } from '../rules/entity-headers.ts';
import { openForWriting, ownerOf } from '../rules/new-entry.ts';
import { readObjectAcl, readObjectHeaders } from '../rules/object-headers.ts';
import { combineCrc64 } from '../store/crc64.ts';
import type { Entry } from '../store/entry.ts';
import { discardBody } from '../store/incoming-body.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/appendobject */
export const appendObject: Operation = {
  name: 'AppendObject',
  async run(call) {
    const opened = openForWriting(call);
    const position = readPosition(call);
    const present = call.site.store.read.entries.current(opened, call.key!);
    // What a first append says of the object counts, later ones change its ACL alone.
    if (present === undefined) readObjectHeaders(call, opened);
    const acl = readObjectAcl(call, 'x-oss-object-acl');
    assertAppendable(present, position);
    const body = await call.body.receive(call.site.store.incomingFolder);
    try {
      return await call.site.store.write((view) => {
        const bucket = findBucket(call, view);
        const entry = view.entries.current(bucket, call.key!);
        assertAppendable(entry, position);
        const size = position + body.size;
        const crc64 = combineCrc64(entry?.details.crc64 ?? '0', body.crc64, body.size);
        // The service's ETag of an appended object is no MD5 of its content either.
        const etag = createHash('md5')
          .update(`${entry?.etag ?? ''}${body.md5}`)
          .digest('hex')
          .toUpperCase();
        const segments = [...(entry?.details.segments ?? []), ...view.blobs.adopt(body)];
        let version = entry?.version;
        if (entry === undefined) {
          const { details, ...headers } = readObjectHeaders(call, bucket);
          version = view.entries.put(bucket, call.key!, {
            type: 'Appendable',
            size,
            etag,
            modified: call.now,
            owner: ownerOf(call, bucket),
            ...headers,
            details: { ...details, crc64, segments },
          }).version;
        } else {
          view.entries.update(entry, {
            size,
            etag,
            modified: call.now,
            ...(acl !== undefined && { acl }),
            details: { ...entry.details, crc64, segments },
          });
        }
        return emptyReply(200, {
          ETag: quoteEtag(etag),
          'x-oss-next-append-position': String(size),
          'x-oss-hash-crc64ecma': crc64,
          ...versionHeader(bucket, version),
        });
      });
    } catch (error) {
      discardBody(body);
      throw error;
    }
  },
};

function readPosition(call: Call): number {
  const text = call.query.get('position');
  if (text === undefined) throw fault('MissingArgument', { details: { ArgumentName: 'position' } });
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw invalidArgument('position', text);
}

/** A link is not appendable, nor is anything else that was not begun by appending. */
function assertAppendable(entry: Entry | undefined, position: number): void {
  if (entry !== undefined && entry.type !== 'Appendable') {
    throw fault('ObjectNotAppendable', { details: { Key: entry.key } });
  }
  const length = entry?.size ?? 0;
  if (position === length) return;
  throw fault('PositionNotEqualToLength', { headers: { 'x-oss-next-append-position': String(length) } });
}
