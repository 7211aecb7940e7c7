import type { Readable } from 'node:stream';

import { toWireHeaderValue } from '@signpost/oss-protocol';
import { Pool } from 'undici';

import type { OssBody } from '../oss-call.ts';
import type { AddressRule, OssTimeouts } from '../oss-client.ts';
import { AnswerHandler, type BodyMode, type ExchangeLimits, type WireAnswer } from './answer-handler.ts';
import { createCheckedLookup, isRefusedOrigin } from './checked-lookup.ts';
import { RecentMap } from './recent-map.ts';
import { neverSent, refusedAddress, WireError } from './wire-fault.ts';

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
  readonly bodyMode: BodyMode;
  readonly limits: ExchangeLimits;
}

/** HTTP to any number of origins, one connection pool each. */
export interface Transport {
  /** @throws WireError */
  exchange(request: WireRequest): Promise<WireAnswer>;
  /** Lets exchanges finish for so long, then cuts what is left; none is begun any more. */
  close(graceMs: number): Promise<void>;
}

/** Metadata, tags and an encoded target may all be in one answer. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Origins with open connections at most. */
const MAX_ORIGINS = 256;
/** How long an origin that has to make room may still take to finish. */
const DROP_GRACE_MS = 60_000;

/** Makes a transport on undici. */
export function createTransport(
  timeouts: Pick<OssTimeouts, 'connectMs' | 'headersMs' | 'bodyMs'>,
  allowsAddress?: AddressRule,
): Transport {
  let isClosed = false;
  const pools = new RecentMap<Pool>(MAX_ORIGINS, (pool) => {
    // Its calls are told their own failures.
    closeWithin(pool, DROP_GRACE_MS).catch(() => {});
  });

  function openPool(origin: string): Pool {
    return new Pool(origin, {
      connect: {
        timeout: timeouts.connectMs,
        ...(allowsAddress === undefined ? {} : { lookup: createCheckedLookup(allowsAddress) }),
      },
      headersTimeout: timeouts.headersMs,
      bodyTimeout: timeouts.bodyMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Connections are bounded by the calls in flight, not here: a call that follows another at once
      // finds its connection still being put away, and waiting for it would cost more than a second one.
      // OSS speaks HTTP/1.1; one request per connection keeps "was it sent?" answerable.
      allowH2: false,
      pipelining: 1,
    });
  }

  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        if (isClosed || request.signal?.aborted) {
          reject(new WireError(neverSent(request.signal)));
          return;
        }
        if (allowsAddress !== undefined && isRefusedOrigin(request.origin, allowsAddress)) {
          reject(new WireError(refusedAddress));
          return;
        }
        pools
          .get(request.origin, () => openPool(request.origin))
          .dispatch(
            {
              path: request.path,
              method: request.method,
              headers: toWireHeaders(request),
              body: toWireBody(request.body),
              // undici closes the connection after a HEAD unless told that the server can be trusted.
              reset: false,
            },
            new AnswerHandler(request, { resolve, reject }),
          );
      }),
    async close(graceMs) {
      isClosed = true;
      const closing = pools.takeAll().map((pool) => closeWithin(pool, graceMs));
      await Promise.all(closing);
    },
  };
}

async function closeWithin(pool: Pool, graceMs: number): Promise<void> {
  // Somebody may hold a body without reading it; that would keep a plain close() waiting for ever.
  const cut = setTimeout(() => {
    pool.destroy().catch(() => {});
  }, graceMs).unref();
  try {
    await pool.close();
  } finally {
    clearTimeout(cut);
  }
}

function toWireHeaders({ headers, body }: WireRequest): string[] {
  const flat: string[] = [];
  for (const [name, value] of headers) flat.push(name, toWireHeaderValue(value));
  if (body && 'stream' in body && body.length !== undefined) flat.push('content-length', String(body.length));
  return flat;
}

function toWireBody(body: OssBody | undefined): Uint8Array | Readable | null {
  if (!body) return null;
  return 'stream' in body ? body.stream : body;
}
