import type { Change } from '@signpost/api-contract';

/** What a recorded write did, as the dialog words it: the change log calls both deletes by one name. */
export function toRecordedAction({ action, before }: Change): Change['action'] | 'delete-object' {
  return action === 'delete' && before.kind === 'object' ? 'delete-object' : action;
}
