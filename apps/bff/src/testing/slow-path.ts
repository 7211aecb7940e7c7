import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A way to OSS that can hold one write back and deliver it after its sender has gone. */
export interface SlowPath {
  url: string;
  /** Keeps the next request of this method and resets its connection: the sender gets no answer. */
  holdNext(method: string): HeldRequest;
  stop(): Promise<void>;
}

export interface HeldRequest {
  /** The request is here, whole. */
  arrived: Promise<void>;
  /** Sends it on. Answers the status OSS gave it. */
  deliver(): Promise<number>;
}

/** A proxy on a free port of 127.0.0.1 in front of `ossUrl`. */
export async function startSlowPath(ossUrl: string): Promise<SlowPath> {
  const holds: { method: string; take: (message: IncomingMessage, body: Buffer) => void }[] = [];
  const server = createServer((incoming, response) => {
    void forward().catch(() => response.destroy());
    async function forward(): Promise<void> {
      const body = await buffer(incoming);
      const index = holds.findIndex(({ method }) => method === incoming.method);
      const [held] = index === -1 ? [] : holds.splice(index, 1);
      if (held !== undefined) {
        held.take(incoming, body);
        response.destroy();
        return;
      }
      const answer = await send(ossUrl, incoming, body);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdNext(method) {
      const held = Promise.withResolvers<{ message: IncomingMessage; body: Buffer }>();
      holds.push({ method, take: (message, body) => held.resolve({ message, body }) });
      return {
        arrived: held.promise.then(() => undefined),
        async deliver() {
          const { message, body } = await held.promise;
          const answer = await send(ossUrl, message, body);
          await buffer(answer);
          return answer.statusCode ?? 0;
        },
      };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function send(
  ossUrl: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(url ?? '/', ossUrl), {
      method,
      headers: { ...headers, connection: 'close' },
    });
    outgoing.once('response', resolve).once('error', reject).end(body);
  });
}
