import {
  decodeErrorHeader,
  decodeErrorXml,
  EC_HEADER,
  ERROR_HEADER,
  parseHttpDate,
  XmlError,
  type ErrorDocument,
} from '@signpost/oss-protocol';

import type { OssAnswer, OssCall } from './oss-call.ts';
import { OssError } from './oss-error.ts';

/**
 * Elements of an error document that are kept. Others may quote credentials: a
 * SignatureDoesNotMatch answer repeats key id, signature and the signed headers, token included.
 */
const HARMLESS = new Set([
  'ArgumentName',
  'Bucket',
  'BucketName',
  'Endpoint',
  'Key',
  'MaxAllowedSkewMilliseconds',
  'Method',
  'Region',
  'RequestTime',
  'ResourceType',
  'ServerTime',
  'VersionId',
]);

/**
 * The error in an answer that is no success: of OSS where the answer carries its request id or its error document, else
 * of an intermediary. Codes of our own, for answers in which OSS gives none: `NotFound` for a 404 without body (HEAD
 * without x-oss-err), `NotModified`, `PreconditionFailed`, else `Unknown`.
 * @param redact takes secrets out of texts the server chose
 */
export function toAnswerError(
  call: OssCall,
  answer: OssAnswer,
  input: { readonly body: string; readonly now: Date; readonly redact: (text: string) => string },
): OssError {
  const document = readErrorDocument(answer, input.body);
  if (document === undefined && answer.requestId === undefined)
    return intermediaryError(call, answer, input.redact);
  const { status, headers } = answer;
  const code = document?.code ?? FALLBACK_CODES[status] ?? 'Unknown';
  const message = document?.message ?? `HTTP status ${status}`;
  return new OssError(input.redact(`${call.operation}: ${code}: ${message}`), {
    kind: 'service',
    operation: call.operation,
    bucket: call.bucket,
    status,
    code: input.redact(code),
    ossMessage: document && input.redact(document.message),
    requestId: answer.requestId ?? document?.requestId,
    ec: document?.ec ?? headers.get(EC_HEADER),
    hostId: document?.hostId,
    fields: Object.fromEntries(
      Object.entries(document?.fields ?? {})
        .filter(([name]) => HARMLESS.has(name))
        .map(([name, text]) => [name, input.redact(text)]),
    ),
    retryAfterMs: readRetryAfter(headers, input.now),
    deleteMarker: headers.get('x-oss-delete-marker') === 'true',
    versionId: headers.get('x-oss-version-id'),
  });
}

/** Longest name of a server that is repeated. */
const MAX_SERVER_NAME = 80;

/** The error of an answer, a success included, that does not come from OSS. */
export function intermediaryError(
  call: OssCall,
  { status, headers }: OssAnswer,
  redact: (text: string) => string,
): OssError {
  const name = headers.get('server') ?? headers.get('via');
  const server = name === undefined ? undefined : redact(name).slice(0, MAX_SERVER_NAME);
  const who = server === undefined ? '' : ` (${server})`;
  return new OssError(
    `${call.operation}: HTTP status ${status} without a request id of OSS: something between here and OSS answered${who}`,
    {
      kind: 'intermediary',
      operation: call.operation,
      bucket: call.bucket,
      requestId: undefined,
      status,
      server,
    },
  );
}

const FALLBACK_CODES: Readonly<Record<number, string>> = {
  304: 'NotModified',
  404: 'NotFound',
  412: 'PreconditionFailed',
};

function readErrorDocument(answer: OssAnswer, body: string): ErrorDocument | undefined {
  const header = answer.headers.get(ERROR_HEADER);
  const fromHeader = header === undefined ? undefined : decodeErrorHeader(header);
  if (fromHeader || body === '') return fromHeader;
  try {
    return decodeErrorXml(body);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

/** `x-oss-qos-delay-time` counts milliseconds, Retry-After seconds or names a time. */
function readRetryAfter(headers: ReadonlyMap<string, string>, now: Date): number | undefined {
  const delay = headers.get('x-oss-qos-delay-time');
  if (delay !== undefined && /^\d{1,9}$/.test(delay)) return Number(delay);
  const retryAfter = headers.get('retry-after');
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,6}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = parseHttpDate(retryAfter);
  return at && Math.max(0, at.getTime() - now.getTime());
}
