import type { FolderRow } from '@signpost/api-contract';
import { findTrouble, judgeFolderLink, type Health } from '@signpost/link-model';

/** What a folder's row says. Absent members are not known, and are not shown. */
export interface FolderFacts {
  /** The folder is a link as a whole; `working` of `links` lead there and find something. */
  follows?: { source: string; working?: number; links?: number };
  /** Worst health of the links below that is worth a word; `ok` only where nothing else is. */
  health?: { worst: Health; count: number };
  /** Who points into it from outside, first name and how many more. */
  pointers?: { first: string; more: number };
  /** Links that lead into it. Nothing points into it, as far as everything has been read, when this is 0. */
  pointedAt?: number;
  /** The counts of pointers may be too small: the bucket was read in part. */
  atLeast?: true;
  /** Real objects below. */
  holds?: { objects: number; bytes: number };
  links?: number;
  /** Classes of its objects, when any is not Standard; most objects first. */
  classes?: string[];
  newest?: string;
}

/**
 * Chooses what to say of a folder. Of a bucket that was read in part only, what was found is true and every number may
 * be too small: names are said then, and pointers counted with "at least"; other numbers and praise are not.
 */
export function toFolderFacts(row: FolderRow, whole: boolean): FolderFacts {
  const { folderLink } = row;
  if (folderLink !== undefined) return toFollowingFacts(row, folderLink, whole);
  const [first] = row.pointers.first;
  const trouble = findTrouble(row.byHealth);
  return {
    ...(first === undefined
      ? {}
      : { pointers: { first, more: row.pointers.first.length - 1 + row.pointers.more } }),
    ...(trouble === undefined || trouble.health === 'unknown'
      ? {}
      : { health: { worst: trouble.health, count: trouble.count } }),
    ...(whole
      ? { pointedAt: row.pointsIn, ...toSums(row) }
      : row.pointsIn > 0
        ? { pointedAt: row.pointsIn, atLeast: true }
        : {}),
  };
}

function toFollowingFacts(
  row: FolderRow,
  folderLink: NonNullable<FolderRow['folderLink']>,
  whole: boolean,
): FolderFacts {
  const { source } = folderLink;
  const { working, links, trouble } = judgeFolderLink(folderLink);
  const health = {
    worst: trouble?.health ?? ('ok' as const),
    count: trouble?.count ?? working,
  };
  return {
    follows: whole ? { source, working, links } : { source },
    ...(whole || (trouble !== undefined && trouble.health !== 'unknown') ? { health } : {}),
    ...(whole ? { links: row.links, ...(row.newest === undefined ? {} : { newest: row.newest }) } : {}),
  };
}

function toSums(row: FolderRow): FolderFacts {
  const classes = Object.entries(row.classes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name);
  return {
    ...(row.objects === 0 ? {} : { holds: { objects: row.objects, bytes: row.bytes } }),
    ...(row.links === 0 ? {} : { links: row.links }),
    ...(classes.some((name) => name !== 'Standard') ? { classes } : {}),
    ...(row.newest === undefined ? {} : { newest: row.newest }),
  };
}
