import { csrfHeader, releaseHeader, type AnswerOf, type QueryOf } from '@signpost/api-contract';
import { ApiError } from '../../shared/api/api-error.ts';
import { toAnswer, toOperationUrl } from '../../shared/api/call.ts';

export interface UploadRequest {
  query: QueryOf<'uploadObject'>;
  file: Blob;
  /** ETag of the object that is replaced; absent stands for "nothing is there". */
  etag: string | undefined;
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

/** Sends a file as it is, once. `fetch` cannot say how much has been sent, so this is the one other way out. */
export function sendUpload({
  query,
  file,
  etag,
  onSent,
  signal,
}: UploadRequest): Promise<AnswerOf<'uploadObject'>> {
  const { promise, resolve, reject } = Promise.withResolvers<AnswerOf<'uploadObject'>>();
  const request = new XMLHttpRequest();
  const abort = (): void => request.abort();
  request.open('POST', toOperationUrl('uploadObject', query));
  request.setRequestHeader('accept', 'application/json, application/problem+json');
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader(csrfHeader.name, csrfHeader.value);
  if (etag === undefined) request.setRequestHeader('if-none-match', '*');
  else request.setRequestHeader('if-match', `"${etag}"`);
  request.upload.addEventListener('progress', (event) => onSent(event.loaded));
  request.addEventListener('load', () => {
    resolve(
      toAnswer<'uploadObject'>({
        status: request.status,
        release: request.getResponseHeader(releaseHeader),
        body: toJson(request.responseText),
      }),
    );
  });
  request.addEventListener('error', () => reject(new ApiError('network')));
  request.addEventListener('abort', () => reject(new DOMException('The upload was stopped', 'AbortError')));
  request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  else request.send(file);
  return promise;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
