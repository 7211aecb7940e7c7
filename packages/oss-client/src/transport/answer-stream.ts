import { Readable } from 'node:stream';

import type { Dispatcher } from 'undici';

/**
 * A body handed out while it comes. Reading slowly holds the connection back; destroying it, read
 * or not, cuts the connection. A source that brings too little while nothing holds it back is told.
 */
export class AnswerStream extends Readable {
  readonly #controller: Dispatcher.DispatchController;
  readonly #watch: NodeJS.Timeout;
  #isComplete = false;
  /** Since the watch looked last. */
  #bytes = 0;
  #wasHeldBack = false;
  #isHeldBack = false;

  constructor(
    controller: Dispatcher.DispatchController,
    rate: { readonly streamWindowMs: number; readonly leastBytes: number },
    onTooSlow: () => void,
  ) {
    super();
    this.#controller = controller;
    this.#watch = setInterval(() => {
      if (this.#bytes < rate.leastBytes && !this.#wasHeldBack) onTooSlow();
      this.#bytes = 0;
      this.#wasHeldBack = this.#isHeldBack;
    }, rate.streamWindowMs).unref();
  }

  /** Takes a piece of the body. */
  give(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.push(chunk)) return;
    this.#isHeldBack = true;
    this.#wasHeldBack = true;
    this.#controller.pause();
  }

  /** The body came to its announced end. */
  complete(): void {
    this.#isComplete = true;
    clearInterval(this.#watch);
    this.push(null);
  }

  override _read(): void {
    this.#isHeldBack = false;
    this.#controller.resume();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    clearInterval(this.#watch);
    if (!this.#isComplete) this.#controller.abort(error ?? new Error('Nobody wants the rest'));
    callback(error);
  }
}
