import {
  brokenHeaderValueRule,
  isTagName,
  isTagValue,
  isUserMetadataName,
  maxUserMetadataBytes,
  tagLimits,
  type HttpHeaderName,
  httpHeaderNames,
  type HttpHeaders,
  type ObjectAcl,
  type StorageClass,
} from '@signpost/oss-protocol/rules';

/** One line of a table of names and values while it is typed. `id` keeps the line apart from its text. */
export interface NamedLine {
  id: number;
  name: string;
  value: string;
}

/** What a new link is given besides its target. `undefined` leaves the choice to the server's default. */
export interface NewLinkSettings {
  inheritHeaders: boolean;
  storageClass: StorageClass | undefined;
  acl: ObjectAcl | undefined;
  headers: HttpHeaders;
  metadata: readonly NamedLine[];
  tags: readonly NamedLine[];
}

export const defaultSettings: NewLinkSettings = {
  inheritHeaders: true,
  storageClass: undefined,
  acl: undefined,
  headers: {},
  metadata: [],
  tags: [],
};

/** Limits of OSS: user metadata in bytes of all names and values (PutSymlink), tags in number (PutObjectTagging). */
export const limits = { metadataBytes: maxUserMetadataBytes, tags: tagLimits.count } as const;

export type LineProblem =
  | 'name-empty'
  | 'metadata-name'
  | 'metadata-value'
  | 'tag-name'
  | 'tag-value'
  | 'duplicate';

const encoder = new TextEncoder();

/** Bytes that count against the limit of user metadata. */
export function metadataBytes(lines: readonly NamedLine[]): number {
  return lines.reduce((sum, { name, value }) => sum + encoder.encode(name + value).length, 0);
}

/** What is wrong with single lines of metadata, by the line's id. */
export function findMetadataProblems(lines: readonly NamedLine[]): ReadonlyMap<number, LineProblem> {
  return findProblems(lines, ({ name, value }) => {
    if (!isUserMetadataName(name)) return 'metadata-name';
    return brokenHeaderValueRule(value) === undefined ? undefined : 'metadata-value';
  });
}

/** What is wrong with single tags, by the line's id. */
export function findTagProblems(lines: readonly NamedLine[]): ReadonlyMap<number, LineProblem> {
  return findProblems(
    lines,
    ({ name, value }) => {
      if (!isTagName(name)) return 'tag-name';
      return isTagValue(value) ? undefined : 'tag-value';
    },
    (name) => name,
  );
}

/** Tells whether a new link may be written with these settings. */
export function areSettingsValid(settings: NewLinkSettings): boolean {
  return (
    findMetadataProblems(settings.metadata).size === 0 &&
    metadataBytes(settings.metadata) <= limits.metadataBytes &&
    findTagProblems(settings.tags).size === 0 &&
    settings.tags.length <= limits.tags &&
    httpHeaderNames.every((name) => brokenHeaderValueRule(settings.headers[name] ?? '') === undefined)
  );
}

/** Lines as a map of names to values. */
export function toMap(lines: readonly NamedLine[]): Record<string, string> {
  return Object.fromEntries(lines.map(({ name, value }) => [name, value]));
}

/** The headers a person set, without those left empty. */
export function toSetHeaders(headers: HttpHeaders): HttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [HttpHeaderName, string] => entry[1] !== ''),
  );
}

// Metadata names are headers: those that differ only in case are one name.
function findProblems(
  lines: readonly NamedLine[],
  judge: (line: NamedLine) => LineProblem | undefined,
  fold: (name: string) => string = (name) => name.toLowerCase(),
): ReadonlyMap<number, LineProblem> {
  const problems = new Map<number, LineProblem>();
  const seen = new Set<string>();
  for (const line of lines) {
    const problem = line.name === '' ? 'name-empty' : seen.has(fold(line.name)) ? 'duplicate' : judge(line);
    if (problem !== undefined) problems.set(line.id, problem);
    seen.add(fold(line.name));
  }
  return problems;
}
