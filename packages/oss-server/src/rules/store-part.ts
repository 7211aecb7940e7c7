import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { discardBody } from '../store/incoming-body.ts';
import type { IncomingBody } from '../store/incoming-body.ts';
import { findBucket } from './bucket-lookup.ts';
import { findUpload } from './find-upload.ts';

/**
 * Stores a received part of the call's upload, which may have ended meanwhile.
 * @throws OssFault NoSuchUpload; PartNotSequential, PartAlreadyExist for a sequential upload
 */
export async function storePart(call: Call, number: number, body: IncomingBody): Promise<void> {
  try {
    await call.site.store.write((view) => {
      const upload = findUpload(call, findBucket(call, view), view);
      if (upload.sequential) assertNext(number, view.uploads.parts(upload).length);
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
}

function assertNext(number: number, arrived: number): void {
  if (number <= arrived) throw fault('PartAlreadyExist');
  if (number > arrived + 1) throw fault('PartNotSequential');
}
