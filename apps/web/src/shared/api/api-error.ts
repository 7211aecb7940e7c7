import { problemCodes, type Problem, type ProblemCode } from '@signpost/api-contract';

/** What a screen may have to explain: a code of the contract, or what only the browser can see. */
export type ApiErrorCode = ProblemCode | 'network' | 'answer-invalid';

/** Any failed call. `problem` is what the server said; absent when no answer of ours came. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly retryable: boolean;
  readonly problem: Problem | undefined;

  constructor(
    code: ApiErrorCode,
    details: { status?: number; retryable?: boolean; problem?: Problem; cause?: unknown } = {},
  ) {
    super(details.problem?.detail ?? details.problem?.title ?? code, { cause: details.cause });
    this.code = code;
    this.status = details.status ?? 0;
    this.retryable = details.retryable ?? false;
    this.problem = details.problem;
  }
}

/** The bucket that an address names is not there: nothing can be done in it. */
export const isBucketMissing = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'bucket-missing';

const knownCodes: ReadonlySet<string> = new Set(problemCodes);

/** Reads a failed answer. Whatever is not problem+json of ours (a proxy's page) keeps its status only. */
export function toApiError(status: number, body: unknown): ApiError {
  if (!isProblem(body))
    return new ApiError('answer-invalid', {
      status,
      retryable: status === 502 || status === 503 || status === 504,
    });
  return new ApiError(toKnownCode(body.code), { status, retryable: body.retryable, problem: body });
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { code, retryable } = body as Partial<Problem>;
  return typeof code === 'string' && typeof retryable === 'boolean';
}

/** A newer server may know codes that this page does not. */
export function toKnownCode(code: string): ProblemCode {
  return knownCodes.has(code) ? (code as ProblemCode) : 'internal';
}
