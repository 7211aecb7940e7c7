import type { QueryOf } from '@signpost/api-contract';
import type { ChangeFilter } from '../changes/change-log.ts';
import { invalidRequest } from '../problems/invalid-request.ts';

const timeForm = { form: 'ISO 8601' };

/** Which changes a request asks for. `connection` is the id of its connection. */
export function parseChangeFilter(input: QueryOf<'countChanges'>, connection: string): ChangeFilter {
  const { prefix: keyPrefix, since: from, until, connection: _, ...rest } = input;
  // Checked here: the form of a time is weight that no page of the console needs.
  if (from !== undefined && !isTime(from)) throw invalidRequest('#/query/since', 'wrong-form', timeForm);
  if (until !== undefined && !isTime(until)) throw invalidRequest('#/query/until', 'wrong-form', timeForm);
  return { ...rest, connection, keyPrefix, from, until };
}

function isTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text));
}
