import { isArchivedClass } from '@signpost/oss-protocol/rules';
import type { Candidate, IndexedLink } from '@signpost/api-contract';
import type { Health } from '@signpost/link-model/health';

/** What can be done about a broken link from here. */
export type RepairAction = 'repair' | 'flatten' | 'restore' | 'look';

/** The action of a broken link's row. Restoring is not ours to do: the row says what would help. */
export function toRepairAction(health: Health): RepairAction {
  if (health === 'chained') return 'flatten';
  if (health === 'cold') return 'restore';
  return health === 'missing' || health === 'self' || health === 'folder' ? 'repair' : 'look';
}

/** The target to propose: readers can read it, in the order of the server; for a chain where it ends. */
export function pickTarget(
  { health, chain }: Pick<IndexedLink, 'health' | 'chain'>,
  candidates: readonly Candidate[],
): string | undefined {
  const readable = candidates.filter(({ storageClass }) => !isArchivedClass(storageClass));
  // Only what is stored there is a candidate: a chain may end at nothing.
  if (health === 'chained') return candidates.find(({ key }) => key === chain.at(-1))?.key;
  return (readable[0] ?? candidates[0])?.key;
}
