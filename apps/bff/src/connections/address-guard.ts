import type { AddressRule } from '@signpost/oss-client';
import { parseVendorEndpoint, splitBucketHost } from '@signpost/oss-protocol/rules';
import ipaddr from 'ipaddr.js';
import { SetupError } from '../config/setup-error.ts';

/** Where a machine of the cloud is told its own secrets: never an OSS, whoever allows the network around it. */
const metadataAddresses: ReadonlySet<string> = new Set([
  '100.100.100.200',
  '169.254.169.254',
  'fd00:ec2::254',
]);

interface GuardOptions {
  /** Networks that are allowed besides the public internet, `10.0.0.0/8`. */
  allowed: readonly string[];
  /** The endpoint was given by the operator of the console, and may lie in a private network. */
  isConfigured: boolean;
}

/**
 * Which addresses a connection may use: public ones, those of networks that are allowed, and for the internal endpoints
 * of Alibaba Cloud the block they lie in. Whoever may add a connection must not reach into the network of the console.
 */
export function createAddressGuard({ allowed, isConfigured }: GuardOptions): AddressRule {
  const networks = allowed.map(parseNetwork);
  return (text, host) => {
    // Maps IPv4 in IPv6 back to what it stands for.
    const address = ipaddr.process(text);
    if (metadataAddresses.has(address.toString())) return false;
    const range = address.range();
    if (range === 'unicast') return true;
    if (networks.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits)))
      return true;
    if (isConfigured) return ['private', 'uniqueLocal', 'carrierGradeNat', 'loopback'].includes(range);
    return range === 'carrierGradeNat' && isInternalEndpoint(host);
  };
}

/** `oss-cn-hangzhou-internal.aliyuncs.com`, with or without a bucket before it. */
function isInternalEndpoint(host: string): boolean {
  const endpoint = splitBucketHost(host)?.endpoint ?? host;
  return parseVendorEndpoint(endpoint)?.internal === true;
}

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

function parseNetwork(text: string): Network {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Reads a list of networks, separated by commas. @throws SetupError */
export function parseNetworks(variable: string, text: string): string[] {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    if (!ipaddr.isValid(part) && !ipaddr.isValidCIDR(part))
      throw new SetupError(
        `${variable}=${text} is no list of networks: give something like 10.0.0.0/8, separated by commas.`,
      );
  }
  return parts;
}
