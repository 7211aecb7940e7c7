import { isAddressOrLocalhost, isLoopbackHost, parseVendorEndpoint } from '@signpost/oss-protocol/rules';

/**
 * Parses a configured endpoint: an origin, or a host alone (https).
 * @throws TypeError when it is neither
 */
export function parseEndpoint(text: string): URL {
  const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    throw new TypeError('An OSS endpoint is an origin: scheme, host and port, nothing else');
  }
  return url;
}

/**
 * The origin of an endpoint told by an answer, if it belongs with the configured one: both the
 * vendor's, or siblings in one domain with equal scheme and port, or the same loopback host with equal scheme, and
 * equal port unless `anyPort`. Anything else could draw signed requests to a stranger, so it is `undefined`.
 */
export function trustedEndpoint(configured: URL, told: string, anyPort: boolean): string | undefined {
  let url: URL;
  try {
    url = parseEndpoint(/^https?:\/\//i.test(told) ? told : `${configured.protocol}//${told}`);
  } catch {
    return undefined;
  }
  if (parseVendorEndpoint(configured.hostname)) {
    // Told hosts carry no scheme or http; the configured scheme holds.
    return parseVendorEndpoint(url.hostname) && url.port === ''
      ? `${configured.protocol}//${url.hostname}`
      : undefined;
  }
  if (url.protocol !== configured.protocol) return undefined;
  if (anyPort && isLoopbackHost(configured.hostname)) {
    return url.hostname === configured.hostname ? url.origin : undefined;
  }
  if (url.port !== configured.port) return undefined;
  return areSiblings(configured.hostname, url.hostname) ? url.origin : undefined;
}

function areSiblings(left: string, right: string): boolean {
  if (left === right) return true;
  if (isAddressOrLocalhost(left) || isAddressOrLocalhost(right)) return false;
  const parent = left.slice(left.indexOf('.') + 1);
  return parent.includes('.') && parent === right.slice(right.indexOf('.') + 1);
}
