import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { quoteEtag } from '../rules/entity-headers.ts';
import { findUpload, readPartNumber } from '../rules/find-upload.ts';
import { openForWriting } from '../rules/new-entry.ts';
import { storePart } from '../rules/store-part.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpart */
export const uploadPart: Operation = {
  name: 'UploadPart',
  async run(call) {
    const opened = openForWriting(call);
    const number = readPartNumber(call);
    findUpload(call, opened, call.site.store.read);
    if (!call.headers.has('content-length') && !call.headers.has('transfer-encoding')) {
      throw fault('MissingContentLength');
    }
    const body = await call.body.receive(call.site.store.incomingFolder);
    await storePart(call, number, body);
    return emptyReply(200, {
      ETag: quoteEtag(body.md5),
      'Content-MD5': Buffer.from(body.md5, 'hex').toString('base64'),
      'x-oss-hash-crc64ecma': body.crc64,
    });
  },
};
