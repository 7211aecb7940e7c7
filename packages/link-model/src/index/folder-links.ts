import { compareKeys } from '@signpost/oss-protocol/rules';
import { compareHealth, type Health } from '../health/health.ts';
import { foldersOf } from './key-order.ts';

/**
 * How names differ between a folder link and its source.
 * - `same`: not at all
 * - `version-dropped`: the source's folder name is part of its names (`cli-2.14.0.tgz`), the links' names go without (`cli.tgz`)
 * - `version-swapped`: the links' names carry the link folder's name instead (`cli-latest.tgz`)
 */
export type Renaming = 'same' | 'version-dropped' | 'version-swapped';

/** A prefix whose links all lead to the same relative names under another prefix. Derived, never stored in OSS. */
export interface FolderLink {
  prefix: string;
  source: string;
  /** The strongest renaming any of its links needs. */
  renaming: Renaming;
  /** Links below the prefix, whatever they lead to. */
  links: number;
  /** Of those, links that follow `source`. */
  following: number;
  /** Of those that follow, links whose readers get what lies there: `8` in `8 of 9 · 1 missing`. */
  working: number;
  byHealth: Partial<Record<Health, number>>;
  /** Of all its links, those known to be served wrongly. */
  servedWrongly: number;
  /** Where the links are that do not count as working, most first: together with `working` they are all. */
  rest: FolderLinkRest[];
  /** Last change of any of its links. */
  newest: string;
}

/** Links of a folder link that follow another prefix, or nothing, or that do not work. */
export interface FolderLinkRest {
  /** The prefix that they follow; absent where their names fit nowhere. */
  source?: string;
  health: Health;
  links: number;
  /** Name, below the folder link, of the first of them in key order. */
  first: string;
}

/** One link as far as folder links need it. */
export interface FollowingLink {
  key: string;
  target: string | undefined;
  health: Health;
  /** Its headers make readers fail; absent while that was not looked at. */
  servedWrongly?: readonly unknown[];
  lastModified: string;
}

/** From none to the strongest. */
export const renamings: readonly Renaming[] = ['same', 'version-dropped', 'version-swapped'];

/** What is needed to derive folder links: the links in key order, and whether a prefix holds real objects. */
export interface FolderLinkInput {
  links: readonly FollowingLink[];
  hasObjects: (prefix: string) => boolean;
}

/**
 * Finds the highest prefixes without real objects, with at least two links, whose links follow one source for
 * the most part (two of three). Prefixes below a folder link are part of it and are not listed again.
 */
export function deriveFolderLinks({ links, hasObjects }: FolderLinkInput): FolderLink[] {
  return findFolderLinks(
    links.map(({ key }) => key),
    (prefix) => {
      const members = links.filter(({ key }) => key.startsWith(prefix));
      return members.length < 2 || hasObjects(prefix) ? undefined : judgeFolder(prefix, members);
    },
  );
}

/** The same for whoever knows the links of a folder without looking at all. `keys` are those of the links, in key order. */
export function findFolderLinks(
  keys: Iterable<string>,
  judge: (prefix: string) => FolderLink | undefined,
): FolderLink[] {
  const found: FolderLink[] = [];
  let before = '';
  for (const key of keys) {
    const above = found.at(-1);
    if (above !== undefined && key.startsWith(above.prefix)) continue;
    for (const folder of foldersOf(key)) {
      // The top of the bucket is none, and of a folder that holds the key before it is known.
      if (folder === '' || before.startsWith(folder)) continue;
      const folderLink = judge(folder);
      if (folderLink === undefined) continue;
      found.push(folderLink);
      break;
    }
    before = key;
  }
  return found;
}

/**
 * A folder below a folder link: it follows the same folder below the source, whatever it holds. Undefined where real
 * objects are in it, or where none of its links follow.
 */
export function deriveSubFolderLink(
  above: FolderLink,
  prefix: string,
  { links, hasObjects }: FolderLinkInput,
): FolderLink | undefined {
  return hasObjects(prefix) ? undefined : judgeFolder(prefix, links, above.prefix);
}

/** The prefixes a link could follow as part of the folder `prefix`, each with the renaming that makes it fit. */
export function findSource(
  prefix: string,
  link: Pick<FollowingLink, 'key' | 'target'>,
): { source: string; renaming: Renaming } | undefined {
  if (link.target === undefined) return undefined;
  const relative = link.key.slice(prefix.length);
  const levels = relative.split('/').length;
  const segments = link.target.split('/');
  if (segments.length <= levels) return undefined;
  const source = `${segments.slice(0, segments.length - levels).join('/')}/`;
  if (source === prefix) return undefined;
  const theirs = segments.slice(segments.length - levels).join('/');
  const renaming = renamings.find((way) => rename(theirs, { way, prefix, source }) === relative);
  return renaming === undefined ? undefined : { source, renaming };
}

