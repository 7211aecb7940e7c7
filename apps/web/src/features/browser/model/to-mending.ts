import type { ResolvedLink } from '@signpost/api-contract';
import type { QueryClient } from '@tanstack/react-query';
import { findRemedy } from '../../../shared/actions/list-actions.ts';
import { toRemedySearch } from '../../../shared/actions/to-remedy-search.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import type { ListRow } from './list-rows.ts';
import { toRowThing } from './row-thing.ts';

/** What the address says when the link of a row is mended; undefined where there is nothing to mend. */
export async function toMending(
  queryClient: QueryClient,
  row: ListRow,
  { connection, bucket, link }: BucketRef & { link: ResolvedLink | undefined },
): Promise<BrowserSearch | undefined> {
  const { facts } = toRowThing(row, { bucket, folder: undefined, link, linksUnsupported: false });
  const remedy = findRemedy(row.id, facts);
  return (
    remedy && toRemedySearch(queryClient, { connection, bucket, key: row.id }, { opens: remedy.opens, facts })
  );
}
