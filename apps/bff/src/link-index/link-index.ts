import type {
  AnswerOf,
  BodyOf,
  Candidate,
  Coverage,
  Home,
  IndexedLink,
  LinkMap,
  LinkSort,
  Neighbour,
  SearchHit,
  Sibling,
  UnpointedFolder,
} from '@signpost/api-contract';
import type { Health } from '@signpost/link-model/health';
import type { LastSeen, ServedCounts } from '@signpost/link-model/index';
import type { KeyState, KnownBacklinks } from '@signpost/link-model/write';
import type { FolderChoices } from './folder-choices.ts';

/**
 * What a list of links is narrowed to: a health, links that are ok and whose headers make readers fail, or links that work
 * and break within thirty days.
 */
export type LinkCondition = Health | 'served-wrongly' | 'breaks-soon';

/** One key of one bucket. */
export interface BucketKey {
  bucket: string;
  key: string;
}

/** Where a page of links ended: the last of its rows, with the value it was sorted by. */
export interface LinkCursor extends BucketKey {
  /** A health or a time, by the order; empty where links come in the order of bucket and key. */
  value: string;
}

/** Which links of a bucket. */
export interface LinkFilter {
  /** Absent: of any health. */
  conditions?: ReadonlySet<LinkCondition> | undefined;
  prefix?: string | undefined;
  target?: string | undefined;
  /** Each word is in the key or in the target, in any case. */
  words?: readonly string[] | undefined;
}

/** Which links, in which order; among equals in the order of bucket and key. */
export interface LinkQuery extends LinkFilter {
  /** Absent: every bucket of which something is known. */
  bucket?: string | undefined;
  sort?: LinkSort | undefined;
  /** Only what comes after it. */
  after?: LinkCursor | undefined;
  limit: number;
}

/** Which links of a bucket are drawn: those whose key or target lies below `prefix`, and holds each of the words. */
export interface MapQuery {
  bucket: string;
  prefix: string;
  words?: readonly string[] | undefined;
  /** States of keys that are drawn instead of those known, by key. */
  instead?: ReadonlyMap<string, KeyState> | undefined;
}

export type LinkRollUp = AnswerOf<'rollUpLinks'>;

export interface LinkPage {
  items: IndexedLink[];
  /** Where the next page begins; absent at the end. */
  next?: LinkCursor | undefined;
  /** All that fit the query, on this page or not. */
  total: number;
  /** The same without the filter by health. */
  byHealth: Partial<Record<Health, number>>;
  served: ServedCounts;
  breaksSoon: number;
  /** Buckets with links whose lifecycle rules are not known. */
  forecastsUnknownIn: string[];
  coverage: Coverage[];
}

/** Sums of some buckets, the worst of their links and the newest of their folder links. */
export type Overview = Omit<Home, 'dailyStats'>;

/**
 * What is known of the links of one connection, as one actor may be told of it: nothing of a key outside the grant is in
 * any answer or sum. Shaped by questions, so that a database can answer them. A bucket whose index is not here is not
 * known, which its coverage says; it is never said to hold nothing.
 */
export interface LinkIndex {
  coverage(bucket: string): Promise<Coverage>;
  /** Of every bucket of which something is known and of which the actor may see something. */
  coverages(): Promise<Coverage[]>;
  overview(
    buckets: readonly { name: string; hierarchicalNamespace: boolean }[],
    most: { broken: number; soon: number; folderLinks: number },
  ): Promise<Overview>;
  links(query: LinkQuery): Promise<LinkPage>;
  /**
   * The links that {@link links} lists, summed up by what comes next below the bucket and the prefix: buckets where no bucket
   * is named, else folders and single links, in key order, the first of them.
   */
  rollUp(query: LinkFilter & { bucket?: string | undefined; limit: number }): Promise<LinkRollUp>;
  /** Those of the keys that are links, in the order of the keys. */
  linksAt(bucket: string, keys: readonly string[]): Promise<IndexedLink[]>;
  /** Links of a bucket; 0 where nothing is known of it. */
  countLinks(bucket: string): Promise<number>;
  /** Keys near a key and how links join them, the key first; none where nothing is known of the bucket. */
  neighbourhood(key: BucketKey, most: number): Promise<Neighbour[]>;
  /** Keys of links that lead to a key, in key order, how many there are, and what was at the key before nothing was. */
  backlinks(key: BucketKey, limit: number): Promise<{ items: string[]; total: number; lastSeen?: LastSeen }>;
  /** The same for a finding. Undefined: nobody can tell. */
  knownBacklinks(key: BucketKey, most: number): Promise<KnownBacklinks | undefined>;
  /** Rows of folders, and of the keys asked about those that some link leads to. */
  folders(
    asked: Pick<BodyOf<'describeFolders'>, 'bucket' | 'prefixes' | 'keys' | 'within'>,
    most: number,
  ): Promise<Omit<AnswerOf<'describeFolders'>, 'coverage'>>;
  /** Objects that a link could lead to; `earlier` are targets it had, best first. Undefined: nothing is known. */
  candidates(
    key: BucketKey,
    earlier: readonly string[],
    most: { items: number; siblings: number },
  ): Promise<{ items: Candidate[]; siblings: Sibling[] } | undefined>;
  /** Folders that the links below a prefix could follow; none where nothing is known of the bucket. */
  folderChoices(prefix: { bucket: string; prefix: string }, most: number): Promise<FolderChoices>;
  /**
   * Links of a bucket in groups and where they lead; without `unpointed` where the actor does not see the whole bucket.
   * Undefined: nothing is known of it.
   */
  map(
    query: MapQuery,
    most: { pointers: number; unpointed: number },
  ): Promise<Omit<LinkMap, 'coverage'> | undefined>;
  /** Folders below a prefix that no link leads to, largest first. Undefined: nobody can tell. */
  unpointed(query: Pick<MapQuery, 'bucket' | 'prefix'>): Promise<UnpointedFolder[] | undefined>;
  /** Keys and targets that hold every word of a text. */
  search(text: string, limit: number): Promise<{ items: SearchHit[]; more: boolean }>;
}
