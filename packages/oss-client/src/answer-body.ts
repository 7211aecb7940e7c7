import { Readable } from 'node:stream';

import { createXmlReader, XmlError, type XmlElement, type XmlLimits } from '@signpost/oss-protocol';

import { WireError, type WireResponse } from './transport/transport.ts';

/** Reads and forgets a body. @throws WireError */
export async function drainBody(response: WireResponse): Promise<void> {
  await eachChunk(response, () => {});
}

/** Reads text up to a limit; what goes beyond is cut off. @throws WireError */
export async function readTextBody(response: WireResponse, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  await eachChunk(response, (chunk) => {
    if (length < limit) chunks.push(chunk);
    length += chunk.length;
  });
  return Buffer.concat(chunks).subarray(0, limit).toString('utf8');
}

/** Parses a body while it comes. @throws WireError, XmlError */
export async function readXmlBody(
  response: WireResponse,
  limits: XmlLimits | undefined,
): Promise<XmlElement> {
  const reader = createXmlReader(limits);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  await eachChunk(response, (chunk) => reader.write(decodeText(decoder, chunk)));
  reader.write(decodeText(decoder));
  return reader.end();
}

function decodeText(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new XmlError('malformed', 'The XML document is not UTF-8');
  }
}

async function eachChunk(response: WireResponse, take: (chunk: Uint8Array) => void): Promise<void> {
  try {
    for await (const chunk of response.body) take(chunk as Uint8Array);
  } catch (error) {
    if (error instanceof XmlError) throw error;
    throw new WireError(response.toFault(error));
  }
}

/**
 * A body whose failures are turned into errors of ours. Destroying it, read or not, frees the
 * connection; a generator would only do so once it had been started.
 */
export function guardBody(response: WireResponse, toError: (error: WireError) => Error): Readable {
  const source = response.body;
  const guarded = new Readable({
    read() {
      source.resume();
    },
    destroy(error, callback) {
      source.destroy();
      callback(error);
    },
  });
  const fail = (error: unknown): void => {
    guarded.destroy(toError(new WireError(response.toFault(error))));
  };
  source.pause();
  source.on('data', (chunk: Uint8Array) => {
    if (!guarded.push(chunk)) source.pause();
  });
  source.on('end', () => guarded.push(null));
  source.on('error', fail);
  source.on('close', () => {
    if (!source.readableEnded && !guarded.destroyed) fail(undefined);
  });
  return guarded;
}
