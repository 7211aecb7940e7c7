import { formatXml } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import { xmlReply } from '../protocol/reply.ts';
import { parseRange } from '../rules/byte-range.ts';
import type { ByteRange } from '../rules/byte-range.ts';
import { readCopySource } from '../rules/copy-source.ts';
import { quoteEtag } from '../rules/entity-headers.ts';
import { findUpload, readPartNumber } from '../rules/find-upload.ts';
import { toXmlTime } from '../rules/list-parameters.ts';
import { openForWriting } from '../rules/new-entry.ts';
import { storePart } from '../rules/store-part.ts';
import { receiveBody } from '../store/incoming-body.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpartcopy */
export const uploadPartCopy: Operation = {
  name: 'UploadPartCopy',
  async run(call) {
    const opened = openForWriting(call);
    const number = readPartNumber(call);
    const { store } = call.site;
    findUpload(call, opened, store.read);
    const source = readCopySource(call, store.read);
    if (source.entry.type === 'Symlink') {
      throw fault('InvalidRequest', { message: 'The copy source is a symbolic link.', ec: '0042-00000308' });
    }
    await call.body.expectEmpty();
    const range = readSourceRange(call, source.entry.size);
    const body = await receiveBody(
      store.read.blobs.read(source.entry.details.segments, range.start, range.end),
      store.incomingFolder,
    );
    await storePart(call, number, body);
    return xmlReply(
      formatXml('CopyPartResult', [
        ['LastModified', toXmlTime(call.now)],
        ['ETag', quoteEtag(body.md5)],
      ]),
      {
        // Some clients read the ETag of the part from here, not from the document.
        ETag: quoteEtag(body.md5),
        'x-oss-hash-crc64ecma': body.crc64,
        ...source.versionHeader,
      },
    );
  },
};

function readSourceRange(call: Call, size: number): ByteRange {
  const header = call.headers.get('x-oss-copy-source-range');
  if (header === undefined) return { start: 0, end: size };
  const range = parseRange(header, size, false);
  if (range === undefined) throw invalidArgument('x-oss-copy-source-range', header);
  return range;
}
