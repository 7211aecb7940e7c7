import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Credential } from '../config/config.ts';

const fileName = 'embedded-oss.env';

/** The keys of the embedded OSS: made once, kept in a file only the owner reads. */
export function readOrMakeEmbeddedKeys(keysFolder: string): Credential {
  const file = path.join(keysFolder, fileName);
  const lines = existsSync(file) ? readText(file).split('\n') : [];
  const value = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  const accessKeyId = value('OSS_ACCESS_KEY_ID');
  const accessKeySecret = value('OSS_ACCESS_KEY_SECRET');
  if (accessKeyId !== undefined && accessKeySecret !== undefined) return { accessKeyId, accessKeySecret };
  return {
    accessKeyId: `embedded${randomBytes(8).toString('hex')}`,
    accessKeySecret: randomBytes(24).toString('base64url'),
  };
}

/** The error of reading a folder names no path; ours does. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
}

/** Writes the file that a shell can source before `ossutil` or an SDK is used; answers its path. */
export function writeEmbeddedKeys(
  keysFolder: string,
  facts: { credential: Credential; endpoint: string; region: string },
): string {
  const file = path.join(keysFolder, fileName);
  const text = [
    '# Keys of the embedded OSS of this folder; worthless anywhere else.',
    `OSS_ENDPOINT=${facts.endpoint}`,
    `OSS_REGION=${facts.region}`,
    `OSS_ACCESS_KEY_ID=${facts.credential.accessKeyId}`,
    `OSS_ACCESS_KEY_SECRET=${facts.credential.accessKeySecret}`,
    '',
  ].join('\n');
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return file;
}
