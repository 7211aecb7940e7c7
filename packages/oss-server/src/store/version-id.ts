import { randomBytes } from 'node:crypto';

/** The version id of what was written while versioning was off or suspended. */
export const NULL_VERSION = 'null';

/**
 * A version id of 64 characters that looks like the service's: base64 of a small message with a
 * 32-character hexadecimal tail. Ids with `+` or `/` are thrown away, since they travel in queries.
 */
export function createVersionId(): string {
  const message = Buffer.alloc(48);
  message.set([0x08, 0x01, 0x10]);
  for (;;) {
    randomBytes(13).copy(message, 3);
    message[3] = message[3]! & 0x7f;
    message.set([0x18], 4);
    message.set([0x22, 0x20], 14);
    message.write(randomBytes(16).toString('hex'), 16, 'latin1');
    const id = message.toString('base64');
    if (!/[+/]/.test(id)) return id;
  }
}

/** Whether a text could be the id of a version. */
export function isVersionId(text: string): boolean {
  return text === NULL_VERSION || /^[A-Za-z0-9]{64}$/.test(text);
}
