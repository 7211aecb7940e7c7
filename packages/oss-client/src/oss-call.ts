import type { Readable } from 'node:stream';

import type { QueryPairs, XmlElement } from '@signpost/oss-protocol';

/** A request body: bytes can be sent again, a stream only once. */
export type OssBody =
  | Uint8Array
  | {
      readonly stream: Readable;
      /** Bytes; chunked encoding without it. */ readonly length?: number | undefined;
    };

/** What every operation's input may carry. */
export interface CallOptions {
  /** Ends the call; it then fails with a transport error of phase `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** One signed request, before addressing and signing. */
export interface OssCall extends CallOptions {
  /** Vendor name of the operation, for counters and errors: `PutSymlink`. */
  readonly operation: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query?: QueryPairs | undefined;
  /** Lower-case names, Unicode values; `undefined` values are left out. */
  readonly headers?: ReadonlyArray<readonly [name: string, value: string | undefined]> | undefined;
  readonly body?: OssBody | undefined;
  /** `reserved` keeps the call from waiting behind ordinary reads: for reads that belong to a write, and health checks. */
  readonly lane?: 'reserved' | undefined;
  /** A `write` is never sent twice: see `OssClient.waitToRetryWrite`. */
  readonly effect: 'read' | 'write';
}

/** What an answer says apart from its body. */
export interface OssAnswer {
  readonly status: number;
  /** Lower-case names, Unicode values. */
  readonly headers: ReadonlyMap<string, string>;
  readonly requestId: string | undefined;
}

/** An answer with an XML body, read to its end. */
export interface OssXmlAnswer extends OssAnswer {
  readonly document: XmlElement;
}

/** An answer whose body is read as it comes. */
export interface OssStreamAnswer extends OssAnswer {
  /** Fails with an OssError; destroying it frees the connection. */
  readonly body: Readable;
}

/** A request as it would be sent. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
}
