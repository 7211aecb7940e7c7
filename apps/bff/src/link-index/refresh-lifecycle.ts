import type { LinkIndex } from '@signpost/link-model/index';
import type { IndexedConnection } from './indexed-connection.ts';

/** As long as the facts of a bucket are kept: the inspector and the lists tell the same. */
const freshMs = 5 * 60_000;

/** When rules were last asked for since the scan, in milliseconds since 1970. */
const askedAt = new WeakMap<LinkIndex, number>();

/**
 * Asks for the lifecycle rules of buckets anew where those of the index are old. Nobody waits for the answers: the next
 * question is answered by them. Where OSS does not answer, what was known stays.
 */
export function refreshLifecycle(
  { indexes, facts, background, now }: IndexedConnection,
  buckets: readonly string[],
): void {
  for (const bucket of buckets) {
    const index = indexes.get(bucket);
    if (index === undefined) continue;
    const readAt = askedAt.get(index) ?? Date.parse(indexes.coverage(bucket).scannedAt ?? '');
    if (readAt > now() - freshMs) continue;
    askedAt.set(index, now());
    facts.lifecycle(bucket, background).then(
      (rules) => index.useLifecycle(rules),
      () => {},
    );
  }
}
