import type { Readable } from 'node:stream';

import { fromWireHeaderValue } from '@signpost/oss-protocol';
import type { Dispatcher } from 'undici';

import { AnswerStream } from './answer-stream.ts';
import type { ByteBudget } from './byte-budget.ts';
import {
  ExchangeEnded,
  toWireFault,
  WireError,
  type AnswerHead,
  type WireFaultDetail,
  type WireProgress,
} from './wire-fault.ts';

/** What to do with the body of a successful answer; that of any other is kept, up to a bound. */
export type BodyMode =
  /** Read and forgotten, up to a bound. */
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

/** What bounds an exchange. */
export interface ExchangeLimits {
  /** Milliseconds to the end of the answer, or to its head where the body is streamed. */
  readonly ms: number;
  readonly budget: ByteBudget;
  /** Milliseconds over which a stream must bring at least `leastBytes` while its reader takes them. */
  readonly streamWindowMs: number;
  readonly leastBytes: number;
}

/** Longest error document that is read; the rest is cut off with the connection. */
const MAX_ERROR_BYTES = 256 * 1024;
/** As much of a body that is to be forgotten is read, so that its connection can be used again. */
const MAX_FORGOTTEN_BYTES = 8 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Takes one answer from undici. Nearly every body here is empty or a document that is needed
 * whole: those are gathered as they come, since a stream in between costs more than all the rest.
 */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #bodyMode: BodyMode;
  readonly #signal: AbortSignal | undefined;
  readonly #settle: Settle;
  readonly #limits: ExchangeLimits;
  readonly #timer: NodeJS.Timeout;
  readonly #progress: WireProgress = { started: false, answered: false };
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #head: AnswerHead | undefined;
  #stream: AnswerStream | undefined;
  #length = 0;
  /** Of the budget. */
  #held = 0;
  #isOver = false;

  constructor(
    request: {
      readonly bodyMode: BodyMode;
      readonly signal: AbortSignal | undefined;
      readonly limits: ExchangeLimits;
    },
    settle: Settle,
  ) {
    const { bodyMode, signal, limits } = request;
    this.#bodyMode = bodyMode;
    this.#signal = signal;
    this.#limits = limits;
    this.#settle = settle;
    this.#timer = setTimeout(() => this.#fail(new ExchangeEnded('CALL_TIMEOUT')), limits.ms);
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
    if (this.#bodyMode.kind !== 'stream' || !isSuccess(status)) return;
    clearTimeout(this.#timer);
    this.#stream = new AnswerStream(controller, this.#limits, () =>
      this.#fail(new ExchangeEnded('STREAM_TOO_SLOW')),
    );
    this.#settle.resolve({ ...this.#head, bytes: NOTHING, stream: this.#stream });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    if (this.#stream) this.#stream.give(chunk);
    else if (!isSuccess(this.#head?.status ?? 0)) {
      this.#keep(chunk.subarray(0, MAX_ERROR_BYTES - this.#length));
      if (this.#length >= MAX_ERROR_BYTES) this.#cutOff();
    } else if (this.#bodyMode.kind === 'whole') {
      if (this.#length + chunk.length > this.#bodyMode.maxBytes) {
        this.#failAs({ kind: 'protocol', reason: 'answer-too-large' });
      } else this.#keep(chunk);
    } else {
      this.#length += chunk.length;
      if (this.#length > MAX_FORGOTTEN_BYTES) this.#cutOff();
    }
  }

  onResponseEnd(): void {
    if (this.#isOver || !this.#head) return;
    this.#end();
    if (this.#stream) this.#stream.complete();
    else this.#resolve(this.#head);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.#fail(error);
  }

  #keep(chunk: Buffer): void {
    if (!this.#limits.budget.take(chunk.length)) {
      this.#fail(new ExchangeEnded('TOO_MANY_BYTES_HELD'));
      return;
    }
    this.#held += chunk.length;
    this.#length += chunk.length;
    this.#chunks.push(chunk);
  }

  /** What is needed of the answer has come; its connection goes with the rest. */
  #cutOff(): void {
    if (this.#isOver || !this.#head) return;
    this.#end();
    this.#resolve(this.#head);
    this.#controller?.abort(new Error('The rest of the answer is not needed'));
  }

  #resolve(head: AnswerHead): void {
    this.#settle.resolve({ ...head, bytes: join(this.#chunks), stream: undefined });
  }

  #fail(error: unknown): void {
    if (!this.#isOver) this.#failAs(toWireFault(error, this.#progress, this.#signal));
  }

  #failAs(detail: WireFaultDetail): void {
    this.#end();
    const error = new WireError(detail, this.#head);
    if (this.#stream && this.#bodyMode.kind === 'stream') this.#stream.destroy(this.#bodyMode.toError(error));
    else this.#settle.reject(error);
    this.#controller?.abort(error);
  }

  #end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#limits.budget.giveBack(this.#held);
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
