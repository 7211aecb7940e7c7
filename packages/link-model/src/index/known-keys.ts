import { compareKeys } from '@signpost/oss-protocol/rules';
import type { LinkIndexFacts } from './index-entry.ts';

/** Of which keys an index can say that nothing is stored there, where it holds none. */
export class KnownKeys {
  readonly #scannedUpTo: string | undefined;
  /** Where links only are known, keys at which somebody found nothing. */
  readonly #absent: Set<string> | undefined;

  constructor({ scannedUpTo, linksOnly }: LinkIndexFacts) {
    this.#scannedUpTo = scannedUpTo;
    this.#absent = linksOnly === true ? new Set() : undefined;
  }

  has(key: string): boolean {
    if (this.#absent !== undefined) return this.#absent.has(key);
    return this.#scannedUpTo === undefined || compareKeys(key, this.#scannedUpTo) <= 0;
  }

  /** Records what somebody found. */
  note(key: string, isStored: boolean): void {
    if (isStored) this.#absent?.delete(key);
    else this.#absent?.add(key);
  }

  /** The same for an index of fewer keys. */
  get facts(): LinkIndexFacts {
    return { scannedUpTo: this.#scannedUpTo, linksOnly: this.#absent !== undefined };
  }

  /** Keys at which somebody found nothing; none where all keys up to some are known. */
  get absent(): Iterable<string> {
    return this.#absent ?? [];
  }
}
