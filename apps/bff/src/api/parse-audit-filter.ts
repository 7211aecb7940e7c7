import type { QueryOf } from '@signpost/api-contract';
import type { AuditFilter } from '../audit/audit-log.ts';
import { checkTimes } from './check-times.ts';

/** Which events a request asks for. `connection` is the id of its connection. */
export function parseAuditFilter(
  input: Omit<QueryOf<'listAuditEvents'>, 'cursor' | 'limit'>,
  connection: string,
): AuditFilter {
  checkTimes(input);
  const { prefix: keyPrefix, since: from, until, connection: _, ...rest } = input;
  return { ...rest, connection, keyPrefix, from, until };
}
