import { decodeUriTextStrict, formatXml } from '@signpost/oss-protocol';

import type { Call, Operation } from '../pipeline/call.ts';
import { fault, invalidArgument } from '../pipeline/oss-fault.ts';
import { xmlReply } from '../pipeline/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { assertConditions } from '../rules/conditions.ts';
import { quoteEtag, versionHeader } from '../rules/entity-headers.ts';
import { toXmlTime } from '../rules/list-parameters.ts';
import { openForWriting, ownerOf, writeEntry } from '../rules/new-entry.ts';
import { readObjectHeaders } from '../rules/object-headers.ts';
import type { ObjectHeaders } from '../rules/object-headers.ts';
import { readEntry } from '../rules/read-entry.ts';
import { assertReadable } from '../rules/restore-state.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import type { StoreView } from '../store/store.ts';
import { RequestQuery } from '../pipeline/request-query.ts';

/**
 * Copies an object within or across buckets. The copy of a link is a link; in another bucket it names
 * a key of that bucket. https://alibabacloud.com/help/doc-detail/31979.htm
 */
export const copyObject: Operation = {
  name: 'CopyObject',
  async run(call) {
    const target = openForWriting(call);
    const source = readSource(call, call.site.store.read);
    const given = readObjectHeaders(call, target);
    const directives = {
      metadata: readDirective(call, 'x-oss-metadata-directive'),
      tagging: readDirective(call, 'x-oss-tagging-directive'),
    };
    if (source.entry.type === 'Symlink' && call.headers.has('x-oss-server-side-encryption')) {
      throw invalidArgument(
        'x-oss-server-side-encryption',
        call.headers.get('x-oss-server-side-encryption')!,
      );
    }
    await call.body.expectEmpty();
    let copied = source.entry;
    const { bucket, version } = await writeEntry(call, (view, into) => {
      // Looked at again: what was read before may be gone by now.
      const { entry } = readSource(call, view);
      copied = entry;
      view.blobs.share(entry.details.segments);
      return {
        type: entry.type === 'Appendable' ? 'Normal' : entry.type,
        size: entry.size,
        etag: entry.etag,
        modified: call.now,
        owner: ownerOf(call, into),
        storageClass: given.storageClass,
        acl: given.acl,
        ...(entry.target !== undefined && { target: entry.target }),
        ...(entry.targetHeader !== undefined && { targetHeader: entry.targetHeader }),
        details: copyDetails(entry, given, directives),
      };
    });
    return xmlReply(
      formatXml('CopyObjectResult', [
        ['ETag', quoteEtag(copied.etag)],
        ['LastModified', toXmlTime(call.now)],
      ]),
      {
        ...versionHeader(bucket, version),
        ...(source.bucket.versioning !== undefined && { 'x-oss-copy-source-version-id': copied.version }),
        ...(copied.details.crc64 !== undefined && { 'x-oss-hash-crc64ecma': copied.details.crc64 }),
      },
    );
  },
};

/** Finds the source, and checks that it may be read, exists and meets the conditions. */
export function readSource(call: Call, view: StoreView): { bucket: Bucket; entry: Entry } {
  const { bucket: bucketName, key, version } = parseCopySource(call.headers.get('x-oss-copy-source') ?? '');
  const sourceCall: Call = {
    ...call,
    bucket: bucketName,
    key,
    query: new RequestQuery(version === undefined ? '' : `versionId=${encodeURIComponent(version)}`),
  };
  const bucket = findBucket(sourceCall, view);
  const entry = readEntry(sourceCall, bucket, { view });
  if (entry.type !== 'Symlink') assertReadable(entry, call.now);
  assertConditions(
    {
      match: call.headers.get('x-oss-copy-source-if-match'),
      noneMatch: call.headers.get('x-oss-copy-source-if-none-match'),
      modifiedSince: call.headers.get('x-oss-copy-source-if-modified-since'),
      unmodifiedSince: call.headers.get('x-oss-copy-source-if-unmodified-since'),
    },
    entry,
  );
  return { bucket, entry };
}

/** Reads `/bucket/key?versionId=…`, the key percent-encoded, the slash between them too for some clients. */
function parseCopySource(header: string): { bucket: string; key: string; version: string | undefined } {
  const mark = header.indexOf('?');
  const path = decodeUriTextStrict(mark === -1 ? header : header.slice(0, mark))?.replace(/^\//, '');
  const slash = path?.indexOf('/') ?? -1;
  if (path === undefined || slash < 1 || slash === path.length - 1) {
    throw invalidArgument('x-oss-copy-source', header);
  }
  const query = new RequestQuery(mark === -1 ? '' : header.slice(mark + 1));
  const version = query.get('versionId');
  if (query.has('versionId') && version === undefined) {
    throw fault('InvalidArgument', {
      message: 'Version id cannot be the empty string.',
      ec: '0016-00000305',
    });
  }
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), version };
}

function readDirective(call: Call, header: string): 'COPY' | 'REPLACE' {
  const value = call.headers.get(header) ?? 'COPY';
  const directive = value.toUpperCase();
  if (directive === 'COPY' || directive === 'REPLACE') return directive;
  throw invalidArgument(header, value);
}

function copyDetails(
  entry: Entry,
  given: ObjectHeaders,
  directives: { metadata: string; tagging: string },
): Entry['details'] {
  const { restore: _restore, ...details } = entry.details;
  if (directives.metadata === 'REPLACE') {
    details.headers = given.details.headers;
    details.metadata = given.details.metadata;
  }
  if (directives.tagging === 'REPLACE') details.tags = given.details.tags;
  return details;
}
