import type { Readable } from 'node:stream';

import { fromWireHeaderValue } from '@signpost/oss-protocol';
import type { Dispatcher } from 'undici';

import { AnswerStream } from './answer-stream.ts';
import {
  toWireFault,
  WireError,
  type AnswerHead,
  type WireFaultDetail,
  type WireProgress,
} from './wire-fault.ts';

/** What to do with the body of a successful answer; that of any other is kept, up to a bound. */
export type BodyWish =
  | { readonly kind: 'none' }
  /** More bytes than that are an error. */
  | { readonly kind: 'whole'; readonly maxBytes: number }
  /** Failures of the stream are told as `toError` makes them. */
  | { readonly kind: 'stream'; readonly toError: (error: WireError) => Error };

/** An answer that came. */
export interface WireAnswer extends AnswerHead {
  /** The body where it was to be kept. */
  readonly bytes: Buffer;
  /** The body where it was to be streamed. */
  readonly stream: Readable | undefined;
}

/** The two ends of an exchange. */
interface Settle {
  readonly resolve: (answer: WireAnswer) => void;
  readonly reject: (error: WireError) => void;
}

/** Longest error document that is read; the rest is cut off. */
const MAX_ERROR_BYTES = 256 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Takes one answer from undici. Nearly every body here is empty or a document that is needed
 * whole: those are gathered as they come, since a stream in between costs more than all the rest.
 */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #wish: BodyWish;
  readonly #signal: AbortSignal | undefined;
  readonly #settle: Settle;
  readonly #progress: WireProgress = { started: false, answered: false };
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #head: AnswerHead | undefined;
  #stream: AnswerStream | undefined;
  #length = 0;
  #isOver = false;

  constructor(wish: BodyWish, signal: AbortSignal | undefined, settle: Settle) {
    this.#wish = wish;
    this.#signal = signal;
    this.#settle = settle;
    signal?.addEventListener('abort', this, { once: true });
  }

  /** The caller's signal fired. */
  handleEvent(): void {
    this.#fail(undefined);
  }

  /** undici is about to write to a live connection; from here on OSS may have seen the request. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Given up while it waited for the connection: nothing of it may go out.
    if (this.#isOver) controller.abort(new Error('Given up before it started'));
    else this.#progress.started = true;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // Interim answers, such as 103, are not the answer.
    if (status < 200) return;
    this.#progress.answered = true;
    this.#head = { status, headers: fromWireHeaders(headers) };
    if (this.#wish.kind !== 'stream' || !isSuccess(status)) return;
    this.#stream = new AnswerStream(controller);
    this.#settle.resolve({ ...this.#head, bytes: NOTHING, stream: this.#stream });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#stream) this.#stream.give(chunk);
    else if (!isSuccess(this.#head?.status ?? 0)) this.#keep(chunk, MAX_ERROR_BYTES);
    else if (this.#wish.kind === 'whole') this.#keepOrRefuse(chunk, this.#wish.maxBytes);
  }

  onResponseEnd(): void {
    if (this.#isOver || !this.#head) return;
    this.#end();
    if (this.#stream) this.#stream.complete();
    else this.#settle.resolve({ ...this.#head, bytes: join(this.#chunks), stream: undefined });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.#fail(error);
  }

  #keep(chunk: Buffer, maxBytes: number): void {
    const room = maxBytes - this.#length;
    this.#length += chunk.length;
    if (room > 0) this.#chunks.push(chunk.subarray(0, room));
  }

  #keepOrRefuse(chunk: Buffer, maxBytes: number): void {
    this.#keep(chunk, maxBytes);
    if (this.#length > maxBytes) this.#failAs({ kind: 'protocol', reason: 'invalid-xml' });
  }

  #fail(error: unknown): void {
    if (!this.#isOver) this.#failAs(toWireFault(error, this.#progress, this.#signal));
  }

  #failAs(detail: WireFaultDetail): void {
    this.#end();
    const error = new WireError(detail, this.#head);
    if (this.#stream && this.#wish.kind === 'stream') this.#stream.destroy(this.#wish.toError(error));
    else this.#settle.reject(error);
    this.#controller?.abort(error);
  }

  #end(): void {
    this.#isOver = true;
    this.#signal?.removeEventListener('abort', this);
  }
}

/** 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

function join(chunks: readonly Buffer[]): Buffer {
  const [first, second] = chunks;
  if (first === undefined) return NOTHING;
  return second === undefined ? first : Buffer.concat(chunks);
}

function fromWireHeaders(headers: Record<string, string | string[] | undefined>): Map<string, string> {
  const decoded = new Map<string, string>();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) {
      decoded.set(name, fromWireHeaderValue(Array.isArray(value) ? value.join(',') : value));
    }
  }
  return decoded;
}
