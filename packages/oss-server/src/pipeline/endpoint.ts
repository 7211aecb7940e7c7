import { vendorEndpointHost } from '@signpost/oss-protocol/rules';
import { isIP } from 'node:net';

/**
 * The address by which a client reaches a region, in the style it used: the vendor's name where it
 * spoke to one, otherwise scheme, host and port, since suites build their clients from it.
 */
export function endpointOf(
  site: { host: string; region: string; ports: ReadonlyMap<string, number> },
  asked: { region: string; hostname: string },
): string {
  const port = site.ports.get(asked.region);
  if (port === undefined) return vendorEndpointHost(asked.region);
  if (isIP(asked.hostname) === 6) return `http://[${asked.hostname}]:${port}`;
  if (isIP(asked.hostname) === 4) return `http://${asked.hostname}:${port}`;
  if (asked.hostname === 'localhost' || asked.hostname.endsWith('.localhost'))
    return `http://localhost:${port}`;
  return `http://${isIP(site.host) === 6 ? `[${site.host}]` : site.host}:${port}`;
}
