import { compareKeys } from '@signpost/oss-protocol/rules';
import { compareHealth, isBroken, type Health } from '../health/health.ts';
import type { Forecast } from '../health/forecast.ts';
import { findSoonBroken, joinForecast, type GroupForecast } from './forecast-links.ts';
import { createFolderLinkFinder, type FolderLink } from './folder-links.ts';
import type { JudgedLink, LastSeen } from './index-entry.ts';
import type { LinkIndex } from './link-index.ts';

/**
 * Where the links of a bucket lead, in groups: pointers are what readers ask for, destinations what they reach. Lines
 * name both by their place in the lists.
 */
export interface LinkMap {
  pointers: MapPointer[];
  destinations: MapDestination[];
  /** In the order of pointers; the lines of one pointer with most links first. */
  lines: MapLine[];
  /** Groups that are not listed, since there are too many: those with trouble go first, then those with most links. */
  omitted: { pointers: number; links: number; broken: number };
}

/**
 * - `folder-link`: a folder whose links follow another folder
 * - `folder`: links of one folder that lead to different places, too many to be told one by one
 * - `link`: a single link
 */
export interface MapPointer {
  kind: 'folder-link' | 'folder' | 'link';
  /** A prefix, or the key of a single link. */
  name: string;
  links: number;
  /** Last change of any of its links, ISO 8601. */
  newest: string;
}

/**
 * - `folder`: a prefix, with what lies below it
 * - `object`: a key at the top of the bucket, or in a folder that holds links as well: such a folder is no place to follow
 * - `missing`: one or more keys at which nothing is stored
 * - `loop`: a link that leads back to itself
 * - `hidden`: targets that may not be looked at
 * - `unread`: targets of which nothing is known yet
 */
export interface MapDestination {
  kind: 'folder' | 'object' | 'missing' | 'loop' | 'hidden' | 'unread';
  /** A prefix or key; of several missing keys their folder; empty for what is hidden or unread. */
  name: string;
  /** Links of this map that lead here. */
  links: number;
  /** What is stored there; absent where nothing is, or where it may not be told. Sizes in bytes. */
  stored?: {
    objects: number;
    bytes: number;
    /** Number of objects by storage class. */
    classes: Record<string, number>;
    newest?: string;
    /** Links of the whole bucket that lead here. */
    linksIn: number;
  };
  /** Of a single missing key: what was there. */
  lastSeen?: LastSeen;
}

/** Links of one pointer that lead to one destination and have one health. */
export interface MapLine {
  from: number;
  to: number;
  health: Health;
  links: number;
  /** All links of a folder link, and all of them work. */
  whole: boolean;
  /** The first of them in key order, and where it leads. */
  first: { key: string; target?: string };
  /** Of a chain the links between, as the first of them goes. */
  via: string[];
  /** What lifecycle rules will do first to targets of these links; absent where none breaks within thirty days. */
  breaksSoon?: GroupForecast;
}

/** More links than these in one folder, which follow no other, are told as one pointer. */
const mostSingles = 12;

interface Group extends MapPointer {
  members: JudgedLink[];
}

/**
 * Groups the links whose key or target lies below a prefix.
 * @param selects narrows further; absent: all links
 * @param most pointers that are listed
 */
export function toLinkMap(
  index: LinkIndex,
  {
    prefix,
    selects,
    most,
    now,
  }: { prefix: string; selects?: (link: JudgedLink) => boolean; most: number; now: number },
): LinkMap {
  const folderLinks = index.folderLinks();
  const links = [...index.links()].filter(
    (link) =>
      (link.key.startsWith(prefix) || link.target?.startsWith(prefix) === true) && (selects?.(link) ?? true),
  );
  const groups = groupPointers(links, folderLinks);
  const ranked = groups.toSorted(
    (a, b) =>
      Number(isTroubled(b)) - Number(isTroubled(a)) || b.links - a.links || compareKeys(a.name, b.name),
  );
  const listed = ranked.slice(0, most).toSorted((a, b) => compareKeys(a.name, b.name));
  const omitted = ranked.slice(most);
  const destinations = createDestinations(index, folderLinks, links);
  const lines = listed.flatMap((group, from) =>
    drawLines(group, from, (link) => ({
      ...destinations.find(link),
      soon: findSoonBroken(index, link.key, now),
    })),
  );
  return {
    pointers: listed.map(({ members: _members, ...pointer }) => pointer),
    destinations: destinations.list(lines),
    lines,
    omitted: {
      pointers: omitted.length,
      links: omitted.reduce((sum, { links: count }) => sum + count, 0),
      broken: omitted.reduce((sum, { members }) => sum + members.filter(isTrouble).length, 0),
    },
  };
}

