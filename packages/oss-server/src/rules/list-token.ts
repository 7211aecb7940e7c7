import { invalidArgument } from '../protocol/oss-fault.ts';

const FIELD_ONE = 0x0a;

/**
 * A continuation token for the name a page ended with: a small message in base64 whose padding is
 * `-`, as the service's look. It holds no `%` and no `+`, which one client would decode.
 */
export function encodeListToken(last: string): string {
  const bytes = Buffer.from(last);
  const message = Buffer.concat([
    Buffer.from([FIELD_ONE, (bytes.length & 0x7f) | 0x80, bytes.length >> 7]),
    bytes,
  ]);
  return message.toString('base64').replaceAll('+', '*').replaceAll('/', '_').replaceAll('=', '-');
}

/** @throws OssFault InvalidArgument for anything this server did not hand out */
export function decodeListToken(token: string): string {
  const message = Buffer.from(token.replaceAll('*', '+').replaceAll('_', '/').replaceAll('-', '='), 'base64');
  const length = ((message[1] ?? 0) & 0x7f) | ((message[2] ?? 0) << 7);
  if (message[0] === FIELD_ONE && message.length === length + 3) return message.toString('utf8', 3);
  throw invalidArgument('continuation-token', token, {
    message: 'The continuation token provided is incorrect.',
  });
}
