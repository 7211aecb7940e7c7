import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an intermediary answers in place of OSS. */
export interface OwnAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** Pass the request on to OSS first and replace what OSS answers. */
  afterwards?: boolean;
}

/** A reverse proxy in front of an OSS that passes everything on until it is told otherwise. */
export interface Intermediary {
  url: string;
  /** Chooses the requests that are answered here; `undefined` passes one on. */
  answer: ((request: IncomingMessage) => OwnAnswer | undefined) | undefined;
  stop(): Promise<void>;
}

/** Starts an intermediary on a free port of 127.0.0.1. */
export async function startIntermediary(ossUrl: string): Promise<Intermediary> {
  const server = createServer((incoming, outgoing) => {
    const own = intermediary.answer?.(incoming);
    if (own === undefined) passOn(incoming, outgoing);
    else if (own.afterwards === true) passOn(incoming, outgoing, own);
    else {
      incoming.resume();
      send(outgoing, own);
    }
  });
  function passOn(incoming: IncomingMessage, outgoing: ServerResponse, own?: OwnAnswer): void {
    const { method, headers } = incoming;
    const onward = request(`${ossUrl}${incoming.url}`, { method, headers }, (answer) => {
      if (own === undefined) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      } else {
        answer.resume().once('end', () => send(outgoing, own));
      }
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const intermediary: Intermediary = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: undefined,
    async stop() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
  return intermediary;
}

function send(outgoing: ServerResponse, { status, headers = {}, body = '' }: OwnAnswer): void {
  outgoing.writeHead(status, headers).end(body);
}
