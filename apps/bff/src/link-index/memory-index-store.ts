import { toPlaces, type IndexEntry } from '@signpost/link-model/index';
import { compareKeys } from '@signpost/oss-protocol/rules';
import type { ChangeLog } from '../changes/change-log.ts';
import type { IndexStore, KeptScan, MissingTarget, Seen } from './index-store.ts';
import {
  isExplained,
  isTold,
  mostAsked,
  toObserved,
  type OutsideChange,
  type OutsideChanges,
} from './outside-changes.ts';
import { toLastSeen } from './to-seen.ts';

interface Row extends Seen {
  seenAt: number;
}

interface MissingRow extends MissingTarget {
  recordedAt: number;
}

interface Options {
  connection: string;
  changeLog: ChangeLog;
  now: () => number;
}

/** Indexes in memory: what those in the database are compared with. */
export function createMemoryIndexStore({ connection, changeLog, now }: Options): {
  store: IndexStore;
  outsideChanges: OutsideChanges;
} {
  const kept = new Map<string, KeptScan>();
  const rows = new Map<string, Map<string, Row>>();
  const missing = new Map<string, Map<string, MissingRow>>();
  const noted: OutsideChange[] = [];
  const rowsOf = (bucket: string): Map<string, Row> => {
    const found = rows.get(bucket) ?? new Map<string, Row>();
    rows.set(bucket, found);
    return found;
  };
  const missingOf = (bucket: string): Map<string, MissingRow> => {
    const found = missing.get(bucket) ?? new Map<string, MissingRow>();
    missing.set(bucket, found);
    return found;
  };
  const keepMissing = (
    bucket: string,
    { key, lastSeen }: MissingTarget,
    recordedAt: number = now(),
  ): void => {
    const known = missingOf(bucket).get(key);
    if (known === undefined || known.lastSeen.seenAt < lastSeen.seenAt)
      missingOf(bucket).set(key, { key, lastSeen, recordedAt });
  };
  /** Keeps what is known of an object that a scan did not find any more. */
  const keepGone = (bucket: string, row: Row, begun: number): void => {
    const lastSeen = toLastSeen(row.entry, lastKnown(bucket, row.key, row) ?? row.seenAt);
    if (lastSeen !== undefined) keepMissing(bucket, { key: row.key, lastSeen }, begun);
  };
  /** Drops what is stored again. */
  const dropReturned = (bucket: string): void => {
    for (const key of missingOf(bucket).keys())
      if (rowsOf(bucket).get(key)?.entry !== undefined) missingOf(bucket).delete(key);
  };
  const inOrder = (bucket: string): Row[] =>
    [...rowsOf(bucket).values()].toSorted((a, b) => compareKeys(a.key, b.key));

  /** When what was at a key was last known to be there; undefined before the first scan that is kept. */
  function lastKnown(bucket: string, key: string, known: Row | undefined): number | undefined {
    const scan = kept.get(bucket);
    if (scan === undefined) return undefined;
    const { scannedUpTo, coverage } = scan;
    const cameThere =
      coverage.state === 'complete' || (scannedUpTo !== undefined && compareKeys(key, scannedUpTo) <= 0);
    const since = Math.max(
      known?.seenAt ?? -Infinity,
      cameThere ? Date.parse(scan.since ?? coverage.scannedAt ?? '') : -Infinity,
    );
    return Number.isFinite(since) ? since : undefined;
  }

  async function note(bucket: string, known: Row | undefined, { key, entry: after }: Seen): Promise<void> {
    const before = known?.entry;
    const since = lastKnown(bucket, key, known);
    if (since === undefined || !isTold({ key, before, after })) return;
    const { items } = await changeLog.page({ connection, bucket, key }, { limit: mostAsked });
    if (
      isExplained(
        after,
        items.filter(({ outcome }) => outcome?.outcome !== 'failed'),
      )
    )
      return;
    noted.push({
      id: String(noted.length + 1),
      bucket,
      key,
      before: toObserved(before),
      after: toObserved(after),
      seenBefore: new Date(since).toISOString(),
      seenAt: new Date(now()).toISOString(),
    });
  }

  async function put(bucket: string, entry: IndexEntry, seenAt: number): Promise<void> {
    const known = rowsOf(bucket).get(entry.key);
    if (JSON.stringify(known?.entry) === JSON.stringify(entry)) return;
    rowsOf(bucket).set(entry.key, { key: entry.key, entry, seenAt });
    await note(bucket, known, { key: entry.key, entry });
  }

  const store: IndexStore = {
    scans: async () =>
      [...kept.values()].toSorted((a, b) => compareKeys(a.coverage.bucket, b.coverage.bucket)),
    entries: async (bucket, { after, limit }) =>
      inOrder(bucket)
        .flatMap(({ entry }) => entry ?? [])
        .filter(({ key }) => compareKeys(key, after) > 0)
        .slice(0, limit),
    atOneMoment: (read) => read(store),
    // Nothing is packed here.
    objects: async () => [],
    missingTargets: async (bucket, { after, limit }) =>
      [...missingOf(bucket).values()]
        .filter(({ key }) => compareKeys(key, after) > 0)
        .toSorted((a, b) => compareKeys(a.key, b.key))
        .slice(0, limit)
        .map(({ key, lastSeen }) => ({ key, lastSeen })),
    async replace(bucket, { after, upTo }, { links, objects: block, since }) {
      const begun = Date.parse(since);
      const { from, to } = toPlaces({ after, upTo, block });
      const objects = Array.from({ length: to - from }, (_, at) => block.entry(from + at));
      const entries = [...links, ...objects].toSorted((a, b) => compareKeys(a.key, b.key));
      const found = new Set(entries.map(({ key }) => key));
      const isInRange = (key: string): boolean =>
        compareKeys(key, after) > 0 && (upTo === undefined || compareKeys(key, upTo) <= 0);
      for (const row of inOrder(bucket)) {
        if (!isInRange(row.key) || row.seenAt > begun || found.has(row.key)) continue;
        keepGone(bucket, row, begun);
        rowsOf(bucket).delete(row.key);
        await note(bucket, row, { key: row.key });
      }
      for (const entry of entries) {
        const known = rowsOf(bucket).get(entry.key);
        if ((known?.seenAt ?? -Infinity) <= begun) await put(bucket, withDerived(entry, known?.entry), begun);
      }
      dropReturned(bucket);
    },
    async merge(bucket, { entries, since }) {
      const begun = Date.parse(since);
      for (const entry of entries) {
        const known = rowsOf(bucket).get(entry.key);
        if ((known?.seenAt ?? -Infinity) > begun) continue;
        await put(bucket, withDerived(entry, known?.entry), begun);
        const row = rowsOf(bucket).get(entry.key);
        if (row !== undefined) row.seenAt = begun;
      }
      dropReturned(bucket);
    },
    async dropUnseen(bucket, since) {
      const begun = Date.parse(since);
      for (const row of inOrder(bucket).filter(({ seenAt }) => seenAt < begun)) {
        keepGone(bucket, row, begun);
        rowsOf(bucket).delete(row.key);
        await note(bucket, row, { key: row.key });
      }
    },
    unseenLinks: async (bucket, { since, after, limit }) =>
      inOrder(bucket)
        .filter(({ seenAt }) => seenAt < Date.parse(since))
        .flatMap(({ entry }) => (entry?.kind === 'link' && compareKeys(entry.key, after) > 0 ? [entry] : []))
        .slice(0, limit),
    absentKeys: async (bucket, { after, limit }) =>
      inOrder(bucket)
        .filter(({ key, entry }) => entry === undefined && compareKeys(key, after) > 0)
        .slice(0, limit)
        .map(({ key }) => ({ key })),
    async record(bucket, seen) {
      for (const { key, entry, derived, lastSeen } of seen) {
        const known = rowsOf(bucket).get(key);
        if (entry === undefined) {
          rowsOf(bucket).set(key, { key, seenAt: now() });
          if (lastSeen !== undefined) keepMissing(bucket, { key, lastSeen });
          await note(bucket, known, { key });
        } else if (derived === true) {
          const isSame = known?.entry?.etag === entry.etag && known.entry.lastModified === entry.lastModified;
          if (isSame) rowsOf(bucket).set(key, { ...known, entry });
        } else if (known?.entry === undefined || known.entry.lastModified <= entry.lastModified)
          await put(bucket, entry, now());
      }
      dropReturned(bucket);
    },
    async keep(scan, found) {
      const { coverage, scannedUpTo, since } = scan;
      const { bucket } = coverage;
      kept.set(bucket, scan);
      if (found !== undefined) {
        const still = new Set(found.map(({ key }) => key));
        const begun = since === undefined ? Infinity : Date.parse(since);
        for (const { key, recordedAt } of missingOf(bucket).values())
          if (recordedAt <= begun && !still.has(key)) missingOf(bucket).delete(key);
        for (const target of found) keepMissing(bucket, target);
        dropReturned(bucket);
      }
      if (scannedUpTo === undefined || since === undefined) return;
      for (const row of inOrder(coverage.bucket))
        if (compareKeys(row.key, scannedUpTo) > 0 && row.seenAt <= Date.parse(since))
          rowsOf(coverage.bucket).delete(row.key);
    },
    async forget(bucket) {
      kept.delete(bucket);
      rows.delete(bucket);
      missing.delete(bucket);
    },
  };
  const outsideChanges: OutsideChanges = {
    async page({ bucket, key }, { cursor, limit }) {
      const found = noted
        .toReversed()
        .filter((one) => one.bucket === bucket && one.key === key)
        .filter(({ id }) => cursor === undefined || Number(id) < Number(cursor));
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return last === undefined ? { items } : { items, nextCursor: last.id };
    },
  };
  return { store, outsideChanges };
}

/** What a scan found at a key, with what was derived of the same link before. */
function withDerived(entry: IndexEntry, known: IndexEntry | undefined): IndexEntry {
  if (entry.kind !== 'link' || known?.kind !== 'link') return entry;
  const isSame =
    known.etag === entry.etag && known.lastModified === entry.lastModified && known.target === entry.target;
  return isSame ? { ...known, ...entry } : entry;
}
