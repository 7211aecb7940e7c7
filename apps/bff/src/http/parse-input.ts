import type * as z from 'zod/mini';
import { ProblemError } from '../problems/problem-error.ts';

/** Parses a query or body by its schema; 400 with one line per thing that is wrong. */
export function parseInput(schema: z.ZodMiniType, value: unknown, base: '#' | '#/query'): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ProblemError('invalid-request', {
    errors: result.error.issues.slice(0, 20).map((issue) => ({
      pointer: [base, ...issue.path.map(escapePointer)].join('/'),
      detail: issue.message,
    })),
  });
}

// RFC 6901, section 3.
function escapePointer(segment: PropertyKey): string {
  return String(segment).replaceAll('~', '~0').replaceAll('/', '~1');
}
