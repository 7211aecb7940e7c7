import type { FolderRow } from '@signpost/api-contract';
import { isBroken, type Health } from '@signpost/link-model/health';
import type { ShownHealth } from '../../../shared/lib/shown-health.ts';
import { judgeFolderLink, listTroubles } from '@signpost/link-model/index';

/** What a folder's row says. Absent members are not known, and are not shown. */
export interface FolderFacts {
  /** The folder is a link as a whole; `working` of `links` lead there and find something. */
  follows?: { source: string; working?: number; links?: number };
  /**
   * Worst health of the links below that is worth a word, and how many are broken, or served wrongly where none is;
   * `ok` only where nothing else is.
   * `kinds`: where they are broken in more than one way, how many in which, worst first.
   */
  health?: { worst: ShownHealth; count: number; kinds?: readonly { health: Health; count: number }[] };
  /** Who points into it from outside, first name and how many more. */
  backlinks?: { first: string; more: number };
  /** Links that lead into it. Nothing points into it, as far as everything has been read, when this is 0. */
  backlinkCount?: number;
  /** The counts of backlinks may be too small: the bucket was read in part. */
  atLeast?: true;
  /** Real objects below. */
  holds?: { objects: number; bytes: number };
  links?: number;
  /** What breaks links below that work now, first. */
  soon?: FolderRow['breaksSoon'];
  /** Classes of its objects, when any is not Standard; most objects first. */
  classes?: string[];
  newest?: string;
}

/**
 * Chooses what to say of a folder. Of a bucket that was read in part only, what was found is true and every number may
 * be too small: names are said then, and backlinks counted with "at least"; other numbers and praise are not. `scannedAt`: when that was.
 */
export function toFolderFacts(row: FolderRow, whole: boolean, scannedAt?: string): FolderFacts {
  const { folderLink, breaksSoon } = row;
  const soon = breaksSoon && { soon: breaksSoon };
  if (folderLink !== undefined) return { ...toFollowingFacts(row, folderLink, whole), ...soon };
  const [first] = row.backlinks.first;
  const broken = toBroken(row.byHealth) ?? toServed(row);
  return {
    ...soon,
    ...(first === undefined
      ? {}
      : { backlinks: { first, more: row.backlinks.first.length - 1 + row.backlinks.more } }),
    ...(broken === undefined ? {} : { health: broken }),
    ...(whole
      ? { ...toBacklinkCount(row, scannedAt), ...toSums(row) }
      : row.backlinkCount > 0
        ? { backlinkCount: row.backlinkCount, atLeast: true }
        : {}),
  };
}

/**
 * How many links lead into a folder. Of one that the scan did not find, or that changed since, "none" would be a
 * guess: the other writer may have made links as well.
 */
function toBacklinkCount(
  { backlinkCount, newest }: FolderRow,
  scannedAt: string | undefined,
): Pick<FolderFacts, 'backlinkCount'> {
  const read = newest !== undefined && (scannedAt === undefined || newest <= scannedAt);
  return backlinkCount > 0 || read ? { backlinkCount: backlinkCount } : {};
}

/** All links that are broken, under the name of the worst; undefined where none is. */
function toBroken(byHealth: FolderRow['byHealth']): FolderFacts['health'] {
  const kinds = listTroubles(byHealth).filter(({ health }) => isBroken(health));
  const [worst] = kinds;
  if (worst === undefined) return undefined;
  const count = kinds.reduce((sum, kind) => sum + kind.count, 0);
  return { worst: worst.health, count, ...(kinds.length > 1 ? { kinds } : {}) };
}

/** Links whose headers make readers fail, as far as they were checked. */
function toServed({ served }: FolderRow): FolderFacts['health'] {
  return served.wrong === 0 ? undefined : { worst: 'served-wrongly', count: served.wrong };
}

function toFollowingFacts(
  row: FolderRow,
  folderLink: NonNullable<FolderRow['folderLink']>,
  whole: boolean,
): FolderFacts {
  const { source } = folderLink;
  const { working, links, trouble } = judgeFolderLink(folderLink);
  const found = toBroken(folderLink.byHealth) ?? toServed(row);
  const health = found ?? {
    worst: trouble?.health ?? ('ok' as const),
    count: trouble?.count ?? working,
  };
  return {
    follows: whole ? { source, working, links } : { source },
    ...(whole || found !== undefined ? { health } : {}),
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
