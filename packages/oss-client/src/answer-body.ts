import type { Readable } from 'node:stream';

import { readXml, XmlError, type XmlLimits } from '@signpost/oss-protocol';

import type { ResponseReader } from './call-sender.ts';
import type { OssAnswer, OssStreamAnswer, OssXmlAnswer } from './oss-call.ts';
import { wireProblem } from './wire-problem.ts';
import { DOCUMENT_LIMITS } from './xml-limits.ts';

/** Reads a body to its end and forgets it. */
export const FORGOTTEN: ResponseReader<OssAnswer> = {
  bodyMode: () => ({ kind: 'none' }),
  take: (answer) => answer,
};

/** Hands a body out as it comes. */
export const STREAMED: ResponseReader<OssStreamAnswer> = {
  bodyMode: (call) => ({ kind: 'stream', toError: (error) => wireProblem(call, error) }),
  take: (answer, { stream }) => ({ ...answer, body: stream as Readable }),
};

/** Reads a body as XML. */
export function toXmlReader(limits: XmlLimits = DOCUMENT_LIMITS): ResponseReader<OssXmlAnswer> {
  return {
    // Nearly all is ASCII; what is not takes more bytes than characters, of which there is room enough.
    bodyMode: () => ({ kind: 'whole', maxBytes: limits.length }),
    take: (answer, { bytes }) => ({ ...answer, document: readXml(decodeText(bytes), limits) }),
  };
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError('malformed', 'The XML document is not UTF-8');
  }
}
