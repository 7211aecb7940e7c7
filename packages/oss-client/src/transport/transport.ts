import type { Readable } from 'node:stream';

import { fromWireHeaderValue, toWireHeaderValue } from '@signpost/oss-protocol';
import { Pool, type Dispatcher } from 'undici';

import type { OssBody } from '../oss-call.ts';
import type { OssTimeouts } from '../oss-client.ts';
import { observeStart, type ObservedOptions } from './observe-start.ts';
import { RecentMap } from './recent-map.ts';
import { toWireFault, type WireFaultDetail, type WireProgress } from './wire-fault.ts';

/** A signed request, ready to go. */
interface WireRequest {
  readonly origin: string;
  readonly method: string;
  /** Path and query, escaped. */
  readonly path: string;
  /** Unicode values. */
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: OssBody | undefined;
  readonly signal: AbortSignal | undefined;
}

/** An answer's head, and its body as it comes. */
export interface WireResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Readable;
  /** Judges an error of `body`. */
  toFault(error: unknown): WireFaultDetail;
}

/** A failed exchange. */
export class WireError extends Error {
  readonly detail: WireFaultDetail;

  constructor(detail: WireFaultDetail) {
    super('No complete answer came');
    this.detail = detail;
  }
}

/** HTTP to any number of origins, one connection pool each. */
export interface Transport {
  /** @throws WireError */
  exchange(request: WireRequest): Promise<WireResponse>;
  /** Lets exchanges finish for so long, then cuts what is left. */
  close(graceMs: number): Promise<void>;
}

/** Metadata, tags and an encoded target may all stand in one answer. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Origins with open connections at most. */
const MAX_ORIGINS = 256;
/** How long an origin that has to make room may still take to finish. */
const DROP_GRACE_MS = 60_000;

interface Origin {
  readonly pool: Pool;
  readonly dispatcher: Dispatcher;
}

/** Makes a transport on undici. */
export function createTransport(timeouts: OssTimeouts): Transport {
  const origins = new RecentMap<Origin>(MAX_ORIGINS, ({ pool }) => void closeWithin(pool, DROP_GRACE_MS));

  function openOrigin(origin: string): Origin {
    const pool = new Pool(origin, {
      connect: { timeout: timeouts.connectMs },
      headersTimeout: timeouts.headersMs,
      bodyTimeout: timeouts.bodyMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      // OSS speaks HTTP/1.1; one request per connection keeps "was it sent?" answerable.
      allowH2: false,
      pipelining: 1,
    });
    return { pool, dispatcher: pool.compose(observeStart) };
  }

  return {
    async exchange(request) {
      const progress: WireProgress = { started: false, answered: false };
      const { signal } = request;
      try {
        const options: Dispatcher.RequestOptions & ObservedOptions = {
          path: request.path,
          method: request.method,
          headers: toWireHeaders(request),
          body: toWireBody(request.body),
          // undici closes the connection after a HEAD unless told that the server can be trusted.
          reset: false,
          ...(signal ? { signal } : {}),
          onStart: () => {
            progress.started = true;
          },
        };
        const response = await origins
          .get(request.origin, () => openOrigin(request.origin))
          .dispatcher.request(options);
        progress.answered = true;
        return {
          status: response.statusCode,
          headers: fromWireHeaders(response.headers),
          body: response.body,
          toFault: (error) => toWireFault(error, progress, signal),
        };
      } catch (error) {
        throw new WireError(toWireFault(error, progress, signal));
      }
    },
    async close(graceMs) {
      const closing = origins.takeAll().map(({ pool }) => closeWithin(pool, graceMs));
      await Promise.all(closing);
    },
  };
}

async function closeWithin(pool: Pool, graceMs: number): Promise<void> {
  // Somebody may hold a body without reading it; that would keep a plain close() waiting for ever.
  const cut = setTimeout(() => void pool.destroy(), graceMs).unref();
  try {
    await pool.close();
  } finally {
    clearTimeout(cut);
  }
}

function toWireHeaders({ headers, body }: WireRequest): string[] {
  const flat = headers.flatMap(([name, value]) => [name, toWireHeaderValue(value)]);
  if (body && 'stream' in body && body.length !== undefined) flat.push('content-length', String(body.length));
  return flat;
}

function toWireBody(body: OssBody | undefined): Uint8Array | Readable | null {
  if (!body) return null;
  return 'stream' in body ? body.stream : body;
}

function fromWireHeaders(headers: Record<string, string | string[] | undefined>): Map<string, string> {
  const decoded = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined)
      decoded.set(name, fromWireHeaderValue(Array.isArray(value) ? value.join(',') : value));
  }
  return decoded;
}
