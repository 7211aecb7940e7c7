import { isLoopbackHost, parseVendorEndpoint, splitBucketHost } from '@signpost/oss-protocol/rules';
import { SetupError } from './setup-error.ts';

/** Reads OSS_REGION. Throws {@link SetupError} for what is no region id, with the id where it can be told. */
export function readRegion(text: string): string {
  const host = text.replace(/^https?:\/\//, '').replace(/\/$/, '');
  // Endpoints are what pages and tools show beside a region: the id is in their names.
  const named =
    parseVendorEndpoint(host) ?? parseVendorEndpoint(`${host.replace(/^(?!oss-)/, 'oss-')}.aliyuncs.com`);
  if (named?.region === text) return text;
  if (named?.region !== undefined) {
    const endpoint = named.internal ? ` and OSS_ENDPOINT=https://${named.host}` : '';
    throw new SetupError(
      `OSS_REGION=${text} is the name of an endpoint, not of a region: write OSS_REGION=${named.region}${endpoint}.`,
    );
  }
  throw new SetupError(
    `OSS_REGION=${text} is not a region: give its id as OSS spells it, for example cn-hangzhou.`,
  );
}

/** Why a text is no endpoint of OSS, or not one of the region. */
export type EndpointFault =
  | { kind: 'form' }
  /** Without https everybody on the way could read and change what is sent. */
  | { kind: 'http'; host: string }
  /** The address of a bucket; `endpoint` is the host without it. */
  | { kind: 'bucket'; bucket: string; endpoint: string }
  | { kind: 'region'; region: string };

/** An endpoint as an origin; a host alone is taken for https, and plain http only on loopback. */
export function parseOssEndpoint(
  value: string,
  region: string,
): { origin: string; fault?: never } | { fault: EndpointFault } {
  const url = parseOrigin(value);
  if (url === undefined) return { fault: { kind: 'form' } };
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    return { fault: { kind: 'http', host: url.host } };
  const split = splitBucketHost(url.hostname);
  if (split?.bucket !== undefined)
    return { fault: { kind: 'bucket', bucket: split.bucket, endpoint: split.endpoint } };
  const named = parseVendorEndpoint(url.hostname)?.region;
  if (named !== undefined && named !== region && !ownNames.test(named) && !ownNames.test(region))
    return { fault: { kind: 'region', region: named } };
  return { origin: url.origin };
}

/** Scheme, host and port, nothing else; https where no scheme is given. */
export function parseOrigin(value: string): URL | undefined {
  const url = URL.parse(value.includes('://') ? value : `https://${value}`);
  const isOrigin =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    url.pathname === '/' &&
    [url.search, url.hash, url.username, url.password].every((part) => part === '');
  return isOrigin ? url : undefined;
}

/** Regions whose endpoints are not called after them, such as those of the finance cloud. */
const ownNames = /finance|hzjbp|gov|-pub$/;

/**
 * Reads OSS_ENDPOINT; absent, it is the public endpoint of the region. Throws {@link SetupError} for what is no
 * endpoint, or not one of that region.
 */
export function readEndpoint(value: string | undefined, region: string): string {
  if (value === undefined) return `https://oss-${region}.aliyuncs.com`;
  const parsed = parseOssEndpoint(value, region);
  if (parsed.fault === undefined) return parsed.origin;
  throw new SetupError(explain(parsed.fault, { value, region }));
}

function explain(fault: EndpointFault, { value, region }: { value: string; region: string }): string {
  switch (fault.kind) {
    case 'form':
      return `OSS_ENDPOINT=${value.replace(/\/\/.*@/, '//…@')} is not an endpoint: give something like https://oss-cn-hangzhou.aliyuncs.com.`;
    case 'http':
      return `OSS_ENDPOINT=${value} is refused: without https everybody on the way could read and change what is sent. Use https://${fault.host}.`;
    case 'bucket':
      return `OSS_ENDPOINT=${value} is the address of the bucket ${fault.bucket}: write OSS_ENDPOINT=https://${fault.endpoint}. To show this bucket only, set OSS_BUCKETS=${fault.bucket} as well.`;
    case 'region':
      return `OSS_ENDPOINT=${value} is in ${fault.region}, but OSS_REGION=${region}: write OSS_REGION=${fault.region}, or the endpoint of ${region}.`;
  }
}
