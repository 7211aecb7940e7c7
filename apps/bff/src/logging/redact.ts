import type { SecretList } from './secret-list.ts';

/** Replaces every secret in a text by a mark. Made once per process from the secrets it holds. */
export type Redact = (text: string) => string;

const mark = '[redacted]';

/**
 * Shapes that are secret, no matter whose: signatures and tokens in headers and URLs, presigned URLs of people
 * who pasted one included. The values run to the next character that cannot be part of one.
 */
const shapes: readonly RegExp[] = [
  /\b(OSS4-HMAC-SHA256 Credential=)[^\s"\\]+/gi,
  /\b(OSS2? )[A-Za-z0-9._-]+:[A-Za-z0-9+/=]+/g,
  /\b(Bearer )[\w.~+/=-]+/gi,
  /\b((?:x-oss-)?(?:signature|security-token|credential)(?:=|%3D))[^&\s"\\<]+/gi,
  /\b(OSSAccessKeyId(?:=|%3D))[^&\s"\\<]+/gi,
  /("(?:authorization|cookie|set-cookie|x-oss-security-token|accessKeySecret|securityToken)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi,
];

/** Replaces secret values and nothing else: for answers, whose keys and texts must arrive as they are. */
export function createValueRedact(secrets: SecretList): Redact {
  return (text) => {
    let clean = text;
    for (const value of secrets.values()) clean = clean.replaceAll(value, mark);
    return clean;
  };
}

/** Makes the redactor for these secret values, those that are added later included. */
export function createRedact(secrets: SecretList): Redact {
  const redactValues = createValueRedact(secrets);
  return (text) => {
    let clean = redactValues(text);
    for (const shape of shapes) {
      clean = clean.replace(shape, (_all, head: string) =>
        head.startsWith('"') ? `${head}"${mark}"` : `${head}${mark}`,
      );
    }
    return clean;
  };
}
