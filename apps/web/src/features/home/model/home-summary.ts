import type { Coverage, Home } from '@signpost/api-contract';
import type { Health } from '@signpost/link-model/health';

/** Buckets the first sentence names; the others are counted. */
const named = 4;

/** What the first sentence says. */
export interface HomeSummary {
  /** Buckets with links, most links first; `atLeast` where there may be more than has been read. */
  buckets: readonly { bucket: string; links: number; atLeast: boolean }[];
  /** Buckets with links that are not named. */
  others: { buckets: number; links: number; atLeast: boolean } | undefined;
  /** Links by health over all buckets. */
  byHealth: Partial<Record<Health, number>>;
  /** Of the links that are ok, how many were compared with their targets' headers, and how many of those are wrong. */
  served: { wrong: number; checked: number };
  /** How much the numbers can be trusted: `partial` when a bucket that may hold links is not wholly known. */
  completeness: 'nothing' | 'scanning' | 'partial' | 'complete';
  /** Buckets that can hold links, and how many of them are wholly known. */
  readable: number;
  complete: number;
}

type BucketNumbers = Pick<
  Home['buckets'][number],
  'hierarchicalNamespace' | 'links' | 'byHealth' | 'served'
> & {
  coverage: Pick<Coverage, 'bucket' | 'state' | 'scannedAt' | 'why'>;
};

export function toHomeSummary(buckets: readonly BucketNumbers[]): HomeSummary {
  const readable = buckets.filter((bucket) => !bucket.hierarchicalNamespace);
  const withLinks = readable.filter(({ links }) => links > 0).toSorted((a, b) => b.links - a.links);
  // One bucket more is named rather than counted as "1 other".
  const cut = withLinks.length <= named + 1 ? withLinks.length : named;
  const rest = withLinks.slice(cut);
  const complete = readable.filter(isWhole).length;
  return {
    buckets: withLinks.slice(0, cut).map((bucket) => ({
      bucket: bucket.coverage.bucket,
      links: bucket.links,
      atLeast: !isWhole(bucket),
    })),
    others:
      rest.length === 0
        ? undefined
        : {
            buckets: rest.length,
            links: rest.reduce((sum, { links }) => sum + links, 0),
            atLeast: !rest.every(isWhole),
          },
    byHealth: sumHealth(readable),
    served: {
      wrong: readable.reduce((sum, { served }) => sum + served.wrong, 0),
      checked: readable.reduce((sum, { served }) => sum + served.checked, 0),
    },
    completeness: toCompleteness(readable, complete),
    readable: readable.length,
    complete,
  };
}

/** A bucket that is being read again keeps its older, whole numbers meanwhile. */
export function isWhole({ coverage }: Pick<BucketNumbers, 'coverage'>): boolean {
  if (coverage.state === 'scanning') return coverage.scannedAt !== undefined && coverage.why === undefined;
  return coverage.state === 'complete';
}

function toCompleteness(readable: readonly BucketNumbers[], complete: number): HomeSummary['completeness'] {
  if (complete === readable.length) return 'complete';
  if (readable.some(({ coverage }) => coverage.state === 'scanning')) return 'scanning';
  return readable.every(({ coverage }) => coverage.scannedAt === undefined) ? 'nothing' : 'partial';
}

function sumHealth(buckets: readonly BucketNumbers[]): Partial<Record<Health, number>> {
  const sum: Partial<Record<Health, number>> = {};
  for (const { byHealth } of buckets) {
    for (const [health, count] of Object.entries(byHealth) as [Health, number][]) {
      sum[health] = (sum[health] ?? 0) + count;
    }
  }
  return sum;
}
