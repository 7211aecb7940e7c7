import type { Change } from '@signpost/api-contract';

/** What a recorded write is called in the audit log. */
export function toWriteAction(action: Change['action']): string {
  return `write.${action}`;
}

/** Somebody asked for what no right of theirs allows; its details name operation and right. */
export const refusalAction = 'access.refuse';

/** Recorded when old events are removed; its details name the base that the chain has from then on. */
export const trimAction = 'audit.trim';

/** The details by which {@link trimAction} names the base. */
export function toTrimDetails({ removed, base }: { removed: number; base: string }): {
  removed: number;
  base: string;
} {
  return { removed, base };
}
