import type { QueryOf } from '@signpost/api-contract';
import type { ChangeFilter } from '../changes/change-log.ts';
import { checkTimes } from './check-times.ts';

/** Which changes a request asks for. `connection` is the id of its connection. */
export function parseChangeFilter(input: QueryOf<'countChanges'>, connection: string): ChangeFilter {
  checkTimes(input);
  const { prefix: keyPrefix, since: from, until, connection: _, ...rest } = input;
  return { ...rest, connection, keyPrefix, from, until };
}
