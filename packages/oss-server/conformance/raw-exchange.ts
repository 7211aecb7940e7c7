import { connect } from 'node:net';

/** An answer read off the wire. */
export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

/** Writes bytes to the server and reads the first final answer. */
export function rawExchange(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const socket = connect({ host: '127.0.0.1', port }, () => {
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  });
  const withoutBody = String(bytes.slice(0, 5)) === 'HEAD ';
  let received = '';
  const finish = (ended: boolean) => {
    const answer = parseAnswer(received, ended || withoutBody);
    if (answer === undefined) return;
    socket.destroy();
    resolve(answer);
  };
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    finish(false);
  });
  socket.on('end', () => {
    finish(true);
    reject(new Error(`The connection ended after ${JSON.stringify(received)}`));
  });
  socket.on('error', reject);
  return promise;
}

function parseAnswer(received: string, ended: boolean): RawAnswer | undefined {
  const text = received.replace(/^(?:HTTP\/1\.1 100 Continue\r\n\r\n)+/, '');
  const split = text.indexOf('\r\n\r\n');
  if (split === -1) return undefined;
  const head = text.slice(0, split);
  const body = text.slice(split + 4);
  const status = Number(head.slice(9, 12));
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  if (!ended && body.length < length) return undefined;
  return { status, head, body };
}
