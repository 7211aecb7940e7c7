import {
  type AddressingStyle,
  isAddressOrLocalhost,
  parseVendorEndpoint,
} from '@signpost/oss-protocol/rules';
import { LRUCache } from 'lru-cache';

import type { BucketPlace, OssClientOptions } from './oss-client.ts';
import { parseEndpoint, trustedEndpoint } from './trusted-endpoint.ts';

/** Where one call goes and which region it is signed for. */
export interface CallPlace {
  /** Origin to connect to, bucket included in virtual-hosted style. */
  readonly origin: string;
  readonly style: AddressingStyle;
  readonly region: string;
}

interface StyledPlace extends BucketPlace {
  readonly style: 'virtual' | 'path';
}

/** Buckets whose place is remembered at most; names come from answers and callers, without end. */
const MAX_LEARNED = 20_000;

/** Knows where buckets are, and learns. */
export interface BucketLocator {
  locate(bucket: string | undefined, key: string | undefined): CallPlace;
  placeOf(bucket: string): BucketPlace;
  /** @returns whether anything changed; a place that does not belong with the endpoint is ignored */
  learn(bucket: string, place: { readonly region: string | undefined; readonly endpoint: string }): boolean;
}

/** @throws TypeError for an endpoint or bucket domain that is no origin */
export function createBucketLocator(
  options: Pick<
    OssClientOptions,
    'endpoint' | 'region' | 'addressing' | 'bucketDomains' | 'regionsOnOtherPorts'
  >,
): BucketLocator {
  const configured = parseEndpoint(options.endpoint);
  const accelerate = parseVendorEndpoint(configured.hostname)?.accelerate ?? false;
  const home = toStyled({ region: options.region, endpoint: configured.origin });
  const learned = new LRUCache<string, StyledPlace>({ max: MAX_LEARNED });
  const domains = new Map(
    Object.entries(options.bucketDomains ?? {}).map(([bucket, origin]) => [
      bucket,
      parseEndpoint(origin).origin,
    ]),
  );

  function toStyled(place: BucketPlace): StyledPlace {
    return { ...place, style: styleFor(new URL(place.endpoint).hostname, options.addressing) };
  }

  function find(bucket: string): StyledPlace {
    return learned.get(bucket) ?? home;
  }

  return {
    placeOf(bucket) {
      const { region, endpoint } = find(bucket);
      return { region, endpoint };
    },
    locate(bucket, key) {
      if (bucket === undefined) return { origin: home.endpoint, style: 'path', region: home.region };
      const { endpoint, region, style } = find(bucket);
      const domain = domains.get(bucket);
      // A bucket's own domain serves its objects; calls on the bucket itself stay with the endpoint.
      if (domain !== undefined && key !== undefined) return { origin: domain, style: 'cname', region };
      return {
        origin: style === 'virtual' ? endpoint.replace('//', `//${bucket}.`) : endpoint,
        style,
        region,
      };
    },
    learn(bucket, told) {
      const endpoint = trustedEndpoint(configured, told.endpoint, options.regionsOnOtherPorts ?? false);
      if (endpoint === undefined) return false;
      const region = told.region ?? parseVendorEndpoint(new URL(endpoint).hostname)?.region ?? home.region;
      // In its own region the configured endpoint stays: it may be internal. Acceleration serves all.
      const place = region === home.region && told.region !== undefined ? home : { region, endpoint };
      const next = accelerate ? { region, endpoint: home.endpoint } : place;
      const before = find(bucket);
      if (next.region === before.region && next.endpoint === before.endpoint) return false;
      learned.set(bucket, toStyled(next));
      return true;
    },
  };
}

function styleFor(hostname: string, addressing: OssClientOptions['addressing']): 'virtual' | 'path' {
  if (addressing === 'virtual' || addressing === 'path') return addressing;
  return isAddressOrLocalhost(hostname) ? 'path' : 'virtual';
}
