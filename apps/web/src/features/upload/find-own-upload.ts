import type { AnswerOf } from '@signpost/api-contract';
import { ApiError } from '../../shared/api/api-error.ts';
import { toOperationUrl } from '../../shared/api/call.ts';
import type { UploadRequest } from './send-upload.ts';

/**
 * What a refused upload would have been answered with, where the object that is in its way is this very file: whatever
 * lies between may have sent it twice, and then the second answer is all that comes back. Uploads have no record to be
 * found by, so the bytes tell.
 */
export async function findOwnUpload(
  { query, file, signal }: UploadRequest,
  error: unknown,
): Promise<AnswerOf<'uploadObject'> | undefined> {
  if (!(error instanceof ApiError) || (error.code !== 'key-taken' && error.code !== 'state-changed'))
    return undefined;
  const now = error.problem?.now;
  if (now?.state.kind !== 'object' || now.state.facts.size !== file.size) return undefined;
  if (query.contentType !== undefined && now.state.headers.contentType !== query.contentType)
    return undefined;
  const { connection, bucket, key } = query;
  try {
    const response = await fetch(toOperationUrl('downloadObject', { connection, bucket, key }), { signal });
    if (!response.ok) return undefined;
    const [stored, sent] = await Promise.all([response.arrayBuffer(), file.arrayBuffer()]);
    return isSame(new Uint8Array(stored), new Uint8Array(sent)) ? { view: now, calls: 1 } : undefined;
  } catch {
    // Then the refusal stays what is known.
    return undefined;
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
