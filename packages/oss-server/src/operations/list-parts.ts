import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { invalidArgument } from '../protocol/oss-fault.ts';
import { xmlReply } from '../protocol/reply.ts';
import { quoteEtag } from '../rules/entity-headers.ts';
import { findUpload } from '../rules/find-upload.ts';
import { readLimit, readListParameters, toXmlTime } from '../rules/list-parameters.ts';
import { openForWriting } from '../rules/new-entry.ts';

const DEFAULT_PARTS = 1000;

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listparts */
export const listParts: Operation = {
  name: 'ListParts',
  run(call) {
    const bucket = openForWriting(call);
    const { read } = call.site.store;
    const upload = findUpload(call, bucket, read);
    const { name, encoded } = readListParameters(call);
    const limit = readLimit(call, 'max-parts', DEFAULT_PARTS);
    const markerText = call.query.get('part-number-marker') ?? '0';
    if (!/^\d{1,5}$/.test(markerText)) throw invalidArgument('part-number-marker', markerText);
    const marker = Number(markerText);
    const rest = read.uploads.parts(upload, marker);
    const parts = rest.slice(0, limit);
    return xmlReply(
      formatXml('ListPartsResult', [
        encoded ? ['EncodingType', 'url'] : undefined,
        ['Bucket', bucket.name],
        ['Key', name(upload.key)],
        ['UploadId', upload.id],
        ['StorageClass', upload.storageClass],
        ['PartNumberMarker', marker],
        parts.length === 0 ? undefined : ['NextPartNumberMarker', parts.at(-1)!.number],
        ['MaxParts', limit],
        ['IsTruncated', rest.length > limit],
        ...parts.map(
          (part) =>
            [
              'Part',
              [
                ['PartNumber', part.number],
                ['LastModified', toXmlTime(part.modified)],
                ['ETag', quoteEtag(part.etag)],
                ['HashCrc64ecma', part.crc64],
                ['Size', part.size],
              ],
            ] as const,
        ),
      ]),
    );
  },
};
