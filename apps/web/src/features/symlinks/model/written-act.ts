import type { Change } from '@signpost/api-contract';

/** What a recorded write did, as the sheet words it: the journal calls both deletes by one name. */
export function toWrittenAct({ action, before }: Change): Change['action'] | 'delete-object' {
  return action === 'delete' && before.kind === 'object' ? 'delete-object' : action;
}