const isTrouble = ({ health }: JudgedLink): boolean => isBroken(health);
const isTroubled = ({ members }: Group): boolean => members.some(isTrouble);

/** Folder links, then single links, those of a crowded folder together. `links` and folder links are in key order. */
function groupPointers(links: readonly JudgedLink[], folderLinks: readonly FolderLink[]): Group[] {
  const groups = new Map<string, Group>();
  const singles = new Map<string, JudgedLink[]>();
  const findFolderLink = createFolderLinkFinder(folderLinks);
  for (const link of links) {
    const held = findFolderLink(link.key)?.prefix;
    if (held !== undefined) addTo(groups, { kind: 'folder-link', name: held }, link);
    else {
      const folder = toFolder(link.key);
      const others = singles.get(folder);
      if (others === undefined) singles.set(folder, [link]);
      else others.push(link);
    }
  }
  const result = [...groups.values()];
  for (const [folder, members] of singles) {
    if (members.length > mostSingles) result.push(toGroup({ kind: 'folder', name: folder }, members));
    else result.push(...members.map((link) => toGroup({ kind: 'link', name: link.key }, [link])));
  }
  return result;
}

function addTo(
  groups: Map<string, Group>,
  { kind, name }: Pick<Group, 'kind' | 'name'>,
  link: JudgedLink,
): void {
  const group = groups.get(name);
  if (group === undefined) {
    groups.set(name, toGroup({ kind, name }, [link]));
    return;
  }
  group.members.push(link);
  group.links += 1;
  if (link.lastModified > group.newest) group.newest = link.lastModified;
}

function toGroup(pointer: Pick<Group, 'kind' | 'name'>, members: JudgedLink[]): Group {
  const newest = members.reduce(
    (latest, link) => (link.lastModified > latest ? link.lastModified : latest),
    '',
  );
  return { ...pointer, links: members.length, newest, members };
}

type Place = Pick<MapDestination, 'kind' | 'name'>;

/** One line for each destination and health; missing targets of one folder are one destination. */
function drawLines(
  { kind, members }: Group,
  from: number,
  find: (link: JudgedLink) => { to: number; via: string[]; soon: Forecast | undefined },
): MapLine[] {
  const lines = new Map<string, MapLine>();
  for (const link of members) {
    const { to, via, soon } = find(link);
    const { key, target, health } = link;
    const id = `${to} ${health}`;
    const first = { key, ...(target === undefined ? {} : { target }) };
    const line: MapLine = lines.get(id) ?? { from, to, health, links: 0, whole: false, first, via };
    line.links += 1;
    if (soon !== undefined) line.breaksSoon = joinForecast(line.breaksSoon, soon);
    lines.set(id, line);
  }
  return [...lines.values()]
    .map((line) => ({
      ...line,
      whole: kind === 'folder-link' && line.health === 'ok' && line.links === members.length,
    }))
    .toSorted((a, b) => b.links - a.links || compareHealth(a.health, b.health) || a.to - b.to);
}

