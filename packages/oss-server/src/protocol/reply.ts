/** What an operation answers; header values are one character per byte. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body?: ReplyBody;
}

/** Text and small bytes are sent in one write with the head; a stream declares its length. */
export type ReplyBody = string | Uint8Array | { length: number; chunks: AsyncIterable<Uint8Array> };

/** A reply without a body. */
export function emptyReply(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers };
}

/** A reply with an XML body. */
export function xmlReply(body: string, headers: Record<string, string> = {}): Reply {
  return { status: 200, headers: { 'Content-Type': 'application/xml', ...headers }, body };
}

/** The number of bytes a body has. */
export function lengthOfBody(body: ReplyBody | undefined): number {
  if (body === undefined) return 0;
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body.length;
}
