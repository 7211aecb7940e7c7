import type { RequestRule } from '@signpost/api-contract';
import { bucketNamePattern } from '@signpost/oss-protocol/rules';
import type * as z from 'zod/mini';
import { toFault, type RequestFault } from '../problems/invalid-request.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { refuseSignedUrls } from '../http/refuse-signed-url.ts';

/** Parses a query or body by its schema; 400 with one line per thing that is wrong, and for a presigned URL in place of a key. */
export function parseInput(schema: z.ZodMiniType, value: unknown, base: '#' | '#/query'): unknown {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) {
    refuseSignedUrls(result.data, base);
    return result.data;
  }
  throw new ProblemError('invalid-request', {
    errors: result.error.issues.slice(0, 20).flatMap((issue) => toFaults(issue, base)),
  });
}

/** What the schema says is wrong, as rules that every language has words for. */
function toFaults(issue: z.core.$ZodIssue, base: string): RequestFault[] {
  const at = (path: readonly PropertyKey[]): string => [base, ...path.map(escapePointer)].join('/');
  const fault = (rule: RequestRule, params?: RequestFault['params']): RequestFault[] => [
    toFault(at(issue.path), rule, params),
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => toFault(at([...issue.path, name]), 'unknown-member'));
    case 'invalid_type':
      return issue.input === undefined ? fault('missing') : fault('wrong-type', { expected: issue.expected });
    case 'invalid_value':
      return issue.input === undefined
        ? fault('missing')
        : fault('not-one-of', { values: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return issue.pattern === String(bucketNamePattern)
        ? fault('bucket-name')
        : fault('wrong-form', { form: issue.pattern ?? issue.format });
    case 'too_big':
      return fault(issue.origin === 'string' ? 'too-many-characters' : 'too-many-entries', {
        most: Number(issue.maximum),
      });
    case 'too_small':
      return Number(issue.minimum) === 1
        ? fault('empty')
        : fault('too-few', { least: Number(issue.minimum) });
    case 'custom': {
      const { rule = 'wrong-form', ...params } = (issue.params ?? {}) as { rule?: RequestRule };
      return fault(rule, params);
    }
    case 'invalid_union':
      // The path leads to what tells the alternatives apart.
      return fault('not-one-of', { values: 'the documented alternatives' });
    default:
      return fault('wrong-form', { form: issue.code });
  }
}

// RFC 6901, section 3.
function escapePointer(segment: PropertyKey): string {
  return String(segment).replaceAll('~', '~0').replaceAll('/', '~1');
}
