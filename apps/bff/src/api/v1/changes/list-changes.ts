import type { Recorded } from '../../../changes/change-log.ts';
import { toChange } from '../../../changes/to-change.ts';
import type { OperationHandler } from '../../operation.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import { parseCursor } from '../../parse-cursor.ts';
import { parseLimit } from '../../parse-limit.ts';

const timeForm = { form: 'ISO 8601' };

export const listChanges: OperationHandler<'listChanges'> = async (input, { services, permit }) => {
  const { config } = services.connections.get(input.connection);
  const { bucket, key, prefix, group, actor, action, outcome, since, until, requestId } = input;
  const cursor = parseCursor(input.cursor);
  // Checked here: the form of a time is weight that no page of the console needs.
  if (since !== undefined && !isTime(since)) throw invalidRequest('#/query/since', 'wrong-form', timeForm);
  if (until !== undefined && !isTime(until)) throw invalidRequest('#/query/until', 'wrong-form', timeForm);
  const limit = parseLimit(input.limit, { fallback: 50, most: 500 });
  const page = await services.changeLog.page(
    {
      connection: config.id,
      bucket,
      key,
      keyPrefix: prefix,
      group,
      actor,
      action,
      outcome,
      from: since,
      until,
      requestId,
    },
    { cursor, limit },
  );
  const maySee = ({ intent: { bucket, key } }: Recorded): boolean =>
    permit.may('change.read', { connection: config.name, bucket, key });
  const seen = page.items.filter(maySee);
  // A change made alone is its own group: only the others can be of a plan.
  const groups = seen.filter(({ intent }) => intent.group !== intent.id).map(({ intent }) => intent.group);
  const numbers = await services.planStore.numbersOf(config.id, [...new Set(groups)]);
  return {
    items: seen.map((recorded) => {
      const change = toChange({ connection: config.name, now: services.now }, recorded);
      const number = numbers.get(change.group);
      return number === undefined ? change : { ...change, plan: { id: change.group, number } };
    }),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
};

function isTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text));
}