/** The name below `prefix` under which a name below `source` appears. */
export function rename(
  name: string,
  { way, prefix, source }: { way: Renaming; prefix: string; source: string },
): string {
  return renameVersion(name, { way, version: lastSegment(source), channel: lastSegment(prefix) });
}

/** The same where the version in the names is given: `channel` is what takes its place when it is swapped. */
export function renameVersion(
  name: string,
  { way, version, channel }: { way: Renaming; version: string; channel: string },
): string {
  if (way === 'same') return name;
  const slash = name.lastIndexOf('/') + 1;
  const file = name.slice(slash);
  const at = file.indexOf(version);
  if (version === '' || at < 0) return name;
  const [before, after] = [file.slice(0, at), file.slice(at + version.length)];
  return (
    name.slice(0, slash) +
    (way === 'version-swapped' ? before + channel + after : dropSeparator(before, after))
  );
}

/** `cli-` + `.tgz` → `cli.tgz`, `` + `-cli.tgz` → `cli.tgz`: one separator goes with the version. */
function dropSeparator(before: string, after: string): string {
  if (/[-_.]$/.test(before)) return before.slice(0, -1) + after;
  return /^[-_.]/.test(after) ? before + after.slice(1) : before + after;
}

/**
 * Finds the folder link that holds a key, for keys that are asked about in key order. `folderLinks` are in key order too,
 * and none is below another one.
 */
export function createFolderLinkFinder(
  folderLinks: readonly FolderLink[],
): (key: string) => FolderLink | undefined {
  let at = 0;
  return (key) => {
    for (; at < folderLinks.length; at += 1) {
      const folderLink = folderLinks[at];
      if (folderLink === undefined || key.startsWith(folderLink.prefix)) return folderLink;
      if (compareKeys(folderLink.prefix, key) > 0) return undefined;
    }
    return undefined;
  };
}

/** Name of the folder that a prefix ends with, without its slash; empty for the top of the bucket. */
export function lastSegment(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf('/', prefix.length - 2) + 1, -1);
}

/**
 * Tells what links of a folder follow; undefined where too few follow one folder.
 * @param members links below the prefix, in key order
 * @param base the folder link that the prefix is part of, or the prefix itself
 */
export function judgeFolder(
  prefix: string,
  members: readonly FollowingLink[],
  base = prefix,
): FolderLink | undefined {
  const below = prefix.slice(base.length);
  const votes = new Map<string, number>();
  const byHealth: Partial<Record<Health, number>> = {};
  const needed = new Map<string, Renaming>();
  let newest = '';
  const followed = members.map((link) => {
    byHealth[link.health] = (byHealth[link.health] ?? 0) + 1;
    if (link.lastModified > newest) newest = link.lastModified;
    const found = findSource(base, link);
    if (found === undefined) return { link, source: undefined };
    const source = found.source + below;
    if (link.target?.startsWith(source) !== true) return { link, source: undefined };
    votes.set(source, (votes.get(source) ?? 0) + 1);
    const before = needed.get(source) ?? 'same';
    needed.set(
      source,
      renamings.indexOf(found.renaming) > renamings.indexOf(before) ? found.renaming : before,
    );
    return { link, source };
  });
  const ranked = [...votes].sort(([a, m], [b, n]) => n - m || compareKeys(a, b));
  const matched = ranked.reduce((sum, [, count]) => sum + count, 0);
  const best = ranked[0];
  if (best === undefined || matched * 3 < members.length * 2) return undefined;
  const [source, following] = best;
  const others = followed.filter((one) => one.source !== source || one.link.health !== 'ok');
  return {
    prefix,
    source,
    renaming: needed.get(source) ?? 'same',
    links: members.length,
    following,
    working: members.length - others.length,
    byHealth,
    servedWrongly: members.filter(({ servedWrongly = [] }) => servedWrongly.length > 0).length,
    rest: groupRest(prefix, others),
    newest,
  };
}

function groupRest(
  prefix: string,
  links: readonly { link: FollowingLink; source: string | undefined }[],
): FolderLinkRest[] {
  const groups = new Map<string, FolderLinkRest>();
  for (const { link, source } of links) {
    const name = `${link.health} ${source ?? ''}`;
    const group = groups.get(name);
    if (group === undefined)
      groups.set(name, {
        ...(source === undefined ? {} : { source }),
        health: link.health,
        links: 1,
        first: link.key.slice(prefix.length),
      });
    else group.links += 1;
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.links - a.links || compareHealth(a.health, b.health) || compareKeys(a.source ?? '', b.source ?? ''),
  );
}
