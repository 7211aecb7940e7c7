import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { quoteEtag, versionHeader } from '../rules/entity-headers.ts';
import { openForWriting, ownerOf, writeEntry } from '../rules/new-entry.ts';
import { forbidsOverwrite, readObjectHeaders } from '../rules/object-headers.ts';
import { discardBody } from '../store/incoming-body.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putobject */
export const putObject: Operation = {
  name: 'PutObject',
  async run(call) {
    const target = openForWriting(call);
    const { details, ...headers } = readObjectHeaders(call, target);
    forbidsOverwrite(call);
    if (!call.headers.has('content-length') && !call.headers.has('transfer-encoding')) {
      throw fault('MissingContentLength');
    }
    const body = await call.body.receive(call.site.store.incomingFolder);
    const contentMd5 = Buffer.from(body.md5, 'hex').toString('base64');
    try {
      const { bucket, version } = await writeEntry(call, (view, into) => ({
        type: 'Normal',
        size: body.size,
        etag: body.md5,
        modified: call.now,
        owner: ownerOf(call, into),
        ...headers,
        details: { ...details, crc64: body.crc64, contentMd5, segments: view.blobs.adopt(body) },
      }));
      return emptyReply(200, {
        ETag: quoteEtag(body.md5),
        'Content-MD5': contentMd5,
        'x-oss-hash-crc64ecma': body.crc64,
        ...versionHeader(bucket, version),
      });
    } catch (error) {
      discardBody(body);
      throw error;
    }
  },
};
