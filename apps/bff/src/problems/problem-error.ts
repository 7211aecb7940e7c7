import type { Problem, ProblemCode } from '@signpost/api-contract';

/** What an error adds to its code. */
export type ProblemParts = Pick<
  Problem,
  'detail' | 'params' | 'errors' | 'needs' | 'now' | 'upstream' | 'retryAfterMs'
>;

/** An answer that is not the wanted one: thrown anywhere below a route, rendered by the one error handler. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly parts: ProblemParts;

  constructor(code: ProblemCode, parts: ProblemParts = {}, options?: ErrorOptions) {
    super(parts.detail ?? code, options);
    this.code = code;
    this.parts = parts;
  }
}
