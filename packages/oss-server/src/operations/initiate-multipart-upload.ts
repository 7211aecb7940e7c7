import { encodeUriText } from '@signpost/oss-protocol/rules';
import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { openForWriting, ownerOf } from '../rules/new-entry.ts';
import { forbidsOverwrite, readObjectHeaders } from '../rules/object-headers.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/initiatemultipartupload */
export const initiateMultipartUpload: Operation = {
  name: 'InitiateMultipartUpload',
  async run(call) {
    const target = openForWriting(call);
    const headers = readObjectHeaders(call, target);
    forbidsOverwrite(call);
    await call.body.expectEmpty();
    const key = call.key!;
    const id = await call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      return view.uploads.create(bucket, {
        key,
        initiated: call.now,
        owner: ownerOf(call, bucket),
        ...headers,
        sequential: call.query.has('sequential'),
      });
    });
    const encoded = call.query.get('encoding-type') === 'url';
    return xmlReply(
      formatXml('InitiateMultipartUploadResult', [
        encoded ? ['EncodingType', 'url'] : undefined,
        ['Bucket', target.name],
        ['Key', encoded ? encodeUriText(key) : key],
        ['UploadId', id],
      ]),
    );
  },
};
