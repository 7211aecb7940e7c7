import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../config/setup-error.ts';
import { lockFolder } from './folder-lock.ts';

/** Version of what lies in the folder. A newer one is refused, an older one will be copied aside and migrated. */
const format = 1;

/** Which OSS something was recorded of: the embedded one, or an endpoint and region. */
export type OssPlace = 'embedded' | { endpoint: string; region: string };

/** The folder that holds everything Signpost keeps, locked for this process. */
export interface DataFolder {
  path: string;
  /** Secrets, readable by the owner only. */
  keys: string;
  /** Data of the embedded OSS. */
  oss: string;
  /** Of the embedded PostgreSQL. */
  database: string;
  /** Where earlier versions kept the changes of one OSS and its numbers of past days. */
  earlierFilesOf(place: OssPlace): { journal: string; dailyStats: string };
  /** False once the lock was taken away: then another process may use the folder as well. */
  isLocked(): boolean;
  release(): void;
}

/** Opens or makes the data folder. Throws {@link SetupError} when it is in use, newer than this program, or not ours. */
export function openDataFolder(folder: string): DataFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    checkFormat(path.join(folder, 'format.json'), folder);
    const keys = path.join(folder, 'keys');
    const oss = path.join(folder, 'oss');
    for (const made of [keys, oss]) mkdirSync(made, { recursive: true, mode: 0o700 });
    chmodSync(keys, 0o700);
    return {
      path: folder,
      keys,
      oss,
      database: path.join(folder, 'db'),
      earlierFilesOf: (place) => ({
        journal: path.join(folder, `journal-${nameOf(place)}.jsonl`),
        dailyStats: path.join(folder, `readings-${nameOf(place)}.json`),
      }),
      isLocked: () => lock.isHeld(),
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** What tells one OSS from another, in the database. */
export function addressOf(place: OssPlace): string {
  return place === 'embedded' ? place : `${place.region} ${place.endpoint}`;
}

function nameOf(place: OssPlace): string {
  if (place === 'embedded') return place;
  return createHash('sha256').update(`${place.region}\n${place.endpoint}`).digest('hex').slice(0, 16);
}

function checkFormat(file: string, folder: string): void {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, `${JSON.stringify({ format })}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return;
  }
  const found = readFormat(file);
  if (found === undefined)
    throw new SetupError(
      `${file} cannot be read as JSON with a format number: ${folder} does not look like a Signpost data folder.`,
    );
  if (found > format) {
    throw new SetupError(
      `${folder} was written by a newer Signpost (format ${found}, this one knows ${format}): start that version, or name another folder in SIGNPOST_DATA.`,
    );
  }
}

function readFormat(file: string): number | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const found = (parsed as { format?: unknown } | null)?.format;
    return typeof found === 'number' && Number.isInteger(found) && found > 0 ? found : undefined;
  } catch {
    return undefined;
  }
}
