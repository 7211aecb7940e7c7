import type { ConfiguredBucket, Credential } from './config.ts';
import { isLoopback } from './loopback.ts';
import type { Environment } from './environment.ts';
import { SetupError } from './setup-error.ts';

/** Which OSS is behind the default connection. */
export type OssSettings =
  | { kind: 'embedded'; port: number }
  | {
      kind: 'configured';
      endpoint: string;
      region: string;
      credential: Credential;
      buckets?: ConfiguredBucket[];
    };

const required = ['OSS_REGION', 'OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET'] as const;
const optional = ['OSS_ENDPOINT', 'OSS_SESSION_TOKEN', 'OSS_BUCKETS'] as const;

/** Reads the `OSS_*` variables: none of them means the embedded OSS, some of them without the rest is refused. */
export function readOssSettings(env: Environment, embeddedPort: number): OssSettings {
  const value = (name: string): string | undefined => {
    const text = env[name]?.trim();
    return text === '' ? undefined : text;
  };
  const given = [...required, ...optional].filter((name) => value(name) !== undefined);
  if (given.length === 0) return { kind: 'embedded', port: embeddedPort };

  const [region, accessKeyId, accessKeySecret] = required.map(value);
  if (region === undefined || accessKeyId === undefined || accessKeySecret === undefined) {
    const missing = required.filter((name) => value(name) === undefined);
    throw new SetupError(
      `${given.join(', ')} ${given.length === 1 ? 'is' : 'are'} set but ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not: set all of them to connect to OSS, or none for the embedded OSS.`,
    );
  }
  if (!/^[a-z]{2,}(-[a-z0-9]+)+$/.test(region)) {
    throw new SetupError(
      `OSS_REGION=${region} is not a region: give its id as OSS spells it, for example cn-hangzhou.`,
    );
  }
  const sessionToken = value('OSS_SESSION_TOKEN');
  const buckets = readBuckets(value('OSS_BUCKETS'));
  return {
    kind: 'configured',
    region,
    endpoint: readEndpoint(value('OSS_ENDPOINT') ?? `https://oss-${region}.aliyuncs.com`),
    credential: {
      accessKeyId,
      accessKeySecret,
      ...(sessionToken === undefined ? {} : { securityToken: sessionToken }),
    },
    ...(buckets === undefined ? {} : { buckets }),
  };
}

function readEndpoint(value: string): string {
  const url = URL.parse(value.includes('://') ? value : `https://${value}`);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  ) {
    throw new SetupError(
      `OSS_ENDPOINT=${value.replace(/\/\/.*@/, '//…@')} is not an endpoint: give something like https://oss-cn-hangzhou.aliyuncs.com.`,
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new SetupError(
      `OSS_ENDPOINT=${value} is refused: without https everybody on the way could read and change what is sent. Use https://${url.host}.`,
    );
  }
  return url.origin;
}

function readBuckets(value: string | undefined): ConfiguredBucket[] | undefined {
  if (value === undefined) return undefined;
  const buckets = new Map<string, ConfiguredBucket>();
  for (const part of value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')) {
    const colon = part.indexOf(':');
    const name = colon === -1 ? part : part.slice(0, colon);
    const prefix = colon === -1 ? '' : part.slice(colon + 1);
    if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name) || /^[/\\]/.test(prefix)) {
      throw new SetupError(
        `OSS_BUCKETS holds "${part}": write each entry as bucket or bucket:start/prefix/, separated by commas.`,
      );
    }
    const bucket = buckets.get(name) ?? { name, startPrefixes: [] };
    if (prefix !== '') bucket.startPrefixes.push(prefix);
    buckets.set(name, bucket);
  }
  return buckets.size === 0 ? undefined : [...buckets.values()];
}
