import type { Renaming } from '../index/folder-links.ts';
import type { Finding } from '../write/findings.ts';
import type { VersionRenaming } from './version-renaming.ts';

/** A link below the folder of links; without a target where that could not be read. */
export interface MovableLink {
  key: string;
  target?: string | undefined;
}

/** An object of the new folder. `size` in bytes; `lastModified` ISO 8601. */
export interface FolderFile {
  key: string;
  size: number;
  lastModified: string;
}

/** A folder of links to point somewhere else. A folder that does not end in a slash is taken as if it did. */
export interface FolderMoveCase {
  /** The folder of links. */
  prefix: string;
  /** The folder they lead into now; absent for a folder of links that is to be made. */
  from?: string | undefined;
  /** The folder they shall lead into. */
  to: string;
  /** All links below `prefix`, in any order. */
  links: readonly MovableLink[];
  /** All objects below `to`, in any order: real objects only, no links. */
  objects: readonly FolderFile[];
  /** Objects below `from`, so that sizes can be compared. */
  oldObjects?: readonly Pick<FolderFile, 'key' | 'size'>[] | undefined;
  /** How names change from version to version; found where absent, `none` for the same names. */
  renaming?: VersionRenaming | 'none' | undefined;
  /** How names of links differ from those of their files; found from the links where absent. */
  naming?: Renaming | undefined;
  /** Now, as milliseconds since 1970. */
  now: number;
}

/** Why a link stays as it is. */
export type AloneReason =
  | { why: 'target-unread' }
  /** It leads into neither folder. */
  | { why: 'elsewhere'; target: string }
  /** It follows `folder`, a third one; `wanted` is the file of the new folder it could lead to, if there is one. */
  | { why: 'other-folder'; target: string; folder: string; wanted?: string }
  /** It is part of the old or the new folder itself. */
  | { why: 'in-folder'; target: string }
  /** It would lead to itself. */
  | { why: 'own-key'; target: string }
  /** OSS holds a file of that key, and no link may be written to it. */
  | { why: 'target-invalid'; target: string; wanted: string };

/** Why a file of the new folder gets no link. */
export type SkipReason =
  /** Another link has the name, or gets it. */
  | 'name-taken'
  /** A real object is stored where the link would be. */
  | 'object-there'
  /** The link would lie in the old or the new folder. */
  | 'in-folder'
  | 'key-invalid'
  | 'target-invalid';

/** What is suspicious about where a link of a plan would lead: findings of pre-flight, and one of plans alone. */
export type MoveFinding =
  | Extract<Finding, { code: 'target-missing' | 'target-empty' | 'target-shrunk' }>
  /** Written less than a minute ago, ISO 8601: the upload of its folder may not be finished. */
  | { level: 'advise'; code: 'target-young'; lastModified: string };

/** What becomes of one link, or of one file of the new folder that no link leads to. */
export type FolderMoveRow =
  | { kind: 'moved'; key: string; target: string; next: string; findings: MoveFinding[] }
  | { kind: 'created'; key: string; next: string; findings: MoveFinding[] }
  /** `wanted`, the file it should lead to, does not exist. */
  | { kind: 'missing'; key: string; target: string; wanted: string; findings: MoveFinding[] }
  | ({ kind: 'alone'; key: string } & AloneReason)
  /** It leads into the new folder already. */
  | { kind: 'unchanged'; key: string; target: string }
  /** `key` is where the link to the file `next` would be. */
  | { kind: 'skipped'; key: string; next: string; why: SkipReason };

/** A whole move: a row for each link, and for each file that no link leads to, in key order. */
export interface FolderMove {
  prefix: string;
  from: string | undefined;
  to: string;
  renaming: VersionRenaming | undefined;
  naming: Renaming;
  rows: FolderMoveRow[];
}

/** The folders of a move, each ending in a slash or empty for the top of the bucket. */
export interface MoveFolders {
  prefix: string;
  from: string | undefined;
  to: string;
}
