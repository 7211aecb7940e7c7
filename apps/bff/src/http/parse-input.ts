import type * as z from 'zod/mini';
import { ProblemError } from '../problems/problem-error.ts';
import { refuseSignedUrls } from './refuse-signed-url.ts';

/** Parses a query or body by its schema; 400 with one line per thing that is wrong, and for a presigned URL in place of a key. */
export function parseInput(schema: z.ZodMiniType, value: unknown, base: '#' | '#/query'): unknown {
  const result = schema.safeParse(value);
  if (result.success) {
    refuseSignedUrls(result.data, base);
    return result.data;
  }
  throw new ProblemError('invalid-request', {
    errors: result.error.issues.slice(0, 20).flatMap((issue) => toErrors(issue, base)),
  });
}

/** A member nobody knows is named; of all else the schema's words say what is wrong. */
function toErrors(issue: z.core.$ZodIssue, base: string): { pointer: string; detail: string }[] {
  const at = (path: readonly PropertyKey[]): string => [base, ...path.map(escapePointer)].join('/');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({ pointer: at([...issue.path, name]), detail: 'no such member' }));
  }
  return [{ pointer: at(issue.path), detail: issue.message }];
}

// RFC 6901, section 3.
function escapePointer(segment: PropertyKey): string {
  return String(segment).replaceAll('~', '~0').replaceAll('/', '~1');
}
