import type { Health } from '@signpost/link-model/health';

/** Dashes of a line by health: what is not well is never a full line. */
export const dashes: Record<Health, string | undefined> = {
  ok: undefined,
  missing: '5 5',
  self: '2 4',
  chained: '10 3 2 3',
  folder: '10 3 2 3',
  cold: '8 4',
  forbidden: '2 4',
  unknown: '2 4',
};
