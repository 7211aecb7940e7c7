import { isBucketName } from '@signpost/oss-protocol/rules';
import type { ConfiguredBucket, Credential } from './config.ts';
import { readEndpoint, readRegion } from './read-oss-place.ts';
import { readText, type Environment } from './environment.ts';
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
const secrets = ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'OSS_SESSION_TOKEN'] as const;
const optional = ['OSS_ENDPOINT', 'OSS_SESSION_TOKEN', 'OSS_BUCKETS'] as const;

/** Reads the `OSS_*` variables: none of them means the embedded OSS, some of them without the rest is refused. */
export function readOssSettings(env: Environment, embeddedPort: number): OssSettings {
  const value = (name: string): string | undefined => readText(env, name);
  const given = [...required, ...optional].filter((name) => value(name) !== undefined);
  if (given.length === 0) return { kind: 'embedded', port: embeddedPort };

  const [regionText, accessKeyId, accessKeySecret] = required.map(value);
  if (regionText === undefined || accessKeyId === undefined || accessKeySecret === undefined) {
    const missing = required.filter((name) => value(name) === undefined);
    throw new SetupError(
      `${given.join(', ')} ${given.length === 1 ? 'is' : 'are'} set but ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not: set all of them to connect to OSS, or none for the embedded OSS.`,
    );
  }
  const sessionToken = value('OSS_SESSION_TOKEN');
  for (const name of secrets) assertCredentialText(name, value(name));
  const region = readRegion(regionText);
  const buckets = readBuckets(value('OSS_BUCKETS'));
  return {
    kind: 'configured',
    region,
    endpoint: readEndpoint(value('OSS_ENDPOINT'), region),
    credential: {
      accessKeyId,
      accessKeySecret,
      ...(sessionToken === undefined ? {} : { securityToken: sessionToken }),
    },
    ...(buckets === undefined ? {} : { buckets }),
  };
}

/** Such a value was cut wrongly out of a page or a file; what it would do to a header is an error nobody understands. */
function assertCredentialText(name: string, text: string | undefined): void {
  if (text === undefined || /^[\x21-\x7e]+$/.test(text)) return;
  throw new SetupError(
    `${name} holds a blank, a line break or another character that no credential has: give it again as it was issued, without quotes and on one line.`,
  );
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
    if (!isBucketName(name) || /^[/\\]/.test(prefix)) {
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
