import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { BareAnswererReady, FixedAnswer } from './bare-answerer.ts';
import { startProcess, endWithParent, type MeasuredProcess } from './measured-process.ts';

/**
 * A socket that counts the ends of requests and answers each with the same bytes: nothing of a server is left that a
 * client could have to wait for. Requests must have no body.
 */
export function startPlainAnswerer(answer: FixedAnswer = {}): Promise<MeasuredProcess<BareAnswererReady>> {
  return startProcess<BareAnswererReady>({
    name: 'server',
    file: import.meta.filename,
    args: [JSON.stringify(answer)],
  });
}

if (import.meta.main) {
  const bytes = toBytes(JSON.parse(process.argv[2] ?? '{}') as FixedAnswer);
  const endOfRequest = Buffer.from('\r\n\r\n');
  const server = createServer({ noDelay: true }, (socket) => {
    let rest: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      const received = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = received.indexOf(endOfRequest); end >= 0; end = received.indexOf(endOfRequest, from)) {
        from = end + endOfRequest.length;
        socket.write(bytes);
      }
      rest = received.subarray(from);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  endWithParent(() => {
    server.close();
    return Promise.resolve();
  });
}

/** With the headers that any answer of OSS has. */
function toBytes({ headers, bodyFile }: FixedAnswer): Buffer {
  const body = bodyFile === undefined ? Buffer.alloc(0) : readFileSync(bodyFile);
  const lines = Object.entries({
    'x-oss-request-id': '5C3D9175B6FC201293AD4890',
    ...headers,
    'content-length': String(body.length),
    Date: new Date().toUTCString(),
    Connection: 'keep-alive',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join('')}\r\n`, 'latin1'), body]);
}
