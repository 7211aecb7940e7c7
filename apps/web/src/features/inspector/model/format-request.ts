import { encodeUriPath } from '@signpost/oss-protocol/rules';
import { quoteShell, toOssutilGet, toOssutilLine, type OssutilLocation } from '@signpost/link-model/write';
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
  /** What precedes a key in its public address; undefined until it is known. */
  publicUrl: string | undefined;
  /** What ossutil has to be told to reach the bucket; undefined until it is known. */
  location?: OssutilLocation | undefined;
}

/** The request that asks where a link leads. */
export function formatReadLink(target: RequestTarget): FormattedRequest {
  return {
    http: toHttp('GET', '?symlink', target),
    api: toApiCall(target),
    ossutil: toOssutilGet(toPlace(target)),
  };
}

/** The request that asks what an object is; `?symlink` of one is refused. */
export function formatReadObject(target: RequestTarget): FormattedRequest {
  return {
    http: toHttp('HEAD', '', target),
    api: toApiCall(target),
    ossutil: toOssutilLine('stat', toPlace(target)),
  };
}

function toPlace({ bucket, key, location }: RequestTarget) {
  return { bucket, key, ...location };
}

/** Header names as in the requests that write, which the server formats. */
function toHttp(method: string, query: string, { key, publicUrl }: RequestTarget): string {
  const { host, pathname } = new URL(publicUrl ?? 'https://…/');
  return [
    `${method} ${pathname}${encodeUriPath(key)}${query} HTTP/1.1`,
    `host: ${publicUrl === undefined ? '…' : host}`,
    'authorization: ***',
  ].join('\n');
}

function toApiCall({ connection, bucket, key, origin }: RequestTarget): string {
  return `curl ${quoteShell(`${origin}${toOperationUrl('getObject', { connection, bucket, key })}`)}`;
}