function createDestinations(
  index: LinkIndex,
  folderLinks: readonly FolderLink[],
  links: readonly JudgedLink[],
): {
  find: (link: JudgedLink) => { to: number; via: string[] };
  list: (lines: readonly MapLine[]) => MapDestination[];
} {
  const sources = new Set(folderLinks.map(({ source }) => source));
  const numbers = new Map<string, number>();
  const places: (Place & { keys: Set<string> })[] = [];

  const toNumber = (place: Place, key: string): number => {
    const id = `${place.kind} ${place.name}`;
    const known = numbers.get(id);
    if (known !== undefined) {
      places[known]?.keys.add(key);
      return known;
    }
    numbers.set(id, places.length);
    places.push({ ...place, keys: new Set([key]) });
    return places.length - 1;
  };

  /** The folder that a folder link follows, if the key lies in one; else the folder of the key. */
  function folderOf(key: string): string {
    const folder = toFolder(key);
    for (let above = folder; above !== ''; above = toFolder(above.slice(0, -1)))
      if (sources.has(above)) return above;
    return folder;
  }

  const reachedIn = countReached(links);
  const mixed = new Map<string, boolean>();
  /** Links lie in the folder too, and few of its keys are led to. */
  function isMixed(folder: string): boolean {
    if (folder === '') return true;
    const known = mixed.get(folder);
    if (known !== undefined) return known;
    const found =
      (reachedIn.get(folder)?.size ?? 0) <= mostSingles && index.links(folder).next().done !== true;
    mixed.set(folder, found);
    return found;
  }

  function placeOf(key: string): Place {
    const entry = index.get(key);
    const folder = folderOf(key);
    if (entry?.kind === 'object')
      return isMixed(folder) ? { kind: 'object', name: key } : { kind: 'folder', name: folder };
    if (entry?.kind === 'link') return { kind: 'loop', name: key };
    const asFolder = key.endsWith('/') ? key : `${key}/`;
    if (index.hasPrefix(asFolder)) return { kind: 'folder', name: asFolder };
    return index.knows(key) ? { kind: 'missing', name: folder } : { kind: 'unread', name: '' };
  }

  return {
    find({ health, target, chain }) {
      if (health === 'forbidden') return { to: toNumber({ kind: 'hidden', name: '' }, ''), via: [] };
      const last = chain.at(-1) ?? target;
      if (last === undefined || health === 'unknown')
        return { to: toNumber({ kind: 'unread', name: '' }, ''), via: [] };
      const end = health === 'self' ? { kind: 'loop' as const, name: last } : placeOf(last);
      return { to: toNumber(end, last), via: chain.slice(0, -1) };
    },
    list(lines) {
      const links = places.map(() => 0);
      for (const line of lines) links[line.to] = (links[line.to] ?? 0) + line.links;
      return places.map(({ kind, name, keys }, i) => {
        const [only] = keys.size === 1 ? keys : [];
        const destination = { kind, name: kind === 'missing' ? (only ?? name) : name, links: links[i] ?? 0 };
        const stored = describe(index, destination);
        const lastSeen = kind === 'missing' && only !== undefined ? index.lastSeen(only) : undefined;
        return {
          ...destination,
          ...(stored === undefined ? {} : { stored }),
          ...(lastSeen === undefined ? {} : { lastSeen }),
        };
      });
    },
  };
}

/** Keys that links lead to, by the folder that they lie in. */
function countReached(links: readonly JudgedLink[]): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>();
  for (const { chain } of links) {
    const last = chain.at(-1);
    if (last === undefined) continue;
    const folder = toFolder(last);
    const keys = reached.get(folder);
    if (keys === undefined) reached.set(folder, new Set([last]));
    else keys.add(last);
  }
  return reached;
}

function describe(index: LinkIndex, { kind, name }: Place): MapDestination['stored'] {
  if (kind === 'folder') {
    const { objects, bytes, classes, newest, backlinkCount } = index.rollUp(name);
    return { objects, bytes, classes, ...(newest === undefined ? {} : { newest }), linksIn: backlinkCount };
  }
  const entry = index.get(name);
  if (kind !== 'object' || entry?.kind !== 'object') return undefined;
  return {
    objects: 1,
    bytes: entry.size,
    classes: { [entry.storageClass]: 1 },
    newest: entry.lastModified,
    linksIn: index.summarizeBacklinks(name, 0)?.count ?? 0,
  };
}

/** The folder a key lies in, with its slash; empty at the top of the bucket. A key that ends in a slash lies above it. */
function toFolder(key: string): string {
  return key.slice(0, key.lastIndexOf('/', key.length - 2) + 1);
}
