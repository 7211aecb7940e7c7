import type { OssAnswer } from './oss-call.ts';
import type { AnswerHead } from './transport/wire-fault.ts';

/** What every caller learns of an answer. */
export function toAnswer({ status, headers }: AnswerHead): OssAnswer {
  return { status, headers, requestId: headers.get('x-oss-request-id') || undefined };
}
