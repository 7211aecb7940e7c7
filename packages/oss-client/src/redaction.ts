import type { SigningCredentials } from '@signpost/oss-protocol';

/** Replaces a secret in a text. */
const MASK = '***';

/** Takes the parts of a credential out of text that somebody else chose. */
export function createRedactor(credentials: SigningCredentials): (text: string) => string {
  const secrets = [credentials.accessKeySecret, credentials.securityToken, credentials.accessKeyId].filter(
    (secret): secret is string => secret !== undefined && secret.length >= 4,
  );
  return (text) => secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, MASK), text);
}

/** Hides key id, signature and token in headers made by the signer; region and date stay readable. */
export function maskHeader(name: string, value: string): string {
  if (name === 'x-oss-security-token') return MASK;
  if (name !== 'authorization') return value;
  return value
    .replace(/Credential=.*?(\/\d{8}\/[^,]*)/, `Credential=${MASK}$1`)
    .replace(/Signature=\w+/, `Signature=${MASK}`)
    .replace(/^OSS .*$/, `OSS ${MASK}:${MASK}`);
}
