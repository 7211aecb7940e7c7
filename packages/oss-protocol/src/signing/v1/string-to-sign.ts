import { byCodeUnit, trimHeaderValue, type SigningHeaders, type SigningRequest } from '../signing-request.ts';
import { isV1SubResource } from './sub-resources.ts';

/** Every x-oss-* header as `name:value\n`, sorted. */
export function canonicalizedOssHeaders(headers: SigningHeaders): string {
  return [...headers]
    .filter(([name]) => name.startsWith('x-oss-'))
    .toSorted((left, right) => byCodeUnit(left[0], right[0]))
    .map(([name, value]) => `${name}:${trimHeaderValue(value)}\n`)
    .join('');
}

/** `/bucket/key?sub-resources`, nothing of it percent-encoded. A repeated parameter counts once, its first value. */
export function canonicalizedResource(request: SigningRequest, bareBucket = false): string {
  const { bucket, key } = request;
  const path =
    bucket === undefined ? '/' : key === undefined && bareBucket ? `/${bucket}` : `/${bucket}/${key ?? ''}`;
  const signed = new Map<string, string>();
  for (const [name, value] of request.query) {
    if (isV1SubResource(name) && !signed.has(name)) signed.set(name, value);
  }
  if (signed.size === 0) return path;
  const parts = [...signed]
    .toSorted((left, right) => byCodeUnit(left[0], right[0]))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return `${path}?${parts.join('&')}`;
}

/**
 * The V1 string to sign.
 * @param dateLine text of the date line: x-oss-date or Date for header signatures, Expires for URLs
 */
export function toV1StringToSign(request: SigningRequest, dateLine: string, bareBucket = false): string {
  return [
    request.method.toUpperCase(),
    trimHeaderValue(request.headers.get('content-md5') ?? ''),
    trimHeaderValue(request.headers.get('content-type') ?? ''),
    dateLine,
    canonicalizedOssHeaders(request.headers) + canonicalizedResource(request, bareBucket),
  ].join('\n');
}
