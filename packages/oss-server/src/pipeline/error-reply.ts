import { formatXml } from '@signpost/oss-protocol';

import type { OssFault } from './oss-fault.ts';
import type { Reply } from './reply.ts';

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
    ['Message', error.message],
    ['RequestId', context.requestId],
    ['HostId', context.hostname],
    ...Object.entries(error.details),
    error.ec === '' ? undefined : ['EC', error.ec],
    error.ec === '' ? undefined : ['RecommendDoc', `https://api.aliyun.com/troubleshoot?q=${error.ec}`],
  ]);
  headers['Content-Type'] = 'application/xml';
  if (context.method === 'HEAD') headers['x-oss-err'] = Buffer.from(body).toString('base64');
  return { status: error.status, headers, body };
}
