import { isIP } from 'node:net';
import { isLoopbackHost } from '@signpost/oss-protocol/rules';
import { readNamedFile, readText, type Environment } from './environment.ts';
import { SetupError } from './setup-error.ts';

/** Whether the console has accounts, and how browsers reach it. */
export interface SignInSettings {
  /** `open`: whoever reaches the console may do everything; `until-set-up`: as long as nobody sets it up. */
  signIn: 'open' | 'until-set-up' | 'accounts';
  /** Certificate chain and private key, PEM. */
  tls?: { cert: string; key: string };
  /** Addresses whose `X-Forwarded-For` is believed. */
  trustedProxies?: string[];
}

interface Place {
  host: string;
  publicUrl: string | undefined;
  /** Address of the OSS that is not embedded. */
  endpoint: string | undefined;
  /** Connections are configured in a file. */
  hasConnectionsFile: boolean;
}

/**
 * Reads `SIGNPOST_SIGN_IN`, `SIGNPOST_TLS_*` and `SIGNPOST_TRUSTED_PROXIES`. Without accounts the console serves an
 * OSS of this machine on loopback alone, and unless asked for only the embedded one. @throws SetupError
 */
export function readSignIn(
  env: Environment,
  { host, publicUrl, endpoint, hasConnectionsFile }: Place,
): SignInSettings {
  const isLocal =
    isLoopbackHost(host) && (publicUrl === undefined || isLoopbackHost(new URL(publicUrl).hostname));
  const asked = readText(env, 'SIGNPOST_SIGN_IN');
  if (asked !== undefined && asked !== 'open' && asked !== 'accounts')
    throw new SetupError(`SIGNPOST_SIGN_IN=${asked} is not known: give accounts or open.`);
  const isOssLocal =
    !hasConnectionsFile && (endpoint === undefined || isLoopbackHost(new URL(endpoint).hostname));
  if (asked === 'open' && !(isLocal && isOssLocal))
    throw new SetupError(
      'SIGNPOST_SIGN_IN=open is refused: anyone who reaches the console could use your cloud keys. Only a console on a loopback address with an OSS on this machine can do without accounts.',
    );
  const tls = readTls(env);
  const trustedProxies = readProxies(env);
  if (!isLoopbackHost(host) && tls === undefined && env['SIGNPOST_ALLOW_HTTP'] !== 'yes') {
    if (trustedProxies === undefined || publicUrl?.startsWith('https:') !== true)
      throw new SetupError(
        `SIGNPOST_HOST=${host} is refused without https, since passwords could be read on the way: set SIGNPOST_TLS_CERT_FILE and SIGNPOST_TLS_KEY_FILE, or SIGNPOST_TRUSTED_PROXIES with a SIGNPOST_PUBLIC_URL that begins with https, or SIGNPOST_ALLOW_HTTP=yes.`,
      );
  }
  return {
    signIn: asked ?? (isLocal && isOssLocal && endpoint === undefined ? 'until-set-up' : 'accounts'),
    ...(tls === undefined ? {} : { tls }),
    ...(trustedProxies === undefined ? {} : { trustedProxies }),
  };
}

function readTls(env: Environment): SignInSettings['tls'] {
  const certFile = readText(env, 'SIGNPOST_TLS_CERT_FILE');
  const keyFile = readText(env, 'SIGNPOST_TLS_KEY_FILE');
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined)
    throw new SetupError(
      'SIGNPOST_TLS_CERT_FILE and SIGNPOST_TLS_KEY_FILE belong together: set both, or neither.',
    );
  return {
    cert: readNamedFile('SIGNPOST_TLS_CERT_FILE', certFile),
    key: readNamedFile('SIGNPOST_TLS_KEY_FILE', keyFile),
  };
}

function readProxies(env: Environment): string[] | undefined {
  const value = readText(env, 'SIGNPOST_TRUSTED_PROXIES');
  if (value === undefined) return undefined;
  const addresses = value.split(',').map((part) => part.trim());
  if (!addresses.every(isNetwork))
    throw new SetupError(
      `SIGNPOST_TRUSTED_PROXIES=${value} is no list of addresses: give something like 10.0.0.5 or 10.0.0.0/24, separated by commas.`,
    );
  return addresses;
}

function isNetwork(address: string): boolean {
  const [ip = '', length, ...more] = address.split('/');
  const version = isIP(ip);
  const most = version === 6 ? 128 : 32;
  return (
    version !== 0 &&
    more.length === 0 &&
    (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= most))
  );
}
