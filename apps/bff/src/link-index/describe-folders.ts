import { compareKeys } from '@signpost/oss-protocol/rules';
import type { FolderRow, IndexedFolderLink } from '@signpost/api-contract';
import { forecastBelow, type FolderLink, type LinkIndex } from '@signpost/link-model/index';
import { keepAnswer } from './keep-answer.ts';

/** Rows that are kept: those of some pages of folders. */
const mostRows = 10_000;

/** What lies below some prefixes, and who leads there. */
export function describeFolders(
  index: LinkIndex,
  { bucket, prefixes }: { bucket: string; prefixes: readonly string[] },
  { most, now }: { most: number; now: number },
): FolderRow[] {
  const derive = (): Map<string, FolderRow> => new Map();
  const rows = keepAnswer(index, now, { name: `folders ${most}`, derive });
  if (rows.size > mostRows) rows.clear();
  return prefixes.map((prefix) => {
    const row =
      rows.get(prefix) ?? describe(index, { bucket, prefix, folderLinks: index.folderLinks(), most, now });
    rows.set(prefix, row);
    return row;
  });
}

interface Question {
  bucket: string;
  prefix: string;
  folderLinks: readonly FolderLink[];
  /** Backlinks that are named. */
  most: number;
  now: number;
}

function describe(index: LinkIndex, question: Question): FolderRow {
  const { bucket, prefix, now } = question;
  const sum = index.rollUp(prefix);
  const breaksSoon = sum.links === 0 ? undefined : forecastBelow(index, prefix, now);
  const own = index.folderLinkAt(prefix);
  const folderLink: IndexedFolderLink | undefined = own === undefined ? undefined : { bucket, ...own };
  return {
    ...sum,
    ...(folderLink === undefined ? {} : { folderLink }),
    ...(breaksSoon === undefined ? {} : { breaksSoon }),
    backlinks: nameBacklinks(index, question),
  };
}

/** Folder links by their prefix, single links by their key, those with most links first: `latest/ and 3 more`. */
function nameBacklinks(index: LinkIndex, { prefix, folderLinks, most }: Question): FolderRow['backlinks'] {
  const counts = new Map<string, number>();
  for (const key of index.backlinksInto(prefix)) {
    const part = folderLinks.find((link) => key.startsWith(link.prefix));
    // A link from within says nothing about who depends on the folder.
    if (key.startsWith(prefix)) continue;
    const name = part?.prefix ?? key;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts]
    .toSorted(
      ([a, more], [b, less]) =>
        less - more || Number(b.endsWith('/')) - Number(a.endsWith('/')) || compareKeys(a, b),
    )
    .map(([name]) => name);
  return { first: sorted.slice(0, most), more: Math.max(0, sorted.length - most) };
}
