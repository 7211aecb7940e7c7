import {
  encodeUriPath,
  encodeUriText,
  headerNames,
  type HttpHeaderName,
  type RestoreTier,
  userMetadataPrefix,
} from '@signpost/oss-protocol/rules';
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

/** What the vendor's command-line tool has to be told to reach a bucket. */
export interface OssutilLocation {
  /** An origin or a host, without the bucket. */
  endpoint: string;
  /** Plain region id, as V4 signs it. */
  region: string;
  /** The bucket stands in the path: its endpoint has no host for each bucket. */
  pathStyle?: boolean;
}

/** Where the vendor's command-line tool finds a key. */
export interface OssutilPlace extends OssutilLocation {
  bucket: string;
  key: string;
}

/**
 * The line for the vendor's command-line tool (ossutil 2, `api put-symlink`). The tool sends the target as it is given,
 * so it is percent-encoded here. What it has no option for, {@link listOssutilOmissions} names.
 */
export function toOssutilPut(place: OssutilPlace, draft: LinkDraft & { forbidOverwrite?: boolean }): string {
  return toApiLine('put-symlink', place, [
    ['--symlink-target', encodeUriPath(draft.target)],
    ...(draft.acl === 'default' ? [] : [['--object-acl', draft.acl]]),
    ['--storage-class', draft.storageClass],
    ...(draft.forbidOverwrite === true ? [['--forbid-overwrite', 'true']] : []),
  ]);
}

/** Names of the headers of a write that `ossutil api put-symlink` has no option for, in the order of the draft. */
export function listOssutilOmissions({ headers, metadata, tags }: LinkDraft): string[] {
  return [
    ...Object.keys(headers).map((name) => headerNames[name as HttpHeaderName]),
    ...Object.keys(metadata).map((name) => userMetadataPrefix + name),
    ...(Object.keys(tags).length > 0 ? ['x-oss-tagging'] : []),
  ];
}

/** The line that removes a link with the vendor's tool. */
export function toOssutilDelete(place: OssutilPlace, versionId?: string): string {
  return toApiLine('delete-object', place, versionId === undefined ? [] : [['--version-id', versionId]]);
}

/** Options as ossutil 2 lists them under "Command-line options" of the vendor's help. */
function toApiLine(
  command: string,
  { bucket, key, ...location }: { bucket: string; key: string } & Partial<OssutilLocation>,
  options: readonly string[][] = [],
): string {
  const words = [
    ['ossutil', 'api', command],
    ['--bucket', bucket],
    ['--key', key],
    ...options,
    ...toLocationOptions(location),
  ];
  return words.flat().map(quoteShell).join(' ');
}

/** Options that say where a bucket is; those that are not known are left to the tool's own configuration. */
function toLocationOptions({ endpoint, region, pathStyle = false }: Partial<OssutilLocation>): string[][] {
  return [
    ...(endpoint === undefined ? [] : [['--endpoint', endpoint]]),
    ...(region === undefined ? [] : [['--region', region]]),
    ...(pathStyle ? [['--addressing-style', 'path']] : []),
  ];
}

/** A line of ossutil 2 about an `oss://` path, such as `ossutil stat oss://bucket/key`. */
export function toOssutilLine(
  command: 'ls' | 'stat',
  { bucket, key, ...location }: { bucket: string; key: string } & Partial<OssutilLocation>,
): string {
  return [['ossutil', command, `oss://${bucket}/${key}`], ...toLocationOptions(location)]
    .flat()
    .map(quoteShell)
    .join(' ');
}

/** The line that makes an archived object readable; for a day, where it does not say for how many. */
export function toOssutilRestore({
  days,
  tier,
  ...place
}: {
  bucket: string;
  key: string;
  days?: number;
  tier?: RestoreTier | undefined;
} & Partial<OssutilLocation>): string {
  if (days === undefined) return toApiLine('restore-object', place);
  const job = tier === undefined ? '' : `<JobParameters><Tier>${tier}</Tier></JobParameters>`;
  const request = `<RestoreRequest><Days>${days}</Days>${job}</RestoreRequest>`;
  return toApiLine('restore-object', place, [['--restore-request', request]]);
}

/** The line that shows where a link leads. */
export function toOssutilGet(place: { bucket: string; key: string } & Partial<OssutilLocation>): string {
  return toApiLine('get-symlink', place);
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
