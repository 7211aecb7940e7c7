import type { Call } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import type { StoreView } from '../store/store.ts';
import type { Upload } from '../store/uploads.ts';

const MAX_PART_NUMBER = 10_000;

/** The upload a call names. @throws OssFault NoSuchUpload */
export function findUpload(call: Call, bucket: Bucket, view: StoreView): Upload {
  const id = call.query.get('uploadId') ?? '';
  const upload = view.uploads.find(bucket, call.key!, id);
  if (upload === undefined) {
    const ec = call.method === 'PUT' ? { ec: '0042-00000104' } : {};
    throw fault('NoSuchUpload', { ...ec, details: { UploadId: id } });
  }
  return upload;
}

/** @throws OssFault InvalidArgument */
export function readPartNumber(call: Call): number {
  const text = call.query.get('partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MAX_PART_NUMBER) {
    throw invalidArgument('partNumber', text, {
      message: `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive.`,
    });
  }
  return number;
}
