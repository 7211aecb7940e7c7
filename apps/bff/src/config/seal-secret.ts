import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts secrets for the database, and reads them again. */
export interface SecretSeal {
  /** @param belongsTo what the secret is of: sealed text that is moved elsewhere cannot be read there */
  seal(text: string, belongsTo: string): string;
  /** Undefined where the text was changed, was sealed with another key, or belongs to something else. */
  open(sealed: string, belongsTo: string): string | undefined;
}

/** AES-256-GCM with a new nonce each time. @param key 32 bytes */
export function createSecretSeal(key: Buffer): SecretSeal {
  return {
    seal(text, belongsTo) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(Buffer.from(belongsTo));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [version, iv.toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed, belongsTo) {
      const [found, iv = '', body = '', ...more] = sealed.split('.');
      const bytes = Buffer.from(body, 'base64url');
      if (found !== version || more.length > 0 || bytes.length < tagBytes) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(belongsTo));
        decipher.setAuthTag(bytes.subarray(-tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
        return text.toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
