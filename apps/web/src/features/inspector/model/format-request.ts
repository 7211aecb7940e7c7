import { encodeUriPath, headerNames, type HttpHeaderName } from '@signpost/oss-protocol/rules';
import {
  draftRepoint,
  quoteShell,
  toCurl,
  toOssutilGet,
  toOssutilPut,
  type KeyState,
  type LinkDraft,
} from '@signpost/link-model/write';
import { csrfHeader } from '@signpost/api-contract';
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

/** The request that would write the link as it is now: to be changed by hand, or kept as a record. */
export function formatWrite(
  target: RequestTarget,
  state: KeyState & { kind: 'link' },
  token: string,
): FormattedRequest {
  const { connection, bucket, key, origin } = target;
  const draft = draftRepoint(state.link, state.link.target);
  return {
    http: formatPut(bucket, key, draft),
    api: toCurl({
      method: 'PATCH',
      url: `${origin}${toOperationUrl('repointLink', undefined)}`,
      headers: {
        'content-type': 'application/json',
        'if-match': `"${token}"`,
        [csrfHeader.name]: csrfHeader.value,
      },
      body: { connection, bucket, key, target: draft.target },
    }),
    ossutil: toOssutilPut(bucket, key, draft),
  };
}

function formatPut(bucket: string, key: string, draft: LinkDraft): string {
  const headers = Object.entries(draft.headers).map(
    ([name, value]) => `${headerNames[name as HttpHeaderName]}: ${value}`,
  );
  const metadata = Object.entries(draft.metadata).map(([name, value]) => `x-oss-meta-${name}: ${value}`);
  const tags = Object.entries(draft.tags)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return [
    `PUT /${encodeUriPath(key)}?symlink HTTP/1.1`,
    `Host: ${bucket}.<endpoint>`,
    ...headers,
    `x-oss-symlink-target: ${encodeUriPath(draft.target)}`,
    `x-oss-storage-class: ${draft.storageClass}`,
    ...(draft.acl === 'default' ? [] : [`x-oss-object-acl: ${draft.acl}`]),
    ...(tags === '' ? [] : [`x-oss-tagging: ${tags}`]),
    ...metadata,
    'Authorization: <signature>',
  ].join('\n');
}
