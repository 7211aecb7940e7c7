import { isLoopbackHost } from '@signpost/oss-protocol/rules';
import { readNamedFile, readText, type Environment } from './environment.ts';
import { SetupError } from './setup-error.ts';

/** Which database keeps Signpost's state: a child of ours, or a server. */
export type DatabaseSettings = { kind: 'embedded' } | ({ kind: 'server' } & ServerAddress);

/** A PostgreSQL server and how it is spoken to. The password stands here and nowhere else. */
export interface ServerAddress {
  /** A name or address, or the folder of a Unix socket. */
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** `verify`: the certificate must belong to the host. `encrypt`: any certificate. */
  tls: 'off' | 'encrypt' | 'verify';
  /** Certificate authority to trust instead of the system's, PEM. */
  ca?: string;
}

const name = 'SIGNPOST_DATABASE_URL';
const example = 'postgres://user@host:5432/database';
const tlsOfMode: Readonly<Record<string, ServerAddress['tls']>> = {
  disable: 'off',
  require: 'encrypt',
  'verify-full': 'verify',
};
/** What the driver would read by itself; none of them does anything here. */
const driverVariables = [
  'PGHOST',
  'PGHOSTADDR',
  'PGPORT',
  'PGDATABASE',
  'PGUSER',
  'PGPASSWORD',
  'PGSERVICE',
  'PGSSLMODE',
];

/** Reads `SIGNPOST_DATABASE_*`. Throws {@link SetupError} naming the variable and what to write. */
export function readDatabaseSettings(env: Environment): DatabaseSettings {
  const text = readText(env, name);
  const passwordFile = readText(env, 'SIGNPOST_DATABASE_PASSWORD_FILE');
  const caFile = readText(env, 'SIGNPOST_DATABASE_CA_FILE');
  if (text === undefined) {
    const lonely = passwordFile !== undefined ? 'PASSWORD' : caFile !== undefined ? 'CA' : undefined;
    if (lonely !== undefined)
      throw new SetupError(`SIGNPOST_DATABASE_${lonely}_FILE is set without ${name}: set both, or neither.`);
    return { kind: 'embedded' };
  }
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.hash !== '')
    throw new SetupError(`${name} is not the address of a database: give something like ${example}.`);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '' || database.includes('/'))
    throw new SetupError(`${name} names no database: give something like ${example}.`);
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, '');
  if (host === '') throw new SetupError(`${name} names no host: give something like ${example}.`);
  if (url.username === '') throw new SetupError(`${name} names no user: give something like ${example}.`);
  const ca = caFile === undefined ? undefined : readNamedFile('SIGNPOST_DATABASE_CA_FILE', caFile);
  return {
    kind: 'server',
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    database,
    user: decodeURIComponent(url.username),
    password: readPassword(url, passwordFile),
    tls: readTls(url, host),
    ...(ca === undefined ? {} : { ca }),
  };
}

/** One sentence about variables that people expect to work, where they are set and no database is named. */
export function describeIgnoredVariables(env: Environment): string | undefined {
  const found = driverVariables.filter((variable) => readText(env, variable) !== undefined);
  if (found.length === 0) return undefined;
  return `${found.join(', ')} ${found.length === 1 ? 'is' : 'are'} set and not used: the database is named by ${name} alone.`;
}

function readPassword(url: URL, file: string | undefined): string {
  if (file === undefined) return decodeURIComponent(url.password);
  if (url.password !== '')
    throw new SetupError(
      `${name} holds a password although SIGNPOST_DATABASE_PASSWORD_FILE is set: keep one of them.`,
    );
  return readNamedFile('SIGNPOST_DATABASE_PASSWORD_FILE', file).replace(/\r?\n$/, '');
}

/** Off the machine the password and everything recorded would be readable on the way: TLS unless refused in so many words. */
function readTls(url: URL, host: string): ServerAddress['tls'] {
  const known = new Set(['sslmode', 'host']);
  const unknown = [...url.searchParams.keys()].find((parameter) => !known.has(parameter));
  if (unknown !== undefined)
    throw new SetupError(
      `${name} has the parameter ${unknown}, which Signpost does not know: it knows sslmode and host.`,
    );
  const mode = url.searchParams.get('sslmode');
  if (mode === null) return isLoopbackHost(host) || host.startsWith('/') ? 'off' : 'verify';
  const tls = tlsOfMode[mode];
  if (tls === undefined)
    throw new SetupError(`${name} has sslmode=${mode}: give ${Object.keys(tlsOfMode).join(', ')}.`);
  return tls;
}
