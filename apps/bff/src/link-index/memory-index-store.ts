import type { IndexEntry } from '@signpost/link-model/index';
import { compareKeys } from '@signpost/oss-protocol/rules';
import type { ChangeLog } from '../changes/change-log.ts';
import type { IndexStore, KeptScan, Seen } from './index-store.ts';
import {
  isExplained,
  isTold,
  mostAsked,
  toObserved,
  type OutsideChange,
  type OutsideChanges,
} from './outside-changes.ts';

interface Row extends Seen {
  seenAt: number;
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
  const noted: OutsideChange[] = [];
  const rowsOf = (bucket: string): Map<string, Row> => {
    const found = rows.get(bucket) ?? new Map<string, Row>();
    rows.set(bucket, found);
    return found;
  };
  const inOrder = (bucket: string): Row[] =>
    [...rowsOf(bucket).values()].toSorted((a, b) => compareKeys(a.key, b.key));

  async function note(bucket: string, known: Row | undefined, { key, entry: after }: Seen): Promise<void> {
    const scan = kept.get(bucket);
    const before = known?.entry;
    if (scan === undefined || !isTold({ key, before, after })) return;
    const { scannedUpTo, coverage } = scan;
    const cameThere =
      coverage.state === 'complete' || (scannedUpTo !== undefined && compareKeys(key, scannedUpTo) <= 0);
    const since = Math.max(
      known?.seenAt ?? -Infinity,
      cameThere ? Date.parse(scan.since ?? coverage.scannedAt ?? '') : -Infinity,
    );
    if (!Number.isFinite(since)) return;
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
    async replace(bucket, { after, upTo }, { entries, since }) {
      const begun = Date.parse(since);
      const found = new Set(entries.map(({ key }) => key));
      for (const row of inOrder(bucket)) {
        const isIn =
          compareKeys(row.key, after) > 0 && (upTo === undefined || compareKeys(row.key, upTo) <= 0);
        if (!isIn || row.seenAt > begun || found.has(row.key)) continue;
        rowsOf(bucket).delete(row.key);
        await note(bucket, row, { key: row.key });
      }
      for (const entry of entries) {
        const known = rowsOf(bucket).get(entry.key);
        if ((known?.seenAt ?? -Infinity) <= begun) await put(bucket, withDerived(entry, known?.entry), begun);
      }
    },
    async record(bucket, seen) {
      for (const { key, entry, derived } of seen) {
        const known = rowsOf(bucket).get(key);
        if (entry === undefined) {
          rowsOf(bucket).set(key, { key, seenAt: now() });
          await note(bucket, known, { key });
        } else if (derived === true) {
          const isSame = known?.entry?.etag === entry.etag && known.entry.lastModified === entry.lastModified;
          if (isSame) rowsOf(bucket).set(key, { ...known, entry });
        } else if (known?.entry === undefined || known.entry.lastModified <= entry.lastModified)
          await put(bucket, entry, now());
      }
    },
    async keep(scan) {
      const { coverage, scannedUpTo, since } = scan;
      kept.set(coverage.bucket, scan);
      if (scannedUpTo === undefined || since === undefined) return;
      for (const row of inOrder(coverage.bucket))
        if (compareKeys(row.key, scannedUpTo) > 0 && row.seenAt <= Date.parse(since))
          rowsOf(coverage.bucket).delete(row.key);
    },
    async forget(bucket) {
      kept.delete(bucket);
      rows.delete(bucket);
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
