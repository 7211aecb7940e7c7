import { XmlError, type XmlElement } from '@signpost/oss-protocol';

import type { OssAnswer, OssCall, OssXmlAnswer } from './oss-call.ts';
import { OssError, type ProtocolReason } from './oss-error.ts';

/** A protocol error about an answer that came. */
export function protocolError(
  call: OssCall,
  answer: Pick<OssAnswer, 'status' | 'requestId'> | undefined,
  problem: { readonly reason: ProtocolReason; readonly message: string },
): OssError {
  return new OssError(`${call.operation}: ${problem.message}`, {
    kind: 'protocol',
    operation: call.operation,
    bucket: call.bucket,
    requestId: answer?.requestId,
    reason: problem.reason,
    status: answer?.status,
  });
}

/** An answer lacks a header that the operation cannot do without. */
export function missingHeader(call: OssCall, answer: OssAnswer, name: string): OssError {
  return protocolError(call, answer, { reason: 'missing-header', message: `the answer lacks ${name}` });
}

/** Decodes an XML answer; what the decoder refuses becomes a protocol error. */
export function decodeAnswer<T>(call: OssCall, answer: OssXmlAnswer, decode: (document: XmlElement) => T): T {
  try {
    return decode(answer.document);
  } catch (error) {
    if (error instanceof XmlError) throw xmlProtocolError(call, answer, error);
    throw error;
  }
}

/** The protocol error for a refused document. */
export function xmlProtocolError(call: OssCall, answer: OssAnswer, error: XmlError): OssError {
  const reason =
    error.fault === 'truncated'
      ? 'truncated-xml'
      : error.fault === 'unexpected'
        ? 'unexpected-answer'
        : 'invalid-xml';
  return protocolError(call, answer, { reason, message: error.message });
}
