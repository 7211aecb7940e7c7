import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from './environment.ts';
import { SetupError } from './setup-error.ts';

const variable = 'SIGNPOST_MASTER_KEY';
const newVariable = 'SIGNPOST_NEW_MASTER_KEY';
const fileName = 'master.key';
/** Written before the database takes over a new key, and renamed afterwards. */
const nextFileName = 'master.key.next';

/** Where the database remembers which master key it belongs to. */
export interface KeyMark {
  read(): Promise<string | undefined>;
  /** Keeps the mark of another replica that was first, and answers the one that is kept. */
  write(mark: string): Promise<string>;
}

/**
 * The key from which all others are derived: of the environment, or of a file that only its owner reads, made for a
 * database that has none yet. A database that belongs to another key is refused, and nothing is overwritten: what is
 * encrypted there could be read with that key alone. @throws SetupError
 */
export async function openMasterKey(
  env: Environment,
  { folder, mark }: { folder: string; mark: KeyMark },
): Promise<Buffer> {
  const file = path.join(folder, fileName);
  const known = await mark.read();
  const given = readVariable(env) ?? readFile(file);
  if (given === undefined && known !== undefined)
    throw new SetupError(
      `The database belongs to a master key that is not here: set ${variable}, or put ${fileName} of the console that made it into ${folder}.`,
    );
  const next = path.join(folder, nextFileName);
  const staged = known === undefined ? undefined : readStaged(next);
  if (staged !== undefined && toMark(staged) === known) {
    // A change of the key ended between database and file.
    renameSync(next, file);
    return staged;
  }
  const key = given ?? makeFile(file);
  if ((known ?? (await mark.write(toMark(key)))) !== toMark(key))
    throw new SetupError(
      `The master key is not the one that the database belongs to: check ${variable}, or ${file}.`,
    );
  return key;
}

/**
 * The key that takes the place of the present one: of `SIGNPOST_NEW_MASTER_KEY`, or made and staged in a file, which
 * `finish` puts in place once the database has taken it over. @throws SetupError
 */
export function stageMasterKey(
  env: Environment,
  { folder }: { folder: string },
): { key: Buffer; finish: () => string } {
  const isOfEnvironment = readVariable(env) !== undefined;
  const given = readVariable(env, newVariable);
  if (isOfEnvironment && given === undefined)
    throw new SetupError(
      `The master key is that of ${variable}: give the new one in ${newVariable}, for example of \`openssl rand -hex 32\`.`,
    );
  if (given !== undefined && isOfEnvironment)
    return { key: given, finish: () => `Start the consoles with the new key in ${variable}.` };
  const next = path.join(folder, nextFileName);
  rmSync(next, { force: true });
  const key = given ?? randomBytes(32);
  writeFileSync(next, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return {
    key,
    finish() {
      renameSync(next, path.join(folder, fileName));
      return `The new key lies in ${path.join(folder, fileName)}: keep a copy of it apart from backups of the database.`;
    },
  };
}

/** A key for one purpose. The same master key derives the same one in every replica. */
export function deriveKey(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `signpost ${purpose}`, 32));
}

/**
 * The code that sets a console up, in groups of signs that are not mistaken for each other.
 * @param after id of the newest account: a code that somebody noted is worth nothing once there was one
 */
export function toSetUpCode(master: Buffer, after = ''): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz234567890'.slice(0, 32);
  const text = [...deriveKey(master, `set-up code${after}`).subarray(0, 20)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
  return (text.match(/.{5}/g) ?? []).join('-');
}

/** By which a database knows its master key. */
export function toMark(key: Buffer): string {
  return createHmac('sha256', deriveKey(key, 'mark')).update('signpost').digest('hex');
}

/** The value is named in no message. */
function readVariable(env: Environment, name = variable): Buffer | undefined {
  const text = env[name]?.trim() ?? '';
  if (text === '') return undefined;
  const key = toKey(text);
  if (key === undefined)
    throw new SetupError(
      `${name} is no key: give 32 bytes as 64 hexadecimal digits, for example of \`openssl rand -hex 32\`.`,
    );
  return key;
}

/** One that was not written to its end is no key yet. */
function readStaged(file: string): Buffer | undefined {
  return existsSync(file) ? toKey(readFileSync(file, 'utf8').trim()) : undefined;
}

function readFile(file: string): Buffer | undefined {
  if (!existsSync(file)) return undefined;
  if ((statSync(file).mode & 0o077) !== 0)
    throw new SetupError(`${file} may be read by others: chmod 600 it, and think of another key.`);
  const key = toKey(readFileSync(file, 'utf8').trim());
  if (key === undefined) throw new SetupError(`${file} holds no key: put the file back as it was.`);
  return key;
}

function makeFile(file: string): Buffer {
  const key = randomBytes(32);
  // Never over one that appeared meanwhile.
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function toKey(text: string): Buffer | undefined {
  return /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}
