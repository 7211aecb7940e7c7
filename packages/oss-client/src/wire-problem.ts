import { protocolError } from './call-errors.ts';
import type { OssAnswer, OssCall } from './oss-call.ts';
import { OssError, type TransportPhase } from './oss-error.ts';
import type { WireError } from './transport/transport.ts';

const PHASE_TEXT: Record<TransportPhase, string> = {
  connect: 'OSS cannot be reached',
  timeout: 'OSS did not answer in time',
  reset: 'the connection broke before the answer was complete',
  aborted: 'the call was given up',
};

/** Tells a failure on the wire as an error of the call. */
export function wireProblem(call: OssCall, answer: OssAnswer | undefined, error: WireError): OssError {
  const { detail } = error;
  if (detail.kind === 'protocol') {
    const message =
      detail.reason === 'short-body'
        ? 'the answer ended before its announced length'
        : 'the answer is not HTTP';
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
