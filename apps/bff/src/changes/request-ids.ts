/** Most ids held: a few tens of megabytes, and years of writes by hand. */
const most = 200_000;

/** Which change a request id of OSS belongs to. Bounded: beyond the bound the ids set first are let go. */
export class RequestIds {
  readonly #changes = new Map<string, string>();
  readonly #most: number;
  #isWhole = true;

  constructor(bound = most) {
    this.#most = bound;
  }

  /** Whether no id was let go, so that an unknown one belongs to no change. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get size(): number {
    return this.#changes.size;
  }

  get(requestId: string): string | undefined {
    return this.#changes.get(requestId.toUpperCase());
  }

  set(requestId: string, change: string): void {
    this.#changes.set(requestId.toUpperCase(), change);
    if (this.#changes.size <= this.#most) return;
    const oldest = this.#changes.keys().next();
    if (oldest.done === true) return;
    this.#changes.delete(oldest.value);
    this.#isWhole = false;
  }
}
