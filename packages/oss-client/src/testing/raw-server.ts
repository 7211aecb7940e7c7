import { createServer, type AddressInfo, type Socket } from 'node:net';

import { onTestFinished } from 'vitest';

/** A server that answers each request (none has a body) with the bytes a test wants. */
export interface RawServer {
  readonly endpoint: string;
  /** Connections made so far. */
  readonly connections: Socket[];
  /** Request lines seen so far. */
  readonly lines: string[];
}

/** @param answer is called at the end of each request's head */
export async function startRawServer(answer: (socket: Socket, turn: number) => void): Promise<RawServer> {
  const connections: Socket[] = [];
  const lines: string[] = [];
  const server = createServer((socket) => {
    connections.push(socket);
    let head = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      for (let end = head.indexOf('\r\n\r\n'); end >= 0; end = head.indexOf('\r\n\r\n')) {
        lines.push(head.slice(0, head.indexOf('\r\n')));
        head = head.slice(end + 4);
        answer(socket, lines.length);
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections, lines };
}
