import { isBucketName } from './bucket-name.ts';

const VENDOR_DOMAIN = '.aliyuncs.com';
const REGION = '[a-z]{2,}(?:-[a-z0-9]+)+';
const REGIONAL = new RegExp(`^oss-(${REGION}?)(-internal)?\\.aliyuncs\\.com$`);
const DUAL_STACK = new RegExp(`^(${REGION})\\.oss\\.aliyuncs\\.com$`);
const ACCELERATE = /^oss-accelerate(?:-overseas)?\.aliyuncs\.com$/;

/** What the name of an OSS endpoint of the vendor says. */
export interface VendorEndpoint {
  readonly host: string;
  /** Absent for acceleration endpoints, which serve all regions. */
  readonly region: string | undefined;
  readonly internal: boolean;
  readonly accelerate: boolean;
}

/** Reads a host name (no port) as one of the vendor's endpoints; `undefined` when it is none. */
export function parseVendorEndpoint(host: string): VendorEndpoint | undefined {
  const name = host.toLowerCase();
  if (!name.endsWith(VENDOR_DOMAIN)) return undefined;
  if (ACCELERATE.test(name)) return { host: name, region: undefined, internal: false, accelerate: true };
  const regional = REGIONAL.exec(name);
  if (regional) {
    return { host: name, region: regional[1], internal: regional[2] !== undefined, accelerate: false };
  }
  const dualStack = DUAL_STACK.exec(name);
  return dualStack ? { host: name, region: dualStack[1], internal: false, accelerate: false } : undefined;
}

/** Host of a region's public or internal endpoint. */
export function vendorEndpointHost(region: string, options: { readonly internal?: boolean } = {}): string {
  return `oss-${region}${options.internal ? '-internal' : ''}${VENDOR_DOMAIN}`;
}

/** `cn-hangzhou` from a location such as `oss-cn-hangzhou`; other text comes back unchanged. */
export function regionFromLocation(location: string): string {
  return location.startsWith('oss-') ? location.slice('oss-'.length) : location;
}

/** A host name split into bucket and endpoint. */
export interface SplitHost {
  /** `undefined` for the bare endpoint and for a leading dot (which ali-oss sends). */
  readonly bucket: string | undefined;
  readonly endpoint: string;
}

/**
 * Splits a host name (no port) by endpoints that serve virtual-hosted buckets: the vendor's names
 * and those given. `undefined` when the host belongs to none of them.
 */
export function splitBucketHost(host: string, endpoints: readonly string[] = []): SplitHost | undefined {
  const name = host.toLowerCase();
  if (endpoints.includes(name) || parseVendorEndpoint(name)) return { bucket: undefined, endpoint: name };
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const endpoint = name.slice(dot + 1);
  if (!endpoints.includes(endpoint) && !parseVendorEndpoint(endpoint)) return undefined;
  const bucket = name.slice(0, dot);
  if (bucket === '') return { bucket: undefined, endpoint };
  return isBucketName(bucket) ? { bucket, endpoint } : undefined;
}

/** How a bucket gets into a URL. `cname`: the origin already is the bucket. */
export type AddressingStyle = 'virtual' | 'path' | 'cname';

/** Whether a URL's host name is an IP address or `localhost`, where virtual hosts do not resolve. */
export function isAddressOrLocalhost(hostname: string): boolean {
  return hostname === 'localhost' || hostname.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname);
}

const LOOPBACK = /^(?:localhost|\[::1\]|::1|127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3})$/i;

/** Whether a host name or address means this machine; IPv6 with or without brackets. `127.example.com` does not. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
