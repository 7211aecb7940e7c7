import { encodeUriPath } from '@signpost/oss-protocol/rules';
import { quoteShell, toOssutilGet } from '@signpost/link-model/write';
import { toOperationUrl } from '../../../shared/api/call.ts';

/** Which of the three ways a request is written. */
export type FormatKind = 'http' | 'api' | 'ossutil';

/** One request, written three ways. */
export type FormattedRequest = Record<FormatKind, string>;

interface RequestTarget {
  connection: string;
  bucket: string;
  key: string;
  /** Address this console is served from. */
  origin: string;
}

/** The request that asks where a link leads. */
export function formatRead({ connection, bucket, key, origin }: RequestTarget): FormattedRequest {
  return {
    http: [
      `GET /${encodeUriPath(key)}?symlink HTTP/1.1`,
      `Host: ${bucket}.<endpoint>`,
      'Authorization: <signature>',
    ].join('\n'),
    api: `curl ${quoteShell(`${origin}${toOperationUrl('getObject', { connection, bucket, key })}`)}`,
    ossutil: toOssutilGet(bucket, key),
  };
}

/** The request that asks what an object is; `?symlink` of one is refused. */
export function formatReadRequest({ connection, bucket, key, origin }: RequestTarget): FormattedRequest {
  return {
    http: [
      `HEAD /${encodeUriPath(key)} HTTP/1.1`,
      `Host: ${bucket}.<endpoint>`,
      'Authorization: <signature>',
    ].join('\n'),
    api: `curl ${quoteShell(`${origin}${toOperationUrl('getObject', { connection, bucket, key })}`)}`,
    ossutil: `ossutil stat ${quoteShell(`oss://${bucket}/${key}`)}`,
  };
}
