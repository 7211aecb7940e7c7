import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { discardBody, receiveBody } from '../store/incoming-body.ts';
import type { IncomingBody } from '../store/incoming-body.ts';
import { fault } from './oss-fault.ts';

/** Documents (Delete, Tagging, configurations) may be this long. */
const DOCUMENT_LIMIT = 2 * 1024 * 1024;
/** An object put in one request. */
const OBJECT_LIMIT = 5 * 1024 ** 3;

/** The body of a request, read at most once and checked against its Content-MD5. */
export class RequestBody {
  readonly #request: IncomingMessage;
  readonly #goOn: () => void;

  /** @param goOn answers `Expect: 100-continue`, when the client waits for that */
  constructor(request: IncomingMessage, goOn: () => void) {
    this.#request = request;
    this.#goOn = goOn;
  }

  /** Reads a document into memory. */
  async text(): Promise<string> {
    return (await this.bytes()).toString('utf8');
  }

  async bytes(): Promise<Buffer> {
    const bytes = this.#isAbsent() ? this.#passOver() : await this.#gather();
    this.#checkDigest(() => createHash('md5').update(bytes).digest());
    return bytes;
  }

  /** Most requests have no body: they need no stream to be read. */
  #isAbsent(): boolean {
    const { headers } = this.#request;
    return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  }

  #passOver(): Buffer {
    this.#goOn();
    this.#request.resume();
    return Buffer.alloc(0);
  }

  async #gather(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.#chunks()) {
      size += chunk.length;
      if (size > DOCUMENT_LIMIT) throw fault('EntityTooLarge');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** Receives an object's content into the store's incoming folder. */
  async receive(folder: string): Promise<IncomingBody> {
    const declared = this.#declaredLength();
    if (declared !== undefined && declared > OBJECT_LIMIT) throw fault('EntityTooLarge');
    const body = await receiveBody(limited(this.#chunks(), OBJECT_LIMIT), folder);
    try {
      if (declared !== undefined && declared !== body.size) throw fault('IncompleteBody');
      this.#checkDigest(() => Buffer.from(body.md5, 'hex'));
    } catch (error) {
      discardBody(body);
      throw error;
    }
    return body;
  }

  /** Reads and forgets the body of an operation that takes none, after checking its digest. */
  async expectEmpty(): Promise<void> {
    await this.bytes();
  }

  #declaredLength(): number | undefined {
    // The C client declares Content-Length: 0 beside chunked coding; then the chunks count.
    if (this.#request.headers['transfer-encoding'] !== undefined) return undefined;
    const text = this.#request.headers['content-length'];
    return text === undefined ? undefined : Number(text);
  }

  /** The C client puts four bytes behind the digest of a batch delete, which the service does not mind. */
  #checkDigest(digest: () => Buffer): void {
    const expected = this.#request.headers['content-md5'];
    if (typeof expected !== 'string') return;
    const actual = digest();
    if (actual.equals(Buffer.from(expected, 'base64').subarray(0, actual.length))) return;
    throw fault('InvalidDigest', {
      details: {
        ClientComputedContentMD5: expected,
        ServerCalculatedContentMD5: actual.toString('base64'),
      },
    });
  }

  #chunks(): AsyncIterable<Buffer> {
    this.#goOn();
    return this.#request.iterator({ destroyOnReturn: false });
  }
}

async function* limited(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) throw fault('EntityTooLarge');
    yield chunk;
  }
}
