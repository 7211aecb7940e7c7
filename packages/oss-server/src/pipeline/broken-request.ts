import type { Socket } from 'node:net';

import { formatHttpDate, formatXml } from '@signpost/oss-protocol';

import { createRequestId } from './request-id.ts';

/** A client may take this long to read the answer and close its side. */
const LINGER_MS = 1_000;

/**
 * Answers what the HTTP parser refused: no request exists yet, so the answer is written by hand.
 * @param answered an answer is under way on this connection, and must stay the last one
 */
export function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  { now, answered }: { now: number; answered: boolean },
): void {
  // A pool opens connections ahead of need: one that never sent anything gets no answer it did not ask for.
  const unused = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
  if (error.code === 'ECONNRESET' || !socket.writable || answered || unused) {
    socket.destroy();
    return;
  }
  const requestId = createRequestId(now);
  const [code, message] = describe(error.code);
  const body = formatXml('Error', [
    ['Code', code],
    ['Message', message],
    ['RequestId', requestId],
    ['HostId', ''],
  ]);
  socket.end(
    [
      'HTTP/1.1 400 Bad Request',
      'Server: AliyunOSS',
      `Date: ${formatHttpDate(new Date(now))}`,
      'Content-Type: application/xml',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      `x-oss-request-id: ${requestId}`,
      '',
      body,
    ].join('\r\n'),
  );
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}

function describe(code: string | undefined): [code: string, message: string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return ['RequestHeaderTooLarge', 'The request header is too large.'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [
        'RequestTimeout',
        'Your socket connection to the server was not read from or written to within the timeout period.',
      ];
    default:
      return ['BadRequest', 'The request is not well-formed HTTP.'];
  }
}
