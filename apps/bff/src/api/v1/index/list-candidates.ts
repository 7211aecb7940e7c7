import { orWithoutDatabase } from '../../../problems/database-problem.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import type { ChangeLog, KeyRef } from '../../../changes/change-log.ts';

/** More than these are no help in choosing. */
const maxCandidates = 12;

export const listCandidates: OperationHandler<'listCandidates'> = async (input, { services, permit }) => {
  const { connection, bucket, key } = input;
  const indexed = services.connections.get(connection);
  const index = openLinkIndex(indexed, permit);
  const earlier = await orWithoutDatabase(
    findEarlierTargets(services.changeLog, { connection: indexed.config.id, bucket, key }),
    [],
  );
  const items = await index.candidates({ bucket, key }, earlier, maxCandidates);
  return { items: items ?? [], coverage: await index.coverage(bucket) };
};

/** Where the link led before, newest first. */
async function findEarlierTargets(changeLog: ChangeLog, key: KeyRef): Promise<string[]> {
  const { items } = await changeLog.page(key, { limit: 100 });
  return items.flatMap(({ intent }) => (intent.before.kind === 'link' ? intent.before.link.target : []));
}
