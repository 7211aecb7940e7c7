import { LRUCache } from 'lru-cache';

/**
 * Targets of links, remembered by the link's ETag: a link cannot change its target and keep its ETag within one
 * listing. Health is never remembered, since a target can go without touching the link.
 */
export interface TargetCache {
  get(link: LinkVersion): string | undefined;
  set(link: LinkVersion, target: string): void;
}

export interface LinkVersion {
  bucket: string;
  key: string;
  etag: string;
}

const maxEntries = 20_000;

/** Keeps the links used last. */
export function createTargetCache(): TargetCache {
  const targets = new LRUCache<string, string>({ max: maxEntries });
  const name = ({ bucket, key, etag }: LinkVersion): string => `${bucket}\n${etag}\n${key}`;
  return {
    get: (link) => targets.get(name(link)),
    set(link, target) {
      targets.set(name(link), target);
    },
  };
}
