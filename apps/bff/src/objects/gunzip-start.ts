import { constants, createGunzip } from 'node:zlib';

/** Unpacks the beginning of gzip data, at most `most` bytes of it; undefined when it is not gzip. */
export async function gunzipStart(
  bytes: Uint8Array,
  most: number,
): Promise<{ bytes: Uint8Array; cut: boolean } | undefined> {
  // The data may end in mid-stream: what came out until then is what there is.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    gunzip.end(bytes);
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= most) break;
    }
  } catch {
    return undefined;
  }
  const all = Buffer.concat(chunks);
  return { bytes: all.subarray(0, most), cut: length > most };
}
