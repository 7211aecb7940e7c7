import { formatXml } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { invalidArgument } from '../protocol/oss-fault.ts';
import { xmlReply } from '../protocol/reply.ts';
import { readCopySource } from '../rules/copy-source.ts';
import { quoteEtag, versionHeader } from '../rules/entity-headers.ts';
import { toXmlTime } from '../rules/list-parameters.ts';
import { openForWriting, ownerOf, writeEntry } from '../rules/new-entry.ts';
import { readObjectHeaders } from '../rules/object-headers.ts';
import type { ObjectHeaders } from '../rules/object-headers.ts';
import type { Entry } from '../store/entry.ts';

/**
 * Copies an object within or across buckets. The copy of a link is a link; in another bucket it names
 * a key of that bucket. A copy onto itself replaces the metadata whatever the directive, and keeps what it
 * is not told otherwise of ACL and Content-Type. https://alibabacloud.com/help/doc-detail/31979.htm
 */
export const copyObject: Operation = {
  name: 'CopyObject',
  async run(call) {
    const target = openForWriting(call);
    const source = readCopySource(call, call.site.store.read);
    const given = readObjectHeaders(call, target);
    const directives = {
      metadata: readDirective(call, 'x-oss-metadata-directive'),
      tagging: readDirective(call, 'x-oss-tagging-directive'),
    };
    const ontoItself =
      source.bucket.name === call.bucket && source.entry.key === call.key && source.entry.latest;
    if (ontoItself) directives.metadata = 'REPLACE';
    if (source.entry.type === 'Symlink' && call.headers.has('x-oss-server-side-encryption')) {
      throw invalidArgument(
        'x-oss-server-side-encryption',
        call.headers.get('x-oss-server-side-encryption')!,
      );
    }
    await call.body.expectEmpty();
    let copied = source;
    const { bucket, version } = await writeEntry(call, (view, into) => {
      // Looked at again: what was read before may be gone by now.
      copied = readCopySource(call, view);
      const { entry } = copied;
      view.blobs.share(entry.details.segments);
      return {
        type: entry.type === 'Appendable' ? 'Normal' : entry.type,
        size: entry.size,
        etag: entry.etag,
        modified: call.now,
        owner: ownerOf(call, into),
        storageClass: given.storageClass,
        acl: ontoItself && !call.headers.has('x-oss-object-acl') ? entry.acl : given.acl,
        ...(entry.target !== undefined && { target: entry.target }),
        ...(entry.targetHeader !== undefined && { targetHeader: entry.targetHeader }),
        details: copyDetails(entry, given, {
          ...directives,
          keepsType: ontoItself && !call.rawHeaders.has('content-type'),
        }),
      };
    });
    return xmlReply(
      formatXml('CopyObjectResult', [
        ['ETag', quoteEtag(copied.entry.etag)],
        ['LastModified', toXmlTime(call.now)],
      ]),
      {
        ...versionHeader(bucket, version),
        ...copied.versionHeader,
        ...(copied.entry.details.crc64 !== undefined && {
          'x-oss-hash-crc64ecma': copied.entry.details.crc64,
        }),
      },
    );
  },
};

function readDirective(call: Call, header: string): 'COPY' | 'REPLACE' {
  const value = call.headers.get(header) ?? 'COPY';
  const directive = value.toUpperCase();
  if (directive === 'COPY' || directive === 'REPLACE') return directive;
  throw invalidArgument(header, value);
}

function copyDetails(
  entry: Entry,
  given: ObjectHeaders,
  directives: { metadata: string; tagging: string; keepsType: boolean },
): Entry['details'] {
  const { restore: _restore, ...details } = entry.details;
  if (directives.metadata === 'REPLACE') {
    const type = directives.keepsType ? entry.details.headers['content-type'] : undefined;
    details.headers = { ...given.details.headers, ...(type !== undefined && { 'content-type': type }) };
    details.metadata = given.details.metadata;
  }
  if (directives.tagging === 'REPLACE') details.tags = given.details.tags;
  return details;
}
