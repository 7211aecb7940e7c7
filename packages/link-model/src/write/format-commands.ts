import { encodeUriPath, encodeUriText } from '@signpost/oss-protocol/rules';
import type { LinkDraft } from './key-state.ts';

/** Quotes a text for a POSIX shell; control characters go into `$'…'` so that the line stays one line. */
export function quoteShell(text: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(text)) return text;
  // oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
  if (!/[\u0000-\u001f\u007f]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    // oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
    .replace(/[\u0000-\u001f\u007f]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `$'${escaped}'`;
}

/**
 * The line for the vendor's command-line tool (ossutil 2, `api put-symlink`). The tool sends the target as it is given,
 * so it is percent-encoded here, and it has no option for tags, user metadata or HTTP headers: `lost` names what the
 * line would not carry over.
 */
export function toOssutilPut(
  bucket: string,
  key: string,
  draft: LinkDraft & { forbidOverwrite?: boolean },
): string {
  const options = [
    ['--bucket', bucket],
    ['--key', key],
    ['--symlink-target', encodeUriPath(draft.target)],
    ...(draft.acl === 'default' ? [] : [['--object-acl', draft.acl]]),
    ['--storage-class', draft.storageClass],
    ...(draft.forbidOverwrite === true ? [['--forbid-overwrite', 'true']] : []),
  ];
  const lost = [
    ...(Object.keys(draft.headers).length > 0 ? ['headers'] : []),
    ...(Object.keys(draft.metadata).length > 0 ? ['metadata'] : []),
    ...(Object.keys(draft.tags).length > 0 ? ['tags'] : []),
  ];
  const line = `ossutil api put-symlink ${options.map((option) => option.map((word) => quoteShell(word ?? '')).join(' ')).join(' ')}`;
  return lost.length === 0 ? line : `${line}  # ossutil cannot send: ${lost.join(', ')}`;
}

/** The line that removes a link with the vendor's tool. */
export function toOssutilDelete(bucket: string, key: string, versionId?: string): string {
  const version = versionId === undefined ? '' : ` --version-id ${quoteShell(versionId)}`;
  return `ossutil api delete-object --bucket ${quoteShell(bucket)} --key ${quoteShell(key)}${version}`;
}

/** The line that makes an archived object readable for a day. */
export function toOssutilRestore(bucket: string, key: string): string {
  return `ossutil api restore-object --bucket ${quoteShell(bucket)} --key ${quoteShell(key)}`;
}

/** The line that shows where a link leads. */
export function toOssutilGet(bucket: string, key: string): string {
  return `ossutil api get-symlink --bucket ${quoteShell(bucket)} --key ${quoteShell(key)}`;
}

/** A curl line for this console's own API. */
export function toCurl(request: {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
}): string {
  const headers = Object.entries(request.headers).map(
    ([name, value]) => `-H ${quoteShell(`${name}: ${value}`)}`,
  );
  const body = request.body === undefined ? [] : ['--data', quoteShell(JSON.stringify(request.body))];
  return ['curl', '-X', request.method, quoteShell(request.url), ...headers, ...body].join(' ');
}

/**
 * The address of a key behind a bucket's `publicUrl`. Slashes beside `.` and `..` segments are escaped too: browsers fold
 * such segments, and OSS reads `%2F` as it reads `/`. Undefined for the two keys that no address can hold, `.` and `..`.
 */
export function toPublicUrl(publicUrl: string, key: string): string | undefined {
  if (key === '.' || key === '..') return undefined;
  return publicUrl + (/(?:^|\/)\.{1,2}(?:\/|$)/.test(key) ? encodeUriText(key) : encodeUriPath(key));
}
