import { compareKeys } from '@signpost/oss-protocol/rules';
import type { FolderRow, IndexedFolderLink } from '@signpost/api-contract';
import type { FolderLink, LinkIndex } from '@signpost/link-model/index';
import { readIndexes } from '../../../link-index/restrict-indexes.ts';
import type { OperationHandler } from '../../operation.ts';

/** Backlinks a row has room for. */
const maxNamed = 3;

export const describeFolders: OperationHandler<'describeFolders'> = async (input, { services, permit }) => {
  const indexes = await readIndexes(services.connections.get(input.connection), permit);
  const index = indexes.get(input.bucket);
  const coverage = indexes.coverage(input.bucket);
  if (index === undefined) return { items: [], keyBacklinks: [], coverage };
  const folderLinks = index.folderLinks();
  const items = input.prefixes.map((prefix) =>
    describe(index, { bucket: input.bucket, prefix, folderLinks }),
  );
  const keyBacklinks = (input.keys ?? []).flatMap((key) => index.summarizeBacklinks(key, maxNamed) ?? []);
  return { items, keyBacklinks, coverage };
};

interface Question {
  bucket: string;
  prefix: string;
  folderLinks: readonly FolderLink[];
}

function describe(index: LinkIndex, { bucket, prefix, folderLinks }: Question): FolderRow {
  const sum = index.rollUp(prefix);
  const own = folderLinks.find((link) => link.prefix === prefix);
  const folderLink: IndexedFolderLink | undefined = own === undefined ? undefined : { bucket, ...own };
  return {
    ...sum,
    ...(folderLink === undefined ? {} : { folderLink }),
    backlinks: nameBacklinks(index, prefix, folderLinks),
  };
}

/** Folder links by their prefix, single links by their key: `latest/ and 3 more`. */
function nameBacklinks(
  index: LinkIndex,
  prefix: string,
  folderLinks: readonly FolderLink[],
): FolderRow['backlinks'] {
  const names = new Set<string>();
  for (const key of index.backlinksInto(prefix)) {
    const part = folderLinks.find((link) => key.startsWith(link.prefix));
    // A link from within says nothing about who depends on the folder.
    if (!key.startsWith(prefix)) names.add(part?.prefix ?? key);
  }
  const sorted = [...names].toSorted(
    (a, b) => Number(b.endsWith('/')) - Number(a.endsWith('/')) || compareKeys(a, b),
  );
  return { first: sorted.slice(0, maxNamed), more: Math.max(0, sorted.length - maxNamed) };
}
