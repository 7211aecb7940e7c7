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

/**
 * Reads OSS_ENDPOINT; absent, it is the public endpoint of the region. Throws {@link SetupError} for what is no
 * endpoint, or not one of that region.
 */
export function readEndpoint(value: string | undefined, region: string): string {
  if (value === undefined) return `https://oss-${region}.aliyuncs.com`;
  const url = URL.parse(value.includes('://') ? value : `https://${value}`);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw new SetupError(
      `OSS_ENDPOINT=${value.replace(/\/\/.*@/, '//…@')} is not an endpoint: give something like https://oss-cn-hangzhou.aliyuncs.com.`,
    );
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw new SetupError(
      `OSS_ENDPOINT=${value} is refused: without https everybody on the way could read and change what is sent. Use https://${url.host}.`,
    );
  }
  assertBelongsTo(region, { value, host: url.hostname });
  return url.origin;
}

/** Regions whose endpoints are not called after them, such as those of the finance cloud. */
const ownNames = /finance|hzjbp|gov|-pub$/;

function assertBelongsTo(region: string, { value, host }: { value: string; host: string }): void {
  const split = splitBucketHost(host);
  if (split?.bucket !== undefined) {
    throw new SetupError(
      `OSS_ENDPOINT=${value} is the address of the bucket ${split.bucket}: write OSS_ENDPOINT=https://${split.endpoint}. To show this bucket only, set OSS_BUCKETS=${split.bucket} as well.`,
    );
  }
  const named = parseVendorEndpoint(host);
  if (named?.region === undefined || named.region === region) return;
  if (ownNames.test(named.region) || ownNames.test(region)) return;
  throw new SetupError(
    `OSS_ENDPOINT=${value} is in ${named.region}, but OSS_REGION=${region}: write OSS_REGION=${named.region}, or the endpoint of ${region}.`,
  );
}
