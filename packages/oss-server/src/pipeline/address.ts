import { isBucketName, parseVendorEndpoint, splitBucketHost } from '@signpost/oss-protocol/rules';
import { isIP } from 'node:net';

import { decodeUtf8 } from '../protocol/decode-utf8.ts';
import { fault } from '../protocol/oss-fault.ts';

/** How hosts are told apart. */
export interface AddressRules {
  /** Suffixes below which a label is a bucket, for example `localhost`. Lower case, no leading dot. */
  suffixes: readonly string[];
  /** Host names that stand for one bucket. */
  cnames: ReadonlyMap<string, string>;
}

/** One way to understand which bucket and key a request means. */
export interface AddressCandidate {
  bucket?: string;
  key?: string;
}

/** A request line and Host taken apart. */
export interface Address {
  /** In order of preference; a signature decides between them. */
  candidates: [AddressCandidate, ...AddressCandidate[]];
  rawQuery: string;
  /** Host without port, lower case. */
  hostname: string;
  /** The region the host names, when it is one of the vendor's. */
  hostRegion?: string;
  /** The host is an acceleration endpoint, which serves all regions. */
  accelerated: boolean;
}

/**
 * Finds bucket and key in path and Host, for every addressing style of the official clients.
 * The path is decoded before it is split: the C client escapes the slash between bucket and key.
 * @throws OssFault InvalidArgument when the path is not UTF-8, NonStandardHostForbidden for a foreign Host
 */
export function readAddress(target: string, host: string, rules: AddressRules): Address {
  const { rawPath, rawQuery, authority } = splitTarget(target);
  const hostname = toHostname(authority ?? host);
  const path = decodeUtf8(rawPath);
  const named = bucketOfHost(hostname, rules);
  const candidates =
    named.bucket === undefined ? [readPathStyle(path)] : readVirtualHosted(path, named.bucket);
  // The Ruby client writes a space in a path as a plus; everybody else means a plus.
  if (rawPath.includes('+')) {
    const spaced = decodeUtf8(rawPath.replaceAll('+', ' '));
    candidates.push(
      ...(named.bucket === undefined ? [readPathStyle(spaced)] : readVirtualHosted(spaced, named.bucket)),
    );
  }
  return {
    candidates: candidates as [AddressCandidate, ...AddressCandidate[]],
    rawQuery,
    hostname,
    accelerated: named.accelerated === true,
    ...(named.region !== undefined && { hostRegion: named.region }),
  };
}

/** Splits by hand: `new URL` throws on `///`, which the .NET client sends. */
function splitTarget(target: string): { rawPath: string; rawQuery: string; authority?: string } {
  const absolute = /^https?:\/\/([^/?#]*)/i.exec(target);
  const rest = absolute === null ? target : target.slice(absolute[0].length);
  const mark = rest.indexOf('?');
  return {
    rawPath: mark === -1 ? rest : rest.slice(0, mark),
    rawQuery: mark === -1 ? '' : rest.slice(mark + 1),
    ...(absolute?.[1] !== undefined && { authority: absolute[1] }),
  };
}

function toHostname(host: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(host);
  if (bracketed !== null) return bracketed[1]!.toLowerCase();
  return host.replace(/\.?(?::\d*)?$/, '').toLowerCase();
}

interface NamedByHost {
  bucket?: string;
  region?: string;
  accelerated?: boolean;
}

function bucketOfHost(hostname: string, rules: AddressRules): NamedByHost {
  const mapped = rules.cnames.get(hostname);
  if (mapped !== undefined) return { bucket: mapped };
  if (isIP(hostname) !== 0) return {};
  const [label = '', ...rest] = hostname.split('.');
  if (isIP(rest.join('.')) === 4 && isBucketName(label)) return { bucket: label };
  const split = splitBucketHost(hostname, rules.suffixes);
  // A page of another site could otherwise have its own name resolve to this machine, and read what is public.
  if (split === undefined && hostname !== '') throw fault('NonStandardHostForbidden');
  if (split === undefined) return {};
  const vendor = parseVendorEndpoint(split.endpoint);
  const region = vendor?.region;
  return {
    ...(split.bucket !== undefined && { bucket: split.bucket }),
    ...(region !== undefined && { region }),
    ...(vendor !== undefined && { accelerated: vendor.accelerate }),
  };
}

function readPathStyle(path: string): AddressCandidate {
  const trimmed = path.replace(/^\/+/, '');
  return toCandidate(trimmed);
}

function readVirtualHosted(path: string, bucket: string): AddressCandidate[] {
  const key = path.startsWith('/') ? path.slice(1) : path;
  const candidates: AddressCandidate[] = [key === '' ? { bucket } : { bucket, key }];
  // ali-oss with an IP endpoint and sldEnable names the bucket in both places.
  if (key === bucket || key.startsWith(`${bucket}/`)) candidates.push(toCandidate(key));
  return candidates;
}

function toCandidate(path: string): AddressCandidate {
  if (path === '') return {};
  const slash = path.indexOf('/');
  if (slash === -1) return { bucket: path };
  const key = path.slice(slash + 1);
  return key === '' ? { bucket: path.slice(0, slash) } : { bucket: path.slice(0, slash), key };
}
