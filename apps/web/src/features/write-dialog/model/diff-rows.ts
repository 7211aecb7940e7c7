import { type HttpHeaderName, httpHeaderNames } from '@signpost/oss-protocol/rules';
import type { KeyState, LinkDraft, Read, UnreadReason } from '@signpost/link-model/write';

/** What a row of "now and then" is about. */
export type DiffSubject =
  | { part: 'target' | 'storageClass' | 'acl' }
  | { part: 'header'; name: HttpHeaderName }
  | { part: 'metadata' | 'tag'; name: string };

/** One value before a write: known, absent, or not read and why. */
export type Before = { value: string | null } | { unread: UnreadReason };

/** One value of a link before and after a write. `after` is null where nothing will stand. */
export interface DiffRow {
  subject: DiffSubject;
  before: Before;
  after: string | null;
  changes: boolean;
}

/**
 * Lays the state of a key beside what would be written, value by value: target first, then what rides along.
 * A value that could not be read counts as changing, since nobody can say that it stays.
 */
export function toDiffRows(now: KeyState, after: LinkDraft | null): DiffRow[] {
  const link = now.kind === 'link' ? now.link : undefined;
  const single = (part: 'target' | 'storageClass' | 'acl'): DiffRow => {
    const read: Read<string> | undefined =
      link === undefined ? undefined : part === 'target' ? { known: true, value: link.target } : link[part];
    return toRow(
      { part },
      toBefore(read, (value) => value),
      after?.[part] ?? null,
    );
  };
  const header = (name: HttpHeaderName): DiffRow =>
    toRow(
      { part: 'header', name },
      toBefore(link?.headers, (headers) => headers[name] ?? null),
      after?.headers[name] ?? null,
    );
  const named = (part: 'metadata' | 'tag'): DiffRow[] => {
    const read = part === 'tag' ? link?.tags : link?.metadata;
    const values = (part === 'tag' ? after?.tags : after?.metadata) ?? {};
    return [...new Set([...Object.keys(knownOf(read) ?? {}), ...Object.keys(values)])].map((name) =>
      toRow(
        { part, name },
        toBefore(read, (map) => map[name] ?? null),
        values[name] ?? null,
      ),
    );
  };
  return [
    single('target'),
    single('storageClass'),
    single('acl'),
    ...httpHeaderNames
      .filter((name) => knownOf(link?.headers)?.[name] !== undefined || after?.headers[name] !== undefined)
      .map(header),
    ...named('metadata'),
    ...named('tag'),
  ];
}

/** The rows that a person has to answer at: the target, and whatever does not stay as it is. */
export function rowsThatMatter(rows: readonly DiffRow[]): DiffRow[] {
  return rows.filter((row) => row.subject.part === 'target' || row.changes);
}

/** The rows that stay, apart from the target. */
export function rowsKept(rows: readonly DiffRow[]): DiffRow[] {
  return rows.filter((row) => row.subject.part !== 'target' && !row.changes && row.after !== null);
}

/** Tells two rows of one table apart. */
export function rowName({ subject }: DiffRow): string {
  return 'name' in subject ? `${subject.part}:${subject.name}` : subject.part;
}

function toRow(subject: DiffSubject, before: Before, after: string | null): DiffRow {
  return { subject, before, after, changes: 'unread' in before || before.value !== after };
}

function toBefore<T>(read: Read<T> | undefined, pick: (value: T) => string | null): Before {
  if (read === undefined) return { value: null };
  if (read.known) return { value: pick(read.value) };
  const partial = read.partial === undefined ? null : pick(read.partial);
  return partial === null ? { unread: read.why } : { value: partial };
}

function knownOf<T>(read: Read<T> | undefined): T | undefined {
  return read === undefined ? undefined : read.known ? read.value : read.partial;
}
