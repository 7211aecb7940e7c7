import { hash } from 'node:crypto';

/**
 * The ETag of a link. OSS does not say how it makes one; it is neither the MD5 of the target's name
 * nor the target's ETag. Ours depends on the target header alone.
 */
export function symlinkEtag(targetHeader: string): string {
  return hash('md5', `symlink\0${targetHeader}`, 'hex').toUpperCase();
}
