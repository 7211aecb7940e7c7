import { encodeUriText } from '@signpost/oss-protocol/rules';
import { formatXml } from '@signpost/oss-protocol';
import type { XmlChild } from '@signpost/oss-protocol';

import type { OssFault } from '../protocol/oss-fault.ts';
import type { Reply } from '../protocol/reply.ts';

export interface ErrorContext {
  requestId: string;
  hostname: string;
  method: string;
}

/** Writes an error as OSS does: XML, `x-oss-ec`, and on HEAD the XML in `x-oss-err` instead of a body. */
export function errorReply(error: OssFault, context: ErrorContext): Reply {
  const headers: Record<string, string> = { ...error.headers };
  if (error.ec !== '') headers['x-oss-ec'] = error.ec;
  // A 304 has neither body nor explanation.
  if (error.status === 304) return { status: 304, headers };
  const body = formatXml('Error', [
    ['Code', error.code],
    ['Message', readable(error.message)],
    ['RequestId', context.requestId],
    ['HostId', readable(context.hostname)],
    ...Object.entries(error.details).map(([name, value]): XmlChild => [name, readable(value)]),
    error.ec === '' ? undefined : ['EC', error.ec],
    error.ec === '' ? undefined : ['RecommendDoc', `https://api.aliyun.com/troubleshoot?q=${error.ec}`],
  ]);
  headers['Content-Type'] = 'application/xml';
  if (context.method === 'HEAD') headers['x-oss-err'] = Buffer.from(body).toString('base64');
  return { status: error.status, headers, body };
}

const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Keys may hold characters that no XML can carry; an error that quotes one must still be readable. */
function readable(text: string): string {
  return text.replace(NOT_XML, encodeUriText);
}
