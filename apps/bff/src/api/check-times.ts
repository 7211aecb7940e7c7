import { invalidRequest } from '../problems/invalid-request.ts';

const timeForm = { form: 'ISO 8601' };

/** Checked here: the form of a time is weight that no page of the console needs. Throws `invalid-request`. */
export function checkTimes({
  since,
  until,
}: {
  since?: string | undefined;
  until?: string | undefined;
}): void {
  if (since !== undefined && !isTime(since)) throw invalidRequest('#/query/since', 'wrong-form', timeForm);
  if (until !== undefined && !isTime(until)) throw invalidRequest('#/query/until', 'wrong-form', timeForm);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(Date.parse(text));
}
