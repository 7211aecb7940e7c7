import { protocolError } from './call-errors.ts';
import type { OssCall } from './oss-call.ts';
import { OssError, type ProtocolReason, type TransportPhase } from './oss-error.ts';
import { toAnswer } from './oss-answer.ts';
import type { WireError } from './transport/wire-fault.ts';

const PHASE_TEXT: Record<TransportPhase, string> = {
  connect: 'OSS cannot be reached',
  address: 'the endpoint leads to an address that connections may not use',
  timeout: 'OSS did not answer in time',
  reset: 'the connection broke before the answer was complete',
  aborted: 'the call was given up',
  overload: 'too many calls to OSS are under way',
};

const REASON_TEXT: Partial<Record<ProtocolReason, string>> = {
  'short-body': 'the answer ended before its announced length',
  'answer-too-large': 'the answer is longer than the operation allows',
};

/** Tells a failure on the wire as an error of the call. */
export function wireProblem(call: OssCall, error: WireError): OssError {
  const { detail } = error;
  const answer = error.head && toAnswer(error.head);
  if (detail.kind === 'protocol') {
    const message = REASON_TEXT[detail.reason] ?? 'the answer is not HTTP';
    return protocolError(call, answer, { reason: detail.reason, message });
  }
  const code = detail.causeCode === undefined ? '' : ` (${detail.causeCode})`;
  return new OssError(`${call.operation}: ${PHASE_TEXT[detail.phase]}${code}`, {
    ...detail,
    operation: call.operation,
    bucket: call.bucket,
    requestId: answer?.requestId,
  });
}
