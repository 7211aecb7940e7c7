import { Readable } from 'node:stream';

import type { Dispatcher } from 'undici';

/**
 * A body handed out while it comes. Reading slowly holds the connection back; destroying it, read
 * or not, cuts the connection.
 */
export class AnswerStream extends Readable {
  readonly #controller: Dispatcher.DispatchController;
  #isComplete = false;

  constructor(controller: Dispatcher.DispatchController) {
    super();
    this.#controller = controller;
  }

  /** Takes a piece of the body. */
  give(chunk: Buffer): void {
    if (!this.push(chunk)) this.#controller.pause();
  }

  /** The body came to its announced end. */
  complete(): void {
    this.#isComplete = true;
    this.push(null);
  }

  override _read(): void {
    this.#controller.resume();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    if (!this.#isComplete) this.#controller.abort(error ?? new Error('Nobody wants the rest'));
    callback(error);
  }
}
