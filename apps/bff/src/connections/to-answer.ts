import type { ConnectionSettings } from '@signpost/api-contract';
import type { ConnectionSpec } from '../config/config.ts';
import type { StoredConnection } from './connection-store.ts';

/** Settings of a connection that was made in the console, without its secrets. */
export function toStoredAnswer({
  settings,
  secretsSetAt,
  version,
  updatedAt,
  updatedBy,
}: StoredConnection): ConnectionSettings {
  return {
    ...settings,
    credential: {
      ...settings.credential,
      ...(secretsSetAt === undefined ? {} : { secretSetAt: secretsSetAt }),
    },
    source: 'console',
    version,
    updatedAt,
    updatedBy,
  };
}

/** The same of one that is configured elsewhere. */
export function toFixedAnswer({ config, credential }: ConnectionSpec): ConnectionSettings {
  const { name, endpoint, region, source = 'environment', publicEndpoint, buckets, resourceGroup } = config;
  return {
    name,
    endpoint,
    region,
    addressing: config.addressing ?? 'auto',
    signature: config.signature ?? 'v4',
    domains: Object.entries(config.domains ?? {}).map(([bucket, origin]) => ({ bucket, origin })),
    requesterPays: config.requesterPays ?? false,
    writable: config.readOnly !== true,
    production: config.production ?? false,
    ...(publicEndpoint === undefined ? {} : { publicEndpoint }),
    ...(buckets === undefined ? {} : { buckets }),
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    // Members that the contract does not name, secrets among them, are taken off on the way out as well.
    credential: toShown(credential),
    source,
    version: 0,
  };
}

function toShown(credential: ConnectionSpec['credential']): ConnectionSettings['credential'] {
  const {
    accessKeySecret: _secret,
    securityToken: _token,
    ...shown
  } = {
    accessKeySecret: undefined,
    securityToken: undefined,
    ...credential,
  };
  return { ...shown, kind: credential.kind ?? 'static' };
}
