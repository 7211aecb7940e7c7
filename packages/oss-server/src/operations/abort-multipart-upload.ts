import type { Operation } from '../protocol/call.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { findUpload } from '../rules/find-upload.ts';
import { openForWriting } from '../rules/new-entry.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/abortmultipartupload */
export const abortMultipartUpload: Operation = {
  name: 'AbortMultipartUpload',
  async run(call) {
    openForWriting(call);
    await call.site.store.write((view) => view.uploads.end(findUpload(call, findBucket(call, view), view)));
    return emptyReply(204);
  },
};
