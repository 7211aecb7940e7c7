import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { Crc64 } from './crc64.ts';

/** Bodies up to this size live in the index, which saves a file and its two flushes. */
const INLINE_LIMIT = 64 * 1024;

/** A body received in full and measured, not yet part of the store. */
export interface IncomingBody {
  size: number;
  /** Upper-case hexadecimal, as in an ETag. */
  md5: string;
  crc64: string;
  source: { kind: 'inline'; data: Uint8Array } | { kind: 'file'; path: string };
}

/** Reads a body: small ones into memory, larger ones into a flushed file in `folder`. */
export async function receiveBody(chunks: AsyncIterable<Uint8Array>, folder: string): Promise<IncomingBody> {
  const md5 = createHash('md5');
  const crc64 = new Crc64();
  const small: Uint8Array[] = [];
  let size = 0;
  let file: { path: string; descriptor: number } | undefined;
  try {
    for await (const chunk of chunks) {
      md5.update(chunk);
      crc64.update(chunk);
      size += chunk.length;
      if (file === undefined && size > INLINE_LIMIT) {
        const path = join(folder, randomUUID());
        file = { path, descriptor: openSync(path, 'wx') };
        for (const earlier of small.splice(0)) writeAll(file.descriptor, earlier);
      }
      if (file === undefined) small.push(chunk);
      else writeAll(file.descriptor, chunk);
    }
    if (file !== undefined) fsyncSync(file.descriptor);
  } catch (error) {
    if (file !== undefined) rmSync(file.path, { force: true });
    throw error;
  } finally {
    if (file !== undefined) closeSync(file.descriptor);
  }
  const source =
    file === undefined
      ? ({ kind: 'inline', data: Buffer.concat(small) } as const)
      : ({ kind: 'file', path: file.path } as const);
  return { size, md5: md5.digest('hex').toUpperCase(), crc64: crc64.digest(), source };
}

/** A body that is already in memory. */
export function measureBody(data: Uint8Array): IncomingBody {
  return {
    size: data.length,
    md5: createHash('md5').update(data).digest('hex').toUpperCase(),
    crc64: new Crc64().update(data).digest(),
    source: { kind: 'inline', data },
  };
}

/** Throws away a body that will not be stored. */
export function discardBody(body: IncomingBody): void {
  if (body.source.kind === 'file') rmSync(body.source.path, { force: true });
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) at += writeSync(descriptor, bytes, at);
}
