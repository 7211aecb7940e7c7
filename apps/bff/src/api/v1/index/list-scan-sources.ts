import type { AnswerOf } from '@signpost/api-contract';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { restrictIndexes } from '../../../link-index/restrict-indexes.ts';
import { findSources, type ScanSources } from '../../../link-index/scan-sources.ts';
import { estimateScan } from '../../estimate-scan.ts';
import type { OperationHandler } from '../../operation.ts';
import { demandWhole } from '../../demand-whole.ts';

/** Links on a page of the metadata index. */
const metaPage = 100;

type Answer = AnswerOf<'listScanSources'>;

/** Asked when somebody opens the dialog: it costs calls. */
export const listScanSources: OperationHandler<'listScanSources'> = async (input, { services, permit }) => {
  const { bucket } = input;
  const connection = services.connections.get(input.connection);
  const mayRead = demandWhole(input, permit);
  await connection.facts.get(bucket);
  const index = openLinkIndex(connection, permit);
  const coverage = await estimateScan(index, { connection, coverage: await index.coverage(bucket) });
  const wasScanned = restrictIndexes(connection, permit).get(bucket) !== undefined;
  const links = wasScanned ? await index.countLinks(bucket) : undefined;
  // Before the first scan, every key may be a link.
  const most = links ?? coverage.estimatedKeys;
  const { inventories, metaQuery } = await findSources({ connection, bucket, mayRead });
  return {
    list: { calls: coverage.estimatedCalls, most: coverage.estimatedMost },
    inventories: (inventories ?? []).map((one) => toInventory(one, most)),
    ...(inventories === undefined ? { inventoriesDenied: true } : {}),
    metaQuery: {
      state: metaQuery,
      ...(links === undefined ? {} : { calls: toPages(links) }),
      // Where each leads, and what is there.
      ...(most === undefined ? {} : { most: toPages(most) + 2 * most }),
    },
  };
};

const toPages = (links: number): number => 1 + Math.max(1, Math.ceil(links / metaPage));

function toInventory(
  {
    configuration,
    newest,
    unusable,
    missingColumns,
    isOlder,
  }: NonNullable<ScanSources['inventories']>[number],
  mostLinks: number | undefined,
): Answer['inventories'][number] {
  const { id, frequency, destination } = configuration;
  const common = {
    id,
    frequency,
    ...(unusable === 'not-readable' ? {} : { destination: destination.bucket }),
    ...(missingColumns.length === 0 ? {} : { missingColumns }),
  };
  if (newest === undefined) return { ...common, unusable };
  const { createdAt, files } = newest.content;
  // Its configuration, the search for its manifest and that itself; each file for its checksum, then for its rows.
  const calls = 4 + 2 * files.length;
  return {
    ...common,
    createdAt,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    calls,
    ...(mostLinks === undefined ? {} : { most: calls + mostLinks }),
    ...(isOlder ? { unusable: 'older' } : {}),
  };
}
