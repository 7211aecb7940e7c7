import { lifecycleDueAt, storageClasses } from '@signpost/oss-protocol/rules';

import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import type { StoreView } from '../store/store.ts';
import { covers, DAY } from './lifecycle.ts';
import type { LifecycleRule } from './lifecycle.ts';
import { readRetention } from './retention.ts';

/** Applies rules to everything in a bucket, as of midnight `now`. Call inside a write. */
export function sweepLifecycle(
  view: StoreView,
  bucket: Bucket,
  run: { rules: readonly LifecycleRule[]; now: number },
): void {
  const retention = readRetention(view, bucket, run.now);
  for (const rule of run.rules) {
    for (const versions of view.entries.histories(bucket, rule.prefix)) {
      for (const [index, entry] of versions.entries()) {
        if (!covers(rule, { key: entry.key, tags: entry.details.tags })) continue;
        const kept = retention !== undefined && run.now < entry.modified + retention.days * DAY;
        const newer = versions[index - 1];
        if (newer === undefined)
          sweepCurrent(view, bucket, { rule, entry, kept, alone: versions.length === 1, now: run.now });
        else sweepOld(view, bucket, { rule, entry, kept, since: newer.modified, now: run.now });
      }
    }
    for (const upload of view.uploads.list(bucket, { prefix: rule.prefix, keyMarker: '', idMarker: '' })) {
      if (rule.abort !== undefined && isDue(lifecycleDueAt(rule.abort, upload.initiated), run.now))
        view.uploads.end(upload);
    }
  }
}

interface Step {
  rule: LifecycleRule;
  entry: Entry;
  /** Retention forbids deleting it. */
  kept: boolean;
  now: number;
}

function sweepCurrent(view: StoreView, bucket: Bucket, step: Step & { alone: boolean }): void {
  const { rule, entry, now } = step;
  if (entry.type === 'Marker') {
    if (step.alone && rule.expiredMarker) view.entries.deleteVersion(bucket, entry.key, entry.version);
    return;
  }
  const { expiration } = rule;
  if (expiration !== undefined && !step.kept && isDue(lifecycleDueAt(expiration, entry.modified), now)) {
    view.entries.delete(bucket, entry.key, { owner: entry.owner, now });
    return;
  }
  const due = rule.transitions.filter(({ when }) => isDue(lifecycleDueAt(when, entry.modified), now));
  cool(
    view,
    entry,
    due.map(({ storageClass }) => storageClass),
  );
}

function sweepOld(view: StoreView, bucket: Bucket, step: Step & { since: number }): void {
  const { rule, entry, now, since } = step;
  if (
    rule.oldExpiration !== undefined &&
    !step.kept &&
    isDue(lifecycleDueAt({ days: rule.oldExpiration }, since), now)
  ) {
    view.entries.deleteVersion(bucket, entry.key, entry.version);
    return;
  }
  const due = rule.oldTransitions.filter(({ days }) => isDue(lifecycleDueAt({ days }, since), now));
  cool(
    view,
    entry,
    due.map(({ storageClass }) => storageClass),
  );
}

/**
 * Moves an object to the coldest of the classes that are due. What a transition does to a link is
 * documented nowhere; a link stays as it is.
 */
function cool(view: StoreView, entry: Entry, classes: readonly string[]): void {
  if (entry.type === 'Symlink' || entry.type === 'Marker') return;
  const rank = (name: string) => storageClasses.indexOf(name as (typeof storageClasses)[number]);
  const coldest = Math.max(-1, ...classes.map(rank));
  if (coldest <= rank(entry.storageClass)) return;
  const { restore: _restore, ...details } = entry.details;
  view.entries.update(entry, { storageClass: storageClasses[coldest]!, details });
}

function isDue(at: number | undefined, now: number): boolean {
  return at !== undefined && at <= now;
}
