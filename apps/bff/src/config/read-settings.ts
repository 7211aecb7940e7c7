import path from 'node:path';
import type { Config } from './config.ts';
import { readText, type Environment } from './environment.ts';
import { readDatabaseSettings, type DatabaseSettings } from './read-database-settings.ts';
import { readBasePath } from './read-base-path.ts';
import { readIssuer, readOidc, type OidcSettings } from './read-oidc.ts';
import { readSignIn, type SignInSettings } from './read-sign-in.ts';
import { readOssSettings, type OssSettings } from './read-oss-settings.ts';
import { SetupError } from './setup-error.ts';

/** What the environment says, before anything is opened or started. */
export interface Settings extends SignInSettings {
  http: Pick<Config, 'host' | 'port' | 'publicUrl' | 'basePath' | 'webDist'>;
  /** Whose id tokens may be exchanged for API tokens. */
  ciIssuers: string[];
  dataFolder: string;
  database: DatabaseSettings;
  oss: OssSettings;
  /** OSS calls per second and account, over all replicas. */
  ossCallsPerSecond: number;
  /** Most keys one scan of a bucket holds. */
  maxIndexedKeys: number;
  /** Days after which changes are removed; everything is kept when absent. */
  keepChangesDays?: number;
  /** Days after which events of the audit log are removed; all are kept when absent. */
  keepAuditDays?: number;
  /** What senders of OSS events prove themselves with; none are taken when absent. */
  eventsSecret?: string;
  /** Sign-in through an identity provider; absent where people have local accounts only. */
  oidc?: OidcSettings;
}

/** Reads the environment. Throws {@link SetupError} with one sentence on the first thing that cannot work. */
export function readSettings(env: Environment, repositoryRoot: string): Settings {
  const host = readText(env, 'SIGNPOST_HOST') ?? '127.0.0.1';
  const publicUrl = readPublicUrl(readText(env, 'SIGNPOST_PUBLIC_URL'));
  const basePath = readBasePath(readText(env, 'SIGNPOST_BASE_PATH'));
  const keepChangesDays = readKeepDays(env, 'SIGNPOST_KEEP_CHANGES_DAYS', 'changes');
  const keepAuditDays = readKeepDays(env, 'SIGNPOST_KEEP_AUDIT_DAYS', 'events');
  const eventsSecret = readEventsSecret(env);
  const oss = readOssSettings(env, readPort(env, 'SIGNPOST_OSS_PORT', 7071));
  const signIn = readSignIn(env, {
    host,
    publicUrl,
    endpoint: oss.kind === 'embedded' ? undefined : oss.endpoint,
    hasConnectionsFile: readText(env, 'SIGNPOST_CONNECTIONS_FILE') !== undefined,
  });
  const oidc = readOidc(env, signIn.signIn);
  const ciIssuers = (readText(env, 'SIGNPOST_CI_ISSUERS') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((issuer) => readIssuer('SIGNPOST_CI_ISSUERS', issuer));
  return {
    http: {
      host,
      port: readPort(env, 'SIGNPOST_PORT', 7070),
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(basePath === undefined ? {} : { basePath }),
      webDist: path.resolve(repositoryRoot, readText(env, 'SIGNPOST_WEB_DIST') ?? 'apps/web/dist'),
    },
    dataFolder: path.resolve(repositoryRoot, readText(env, 'SIGNPOST_DATA') ?? '.signpost'),
    database: readDatabaseSettings(env),
    oss,
    ...signIn,
    ciIssuers,
    ossCallsPerSecond: readRate(env),
    maxIndexedKeys: readIndexBound(env),
    ...(keepChangesDays === undefined ? {} : { keepChangesDays }),
    ...(keepAuditDays === undefined ? {} : { keepAuditDays }),
    ...(eventsSecret === undefined ? {} : { eventsSecret }),
    ...(oidc === undefined ? {} : { oidc }),
  };
}

/** A whole number of seven digits at most; undefined where the variable is not set. */
function readWhole(
  env: Environment,
  name: string,
  { least, most, complaint }: { least: number; most: number; complaint: string },
): number | undefined {
  const value = readText(env, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d{1,7}$/.test(value) || number < least || number > most)
    throw new SetupError(`${name}=${value} ${complaint}`);
  return number;
}

function readPort(env: Environment, name: string, fallback: number): number {
  const complaint = 'is not a port: give a number from 0 to 65535.';
  return readWhole(env, name, { least: 0, most: 65_535, complaint }) ?? fallback;
}

function readRate(env: Environment): number {
  const complaint = 'is no rate: give calls per second, from 1 to 99999.';
  return readWhole(env, 'SIGNPOST_OSS_CALLS_PER_SECOND', { least: 1, most: 99_999, complaint }) ?? 100;
}

function readIndexBound(env: Environment): number {
  const complaint =
    'is no number of keys: give one from 1000 to 5000000. A million takes about 0.5 GB of memory.';
  return readWhole(env, 'SIGNPOST_INDEX_MAX_KEYS', { least: 1000, most: 20_000_000, complaint }) ?? 5_000_000;
}

function readKeepDays(env: Environment, name: string, kept: string): number | undefined {
  const complaint = `is no number of days: give one from 1 to 99999, or leave it out to keep all ${kept}.`;
  return readWhole(env, name, { least: 1, most: 99_999, complaint });
}

/** The value is named in no message. */
function readEventsSecret(env: Environment): string | undefined {
  const secret = readText(env, 'SIGNPOST_EVENTS_SECRET');
  if (secret !== undefined && !/^[\x21-\x7e]{32,256}$/.test(secret))
    throw new SetupError(
      'SIGNPOST_EVENTS_SECRET is no secret that can be sent: give 32 to 256 letters, digits and signs without blanks, for example of `openssl rand -hex 32`.',
    );
  return secret;
}

function readPublicUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.parse(value);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.username !== ''
  ) {
    throw new SetupError(
      `SIGNPOST_PUBLIC_URL=${value} is not an origin: give something like https://signpost.example.com. A path belongs into SIGNPOST_BASE_PATH.`,
    );
  }
  return url.origin;
}
