import type { ProblemCode } from '@signpost/api-contract';
import { decodeErrorHeader, type OssClient } from '@signpost/oss-client';

/** What a stranger is answered. `code` is absent where OSS did not say why; `status` is 0 where OSS did not answer. */
export interface ReaderAnswer {
  status: number;
  code?: string;
  requestId?: string;
}

const timeoutMs = 10_000;

/** Sends HEAD to a public address without a signature. Redirects are not followed. */
export async function readAnonymously(
  client: Pick<OssClient, 'headUnsigned'>,
  url: string,
  signal: AbortSignal,
): Promise<ReaderAnswer> {
  const { status, headers } = await client.headUnsigned(
    url,
    AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  );
  const document = headers.get('x-oss-err');
  const code = document === undefined ? undefined : decodeErrorHeader(document)?.code;
  const requestId = headers.get('x-oss-request-id');
  // A proxy's refusal, or the page of its login, does not tell what OSS gives to strangers.
  if (code === undefined && requestId === undefined)
    return { status: 0, code: 'oss-intermediary-answered' satisfies ProblemCode };
  return {
    status,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
