import { compareKeys, findKeyProblem, isReservedKey } from '@signpost/oss-protocol/rules';
import { findSource, lastSegment } from '../index/folder-links.ts';
import type {
  AloneReason,
  FolderFile,
  FolderMove,
  FolderMoveCase,
  FolderMoveRow,
  MovableLink,
  SkipReason,
} from './folder-move.ts';
import { judgeNewTarget } from './judge-new-target.ts';
import { findNaming, toLinkKey, type LinkNaming } from './link-naming.ts';
import { indexFiles, isInFolder, sideOf, toPrefix } from './move-folders.ts';
import { applyRenaming, findRenaming, type VersionRenaming } from './version-renaming.ts';

/**
 * Plans to point a folder of links at another folder. A link moves when its target lies below `from`, whatever its own
 * name is: its key stays, and its new target is the same name below `to`, with the version in it swapped. Each file
 * of `to` that no link leads to then gets one. No two rows write the same key, none leads to its own key or takes the
 * place of a known object, and every new target is one of `objects`.
 */
export function planFolderMove(input: FolderMoveCase): FolderMove {
  const { rows: linkRows, known } = planLinks(input);
  const { prefix, from, to, renaming, way } = known;
  const objectKeys = new Set([...input.objects, ...(input.oldObjects ?? [])].map(({ key }) => key));
  const rows = [...linkRows, ...planFiles(linkRows, objectKeys, known)];
  return {
    prefix,
    from,
    to,
    renaming,
    naming: way,
    rows: rows.toSorted((a, b) => compareKeys(a.key, b.key)),
  };
}

/** The part of a move that existing links take: a row for each, in the order they come in, and what they are judged by. */
export function planLinks(input: FolderMoveCase): { rows: FolderMoveRow[]; known: Known } {
  const folders = {
    prefix: toPrefix(input.prefix),
    from: input.from === undefined ? undefined : toPrefix(input.from),
    to: toPrefix(input.to),
  };
  const files = indexFiles(input.objects, folders);
  const links = input.links.filter(({ key }) => key.startsWith(folders.prefix));
  const renaming =
    input.renaming === 'none' ? undefined : (input.renaming ?? searchRenaming(links, { ...folders, files }));
  const known: Known = {
    ...folders,
    renaming,
    way: input.naming ?? findNaming(links, { ...folders, renaming }),
    files,
    oldSizes: new Map(input.oldObjects?.map(({ key, size }) => [key, size])),
    now: input.now,
  };
  return { rows: links.map((link) => planLink(link, known)), known };
}

interface Known extends LinkNaming {
  /** Files of the new folder by key. */
  files: ReadonlyMap<string, FolderFile>;
  oldSizes: ReadonlyMap<string, number>;
  now: number;
}

function searchRenaming(
  links: readonly MovableLink[],
  { files, ...folders }: Pick<Known, 'prefix' | 'from' | 'to' | 'files'>,
): VersionRenaming | undefined {
  const { from, to } = folders;
  if (from === undefined) return undefined;
  const moving = links.filter(
    ({ key, target }) => sideOf(target, folders) === 'from' && !isInFolder(key, folders),
  );
  return findRenaming({
    from,
    to,
    names: moving.map(({ target = '' }) => target.slice(from.length)),
    newNames: [...files.keys()].map((key) => key.slice(to.length)),
  });
}

function planLink({ key, target }: MovableLink, known: Known): FolderMoveRow {
  const alone = (reason: AloneReason): FolderMoveRow => ({ kind: 'alone', key, ...reason });
  if (target === undefined) return alone({ why: 'target-unread' });
  if (isInFolder(key, known)) return alone({ why: 'in-folder', target });
  const side = sideOf(target, known);
  if (side === undefined) return alone(describeOther(key, target, known));
  const wanted =
    side === 'to'
      ? target
      : known.to + applyRenaming(target.slice((known.from ?? '').length), known.renaming);
  if (wanted === key) return alone({ why: 'own-key', target });
  const file = known.files.get(wanted);
  if (file === undefined)
    return { kind: 'missing', key, target, wanted, findings: [{ level: 'choose', code: 'target-missing' }] };
  if (wanted === target) return { kind: 'unchanged', key, target };
  if (findKeyProblem(wanted) !== undefined) return alone({ why: 'target-invalid', target, wanted });
  const findings = judgeNewTarget(file, { now: known.now, was: known.oldSizes.get(target) });
  return { kind: 'moved', key, target, next: wanted, findings };
}

/** A link that leads into neither folder; by its name it may be one that an earlier move left behind. */
function describeOther(key: string, target: string, known: Known): AloneReason {
  const found = findSource(known.prefix, { key, target });
  if (found === undefined) return { why: 'elsewhere', target };
  const name = target.slice(found.source.length);
  const from = lastSegment(found.source);
  const renamed = applyRenaming(name, { from, to: known.renaming?.to ?? lastSegment(known.to) });
  const wanted = [renamed, name]
    .map((one) => known.to + one)
    .find((one) => one !== key && known.files.has(one) && findKeyProblem(one) === undefined);
  const reason = { why: 'other-folder', target, folder: found.source } as const;
  return wanted === undefined ? reason : { ...reason, wanted };
}

/**
 * Rows for the files that no link leads to once the rows of links are applied. Folder markers are no files, and a file
 * that a link left alone could lead to is spoken for in that link's row.
 */
function planFiles(
  linkRows: readonly FolderMoveRow[],
  objectKeys: ReadonlySet<string>,
  known: Known,
): FolderMoveRow[] {
  const reached = new Set(linkRows.map(reachedBy));
  const options = new Map(
    linkRows.map((row) => [row.key, row.kind === 'alone' && 'wanted' in row && row.wanted]),
  );
  const taken = new Set(linkRows.map(({ key }) => key));
  const files = [...known.files.values()].filter(({ key }) => !key.endsWith('/') && !reached.has(key));
  return files
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .flatMap((file): FolderMoveRow[] => {
      const key = toLinkKey(file.key, 'to', known);
      if (options.get(key) === file.key) return [];
      const why = findObstacle({ key, next: file.key, taken, objectKeys }, known);
      if (why !== undefined) return [{ kind: 'skipped', key, next: file.key, why }];
      taken.add(key);
      const findings = judgeNewTarget(file, { now: known.now, was: undefined });
      return [{ kind: 'created', key, next: file.key, findings }];
    });
}

/** The file of the new folder that a link leads to after the move. */
function reachedBy(row: FolderMoveRow): string | undefined {
  return row.kind === 'moved' ? row.next : row.kind === 'unchanged' ? row.target : undefined;
}

interface NewLink {
  key: string;
  next: string;
  taken: ReadonlySet<string>;
  objectKeys: ReadonlySet<string>;
}

function findObstacle(
  { key, next, taken, objectKeys }: NewLink,
  folders: Pick<Known, 'prefix' | 'from' | 'to'>,
): SkipReason | undefined {
  if (findKeyProblem(next) !== undefined) return 'target-invalid';
  if (findKeyProblem(key) !== undefined || isReservedKey(key)) return 'key-invalid';
  if (taken.has(key)) return 'name-taken';
  if (isInFolder(key, folders)) return 'in-folder';
  return objectKeys.has(key) ? 'object-there' : undefined;
}
