import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What an intermediary answers in place of OSS. */
export interface OwnAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** Pass the request on to OSS first and replace what OSS answers. */
  afterwards?: boolean;
}

/** A request that was kept; its sender got no answer. */
export interface HeldRequest {
  /** The request is here, whole. */
  arrived: Promise<void>;
  /** Sends it on to OSS. Answers the status OSS gave it. */
  deliver(): Promise<number>;
}

/** A reverse proxy in front of an OSS that passes everything on until it is told otherwise. */
export interface Intermediary {
  url: string;
  /** Chooses the requests that are answered here; `undefined` passes one on. */
  answer: ((request: IncomingMessage) => OwnAnswer | undefined) | undefined;
  /** Changes the headers of what OSS answers. Values are bytes, one a character. */
  rewrite: ((headers: IncomingHttpHeaders) => IncomingHttpHeaders) | undefined;
  /** Keeps the next request of this method and resets its connection. */
  holdNext(method: string): HeldRequest;
  stop(): Promise<void>;
}

interface Kept {
  message: IncomingMessage;
  body: Buffer;
}

/** Starts an intermediary on a free port of 127.0.0.1. */
export async function startIntermediary(ossUrl: string): Promise<Intermediary> {
  const holds: { method: string; keep: (kept: Kept) => void }[] = [];
  const server = createServer((incoming, outgoing) => {
    const index = holds.findIndex(({ method }) => method === incoming.method);
    const [hold] = index === -1 ? [] : holds.splice(index, 1);
    const own = intermediary.answer?.(incoming);
    if (hold !== undefined) keep(incoming, outgoing, hold.keep).catch(() => outgoing.destroy());
    else if (own === undefined) passOn(incoming, outgoing);
    else if (own.afterwards === true) passOn(incoming, outgoing, own);
    else {
      incoming.resume();
      send(outgoing, own);
    }
  });
  function passOn(incoming: IncomingMessage, outgoing: ServerResponse, own?: OwnAnswer): void {
    const onward = toOss(incoming, (answer) => {
      if (own === undefined) {
        outgoing.writeHead(
          answer.statusCode ?? 502,
          intermediary.rewrite?.(answer.headers) ?? answer.headers,
        );
        answer.pipe(outgoing);
      } else {
        answer.resume().once('end', () => send(outgoing, own));
      }
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }
  function toOss(
    { method, url, headers }: IncomingMessage,
    onAnswer: (answer: IncomingMessage) => void,
  ): ReturnType<typeof request> {
    return request(`${ossUrl}${url}`, { method, headers }, onAnswer);
  }
  function deliver({ message, body }: Kept): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const onward = toOss(message, (answer) =>
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0)),
    );
    onward.once('error', reject).end(body);
    return promise;
  }
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const intermediary: Intermediary = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: undefined,
    rewrite: undefined,
    holdNext(method) {
      const kept = Promise.withResolvers<Kept>();
      holds.push({ method, keep: kept.resolve });
      return {
        arrived: kept.promise.then(() => undefined),
        deliver: async () => deliver(await kept.promise),
      };
    },
    async stop() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
  return intermediary;
}

async function keep(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  take: (kept: Kept) => void,
): Promise<void> {
  const body = await buffer(incoming);
  outgoing.destroy();
  take({ message: incoming, body });
}

function send(outgoing: ServerResponse, { status, headers = {}, body = '' }: OwnAnswer): void {
  outgoing.writeHead(status, headers).end(body);
}
