import { parseQuery } from '@signpost/oss-protocol';
import type { QueryPairs } from '@signpost/oss-protocol';

import { decodeUtf8 } from './decode-utf8.ts';

/** Decoded query parameters. Clients send empty parameters they do not mean, so empty reads as absent. */
export class RequestQuery {
  readonly pairs: QueryPairs;
  readonly #first = new Map<string, string>();

  /**
   * @param raw percent-encoded, without the question mark
   * @throws OssFault InvalidArgument when it is not UTF-8
   */
  constructor(raw: string) {
    decodeUtf8(raw);
    this.pairs = parseQuery(raw);
    for (const [name, value] of this.pairs) {
      if (!this.#first.has(name)) this.#first.set(name, value);
    }
  }

  /** Whether the name occurs, with or without a value: how sub-resources are spelled. */
  has(name: string): boolean {
    return this.#first.has(name);
  }

  /** The first value, or undefined when absent or empty. */
  get(name: string): string | undefined {
    const value = this.#first.get(name);
    return value === '' ? undefined : value;
  }

  names(): string[] {
    return [...this.#first.keys()];
  }
}
