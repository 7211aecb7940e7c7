import { compareKeys } from '@signpost/oss-protocol/rules';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { Bucket } from './buckets.ts';
import { SUMMARY_COLUMNS } from './entry.ts';
import type { EntrySummary } from './entry.ts';
import { successorOfPrefix } from './key-order.ts';

export interface ListRequest {
  prefix: string;
  /** Empty: no grouping. */
  delimiter: string;
  /** Exclusive; empty: from the start. May be a common prefix, which is then not repeated. */
  after: string;
  limit: number;
}

export interface ListPage {
  entries: EntrySummary[];
  prefixes: string[];
  truncated: boolean;
  /** The last key or common prefix shown: where the next page goes on. */
  last: string | undefined;
}

/** Where a page of versions starts: after a key, or after one version of it. */
export interface VersionsRequest extends Omit<ListRequest, 'after'> {
  keyMarker: string;
  versionMarker: string | undefined;
}

export interface VersionsPage extends ListPage {
  /** The version of the last entry; undefined when the page ended with a common prefix. */
  lastVersion: string | undefined;
}

/** What a storage class holds; `billed` counts every object as 64 KB at least. */
export interface ClassTotal {
  count: number;
  size: number;
  billed: number;
}

const MINIMUM_BILLED = 64 * 1024;

/**
 * Ordered walks over the keys of a bucket. A page costs what it shows: rows are stepped one at a time
 * from an index, and a common prefix is left by seeking behind it, however many keys it covers.
 */
export class Listing {
  readonly #currentFrom: StatementSync;
  readonly #historyFrom: StatementSync;
  readonly #olderVersions: StatementSync;
  readonly #versionId: StatementSync;
  readonly #totals: StatementSync;

  constructor(database: DatabaseSync) {
    const shown = `SELECT ${SUMMARY_COLUMNS} FROM entries`;
    this.#currentFrom = database.prepare(
      `${shown} INDEXED BY current WHERE bucket = ? AND key >= ? AND latest = 1 AND type <> 'Marker' ORDER BY key`,
    );
    this.#historyFrom = database.prepare(
      `${shown} INDEXED BY history WHERE bucket = ? AND key >= ? ORDER BY key, id DESC`,
    );
    this.#olderVersions = database.prepare(
      `${shown} INDEXED BY history WHERE bucket = ? AND key = ? AND id < ? ORDER BY id DESC`,
    );
    this.#totals = database.prepare(
      `SELECT storage_class AS name, type = 'Marker' AS marker, count(*) AS count, sum(size) AS size,
         sum(max(size, ${MINIMUM_BILLED})) AS billed FROM entries WHERE bucket = ? GROUP BY 1, 2`,
    );
    this.#versionId = database.prepare('SELECT id FROM entries WHERE bucket = ? AND key = ? AND version = ?');
  }

  /** A page of current objects. */
  current(bucket: Bucket, request: ListRequest): ListPage {
    const collector = new PageCollector(request);
    this.#walk(this.#currentFrom, bucket, { collector, from: startAfter(request, request.after) });
    return collector.page();
  }

  /** A page of all versions and delete markers: keys ascending, versions of a key newest first. */
  versions(bucket: Bucket, request: VersionsRequest): VersionsPage {
    const { keyMarker, versionMarker } = request;
    const collector = new PageCollector({ ...request, after: keyMarker });
    const grouped = groupOf(keyMarker, request.prefix, request.delimiter) !== undefined;
    if (versionMarker !== undefined && keyMarker.startsWith(request.prefix) && !grouped) {
      const row = this.#versionId.get(bucket.id, keyMarker, versionMarker) as { id: number } | undefined;
      // A marker that has gone since: its key's remaining versions cannot be placed, go on behind it.
      if (row !== undefined) {
        for (const found of this.#olderVersions.iterate(bucket.id, keyMarker, row.id)) {
          if (collector.add(toSummary(found)) !== 'next') break;
        }
      }
    }
    if (!collector.full) {
      this.#walk(this.#historyFrom, bucket, { collector, from: startAfter(request, keyMarker) });
    }
    return collector.page();
  }

  /** Counts and sizes by storage class, old versions included. Reads the whole bucket. */
  totals(bucket: Bucket): { classes: Map<string, ClassTotal>; markers: number } {
    const classes = new Map<string, ClassTotal>();
    let markers = 0;
    for (const row of this.#totals.all(bucket.id) as unknown as (ClassTotal & {
      name: string;
      marker: number;
    })[]) {
      if (row.marker === 1) markers += row.count;
      else classes.set(row.name, { count: row.count, size: row.size, billed: row.billed });
    }
    return { classes, markers };
  }

  #walk(
    statement: StatementSync,
    bucket: Bucket,
    state: { collector: PageCollector; from: string | undefined },
  ): void {
    const { collector } = state;
    let from = state.from;
    while (from !== undefined) {
      let seek: string | undefined;
      for (const row of statement.iterate(bucket.id, from)) {
        const verdict = collector.add(toSummary(row));
        if (verdict === 'next') continue;
        if (verdict !== 'stop') seek = successorOfPrefix(verdict.skip);
        break;
      }
      from = seek;
    }
  }
}

/** The first key a page may show. */
function startAfter(request: { prefix: string; delimiter: string }, after: string): string | undefined {
  const { prefix, delimiter } = request;
  if (after === '' || compareKeys(after, prefix) < 0) return prefix;
  if (!after.startsWith(prefix)) return undefined;
  // A marker inside a group: the group was shown on an earlier page.
  const group = groupOf(after, prefix, delimiter);
  if (group !== undefined) return successorOfPrefix(group);
  return `${after}\0`;
}

function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}

function toSummary(row: unknown): EntrySummary {
  // Changed in place: a page copies a thousand of these otherwise.
  const summary = row as { -readonly [K in keyof EntrySummary]: unknown };
  summary.latest = summary.latest === 1;
  summary.restore = summary.restore === null ? undefined : JSON.parse(summary.restore as string);
  return summary as EntrySummary;
}

class PageCollector {
  full = false;
  readonly #request: ListRequest;
  readonly #entries: EntrySummary[] = [];
  readonly #prefixes: string[] = [];
  #last: string | undefined;
  #lastVersion: string | undefined;

  constructor(request: ListRequest) {
    this.#request = request;
  }

  /** Takes the next row of the walk: go on, go on behind a group, or stop. */
  add(entry: EntrySummary): 'next' | 'stop' | { skip: string } {
    const { prefix, delimiter, limit } = this.#request;
    if (!entry.key.startsWith(prefix)) return 'stop';
    if (this.#entries.length + this.#prefixes.length >= limit) {
      this.full = true;
      return 'stop';
    }
    const group = groupOf(entry.key, prefix, delimiter);
    if (group === undefined) {
      this.#entries.push(entry);
      this.#last = entry.key;
      this.#lastVersion = entry.version;
      return 'next';
    }
    this.#prefixes.push(group);
    this.#last = group;
    this.#lastVersion = undefined;
    return { skip: group };
  }

  page(): VersionsPage {
    return {
      entries: this.#entries,
      prefixes: this.#prefixes,
      truncated: this.full,
      last: this.#last,
      lastVersion: this.#lastVersion,
    };
  }
}
