import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

import { lengthOfBody } from './reply.ts';
import type { Reply } from './reply.ts';

/** What may go wrong on the way out, on purpose. */
export interface BodyFault {
  /** After how many bytes of the body; half of it when absent. */
  at?: number;
  /** Reset the connection there, wait there, or stop there. */
  act: 'reset' | 'stop' | { wait: () => Promise<void> };
}

export interface RenderOptions {
  bodyFault?: BodyFault | undefined;
  /** The client is still sending the body of its request. */
  unread?: boolean;
}

/** How long the rest of an unwanted body is read. */
const LINGER_MS = 30_000;

/** Sends a reply: head and small bodies in one write, so that no delayed acknowledgement comes between. */
export async function render(
  response: ServerResponse,
  reply: Reply,
  { bodyFault, unread = false }: RenderOptions = {},
): Promise<void> {
  const { body } = reply;
  const headers = { ...reply.headers };
  const hasNoBody = reply.status === 304 || reply.status === 204;
  if (!hasNoBody && headers['Content-Length'] === undefined)
    headers['Content-Length'] = String(lengthOfBody(body));
  response.writeHead(reply.status, headers);
  if (response.req.method === 'HEAD' || hasNoBody || body === undefined) {
    if (unread) await linger(response);
    response.end();
    return;
  }
  if (bodyFault !== undefined) {
    await renderFaulty(response, await collect(body), bodyFault);
    return;
  }
  if (typeof body === 'string' || body instanceof Uint8Array) {
    if (!unread) return void response.end(body);
    response.write(body);
    await linger(response);
    response.end();
    return;
  }
  for await (const chunk of body.chunks) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

/**
 * Reads on until the client has sent its body or left. A connection closed under a client that is still
 * sending is reset, and the answer lost with it.
 */
async function linger(response: ServerResponse): Promise<void> {
  response.flushHeaders();
  response.req.resume();
  const signal = AbortSignal.timeout(LINGER_MS);
  await finished(response.req, { writable: false, signal }).catch(() => undefined);
}

/** Resolves when the socket takes more, or is gone. */
async function drained(response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  await Promise.race([
    once(response, 'drain', { signal: gone.signal }),
    once(response, 'close', { signal: gone.signal }),
  ]).finally(() => gone.abort());
}

async function renderFaulty(response: ServerResponse, body: Buffer, bodyFault: BodyFault): Promise<void> {
  const at = Math.min(bodyFault.at ?? Math.floor(body.length / 2), body.length);
  // The first half must have left before the reset, or there would be nothing half-received.
  await new Promise<void>((resolve) => response.write(body.subarray(0, at), () => resolve()));
  if (bodyFault.act === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (bodyFault.act === 'stop') {
    response.socket?.destroySoon();
  } else {
    await bodyFault.act.wait();
    response.end(body.subarray(at));
  }
}

async function collect(body: NonNullable<Reply['body']>): Promise<Buffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body as Uint8Array);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.chunks) chunks.push(chunk);
  return Buffer.concat(chunks);
}
