import { orWithoutDatabase } from '../../../problems/database-problem.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import type { OperationHandler } from '../../operation.ts';
import type { ChangeLog, KeyRef } from '../../../changes/change-log.ts';

/** More than these are no help in choosing. */
const most = { items: 12, siblings: 50 };

export const listCandidates: OperationHandler<'listCandidates'> = async (input, { services, permit }) => {
  const { connection, bucket, key } = input;
  const indexed = services.connections.get(connection);
  const index = openLinkIndex(indexed, permit);
  const earlier = await orWithoutDatabase(
    findEarlierTargets(services.changeLog, { connection: indexed.config.id, bucket, key }),
    [],
  );
  const visible = earlier.filter((target) => permit.may('object.read', { connection, bucket, key: target }));
  const found = await index.candidates({ bucket, key }, visible, most);
  return { items: [], siblings: [], ...found, coverage: await index.coverage(bucket) };
};

/** Where the link led before, newest first. */
async function findEarlierTargets(changeLog: ChangeLog, key: KeyRef): Promise<string[]> {
  const { items } = await changeLog.page(key, { limit: 100 });
  return items.flatMap(({ intent }) => (intent.before.kind === 'link' ? intent.before.link.target : []));
}
