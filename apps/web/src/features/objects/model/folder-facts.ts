import type { FolderRow } from '@signpost/api-contract';
import type { Health } from '@signpost/link-model';

/** What a folder's row says. Absent members are not known, and are not shown. */
export interface FolderFacts {
  /** The folder is a link as a whole; `arriving` of `links` lead there and find something. */
  follows?: { source: string; arriving?: number; links?: number };
  /** Worst health of the links below that is worth a word; `ok` only where nothing else is. */
  health?: { worst: Health; count: number };
  /** Who points into it from outside, first name and how many more. */
  pointers?: { first: string; more: number };
  /** Nothing points into it, as far as everything has been read. */
  pointedAt?: number;
  /** Real objects below. */
  holds?: { objects: number; bytes: number };
  links?: number;
  /** Classes of its objects, when any is not Standard; most objects first. */
  classes?: string[];
  newest?: string;
}

/** A reader trips over the first ones soonest. */
const worstFirst: readonly Health[] = [
  'missing',
  'self',
  'chained',
  'folder',
  'cold',
  'forbidden',
  'unknown',
  'ok',
];

/**
 * Chooses what to say of a folder. Of a bucket that was read in part only, what was found is true and every number may
 * be too small: names are said then, numbers and praise are not.
 */
export function toFolderFacts(row: FolderRow, whole: boolean): FolderFacts {
  const { folderLink } = row;
  if (folderLink !== undefined) return toFollowingFacts(row, folderLink, whole);
  const [first] = row.pointers.first;
  const broken = toHealth(row.byHealth);
  return {
    ...(first === undefined
      ? {}
      : { pointers: { first, more: whole ? row.pointers.first.length - 1 + row.pointers.more : 0 } }),
    ...(broken === undefined || broken.worst === 'ok' || broken.worst === 'unknown'
      ? {}
      : { health: broken }),
    ...(whole ? toSums(row) : {}),
  };
}

function toFollowingFacts(
  row: FolderRow,
  { source, following, links, byHealth }: NonNullable<FolderRow['folderLink']>,
  whole: boolean,
): FolderFacts {
  const health = toHealth(row.byHealth);
  const arriving = Math.max(0, following - (byHealth.missing ?? 0));
  const good = health?.worst === 'ok';
  return {
    follows: whole ? { source, arriving, links } : { source },
    ...(health === undefined || (good && !whole) ? {} : { health }),
    ...(whole ? { links: row.links, ...(row.newest === undefined ? {} : { newest: row.newest }) } : {}),
  };
}

function toSums(row: FolderRow): FolderFacts {
  const classes = Object.entries(row.classes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name);
  return {
    pointedAt: row.pointsIn,
    ...(row.objects === 0 ? {} : { holds: { objects: row.objects, bytes: row.bytes } }),
    ...(row.links === 0 ? {} : { links: row.links }),
    ...(classes.some((name) => name !== 'Standard') ? { classes } : {}),
    ...(row.newest === undefined ? {} : { newest: row.newest }),
  };
}

function toHealth(byHealth: FolderRow['byHealth']): FolderFacts['health'] {
  const worst = worstFirst.find((health) => (byHealth[health] ?? 0) > 0);
  return worst === undefined ? undefined : { worst, count: byHealth[worst] ?? 0 };
}
