import { invalidRequest } from '../problems/invalid-request.ts';

/** What lists in the database give as a cursor: a place in their order. */
const form = /^\d{1,15}$/;

/** A cursor that some page of a list in the database gave. @throws ProblemError `invalid-request` for any other text */
export function parseCursor(text: string | undefined): string | undefined {
  if (text !== undefined && !form.test(text)) throw invalidRequest('#/query/cursor', 'cursor');
  return text;
}
