import type { Candidate } from '@signpost/api-contract';
import { suggestTargets, type IndexEntry, type LinkIndex } from '@signpost/link-model/index';
import { orWithoutDatabase } from '../../../problems/database-problem.ts';
import { readIndexes } from '../../../link-index/restrict-indexes.ts';
import type { OperationHandler } from '../../operation.ts';
import type { ChangeLog, KeyRef } from '../../../changes/change-log.ts';

/** More than these are no help in choosing. */
const maxCandidates = 12;

export const listCandidates: OperationHandler<'listCandidates'> = async (input, { services, permit }) => {
  const { connection, bucket, key } = input;
  const indexed = services.connections.get(connection);
  const { config } = indexed;
  const indexes = await readIndexes(indexed, permit);
  const index = indexes.get(bucket);
  const coverage = indexes.coverage(bucket);
  if (index === undefined) return { items: [], coverage };
  const targets = await orWithoutDatabase(
    findEarlierTargets(services.changeLog, { connection: config.id, bucket, key }),
    [],
  );
  const earlier = targets.flatMap((target) => toCandidate(index, target, 'earlier'));
  const similar = suggestTargets(index, key).flatMap((one) => toCandidate(index, one.key, one.why));
  const all = [...earlier, ...similar];
  // A key found twice is proposed once, for the better reason.
  const items = all.filter((one, i) => all.findIndex((other) => other.key === one.key) === i);
  return { items: items.slice(0, maxCandidates), coverage };
};

/** Where the link led before, newest first. */
async function findEarlierTargets(changeLog: ChangeLog, key: KeyRef): Promise<string[]> {
  const { items } = await changeLog.page(key, { limit: 100 });
  return items.flatMap(({ intent }) => (intent.before.kind === 'link' ? intent.before.link.target : []));
}

/** Only a stored object can repair a link. */
function toCandidate(index: LinkIndex, key: string, why: Candidate['why']): Candidate[] {
  const entry: IndexEntry | undefined = index.get(key);
  if (entry?.kind !== 'object') return [];
  const { size, lastModified, storageClass } = entry;
  return [{ key, why, size, lastModified, storageClass }];
}
