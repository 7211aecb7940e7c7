import type { ConnectionConfig, ConnectionSpec, CredentialSpec } from '../config/config.ts';
import type { ConnectionSecrets, StoredSettings } from './connection-store.ts';

interface SpecParts {
  id: string;
  source: NonNullable<ConnectionConfig['source']>;
  settings: StoredSettings;
  secrets: ConnectionSecrets | undefined;
}

/** A connection as it is opened. */
export function toSpec({ id, source, settings, secrets }: SpecParts): ConnectionSpec {
  const { name, endpoint, region, addressing, signature, requesterPays, production, writable } = settings;
  const { publicEndpoint, buckets, resourceGroup, domains } = settings;
  return {
    config: {
      id,
      name,
      mode: 'configured',
      source,
      endpoint,
      region,
      demo: false,
      addressing,
      signature,
      requesterPays,
      production,
      readOnly: !writable,
      domains: Object.fromEntries(domains.map(({ bucket, origin }) => [bucket, origin])),
      ...(publicEndpoint === undefined ? {} : { publicEndpoint }),
      ...(buckets === undefined ? {} : { buckets }),
      ...(resourceGroup === undefined ? {} : { resourceGroup }),
    },
    credential: toCredential(settings.credential, secrets ?? {}),
  };
}

function toCredential(
  credential: StoredSettings['credential'],
  { accessKeySecret = '', securityToken }: ConnectionSecrets,
): CredentialSpec {
  if (credential.kind === 'static')
    return { ...credential, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
  if (credential.kind === 'assume-role') {
    const { externalId, sessionName, ...rest } = credential;
    return {
      ...rest,
      accessKeySecret,
      ...(externalId === undefined ? {} : { externalId }),
      ...(sessionName === undefined ? {} : { sessionName }),
    };
  }
  if (credential.kind === 'ecs-role') {
    const { roleName } = credential;
    return { kind: 'ecs-role', ...(roleName === undefined ? {} : { roleName }) };
  }
  return credential;
}
