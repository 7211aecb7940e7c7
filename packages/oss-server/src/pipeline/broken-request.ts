import type { Duplex } from 'node:stream';

import { formatHttpDate, formatXml } from '@signpost/oss-protocol';

import { createRequestId } from './request-id.ts';

/** Answers what the HTTP parser refused: no request exists yet, so the answer is written by hand. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex, now: number): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
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
