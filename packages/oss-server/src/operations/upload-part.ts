import type { Operation } from '../pipeline/call.ts';
import { fault } from '../pipeline/oss-fault.ts';
import { emptyReply } from '../pipeline/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { quoteEtag } from '../rules/entity-headers.ts';
import { findUpload, readPartNumber } from '../rules/find-upload.ts';
import { openForWriting } from '../rules/new-entry.ts';
import { discardBody } from '../store/incoming-body.ts';

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
    try {
      await call.site.store.write((view) => {
        const upload = findUpload(call, findBucket(call, view), view);
        view.uploads.putPart(upload, {
          number,
          size: body.size,
          etag: body.md5,
          crc64: body.crc64,
          modified: call.now,
          segments: view.blobs.adopt(body),
        });
      });
    } catch (error) {
      discardBody(body);
      throw error;
    }
    return emptyReply(200, {
      ETag: quoteEtag(body.md5),
      'Content-MD5': Buffer.from(body.md5, 'hex').toString('base64'),
      'x-oss-hash-crc64ecma': body.crc64,
    });
  },
};
