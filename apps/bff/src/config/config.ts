/** A bucket named in the configuration, for keys that may not list buckets or may read only parts of one. */
export interface ConfiguredBucket {
  name: string;
  startPrefixes: string[];
}

/** One connection: a named endpoint and region. Its credential lies in {@link Secrets}. */
export interface ConnectionConfig {
  /** Immutable id, a UUID: rows of the database carry it. */
  id: string;
  name: string;
  mode: 'embedded' | 'configured';
  /** Where its settings come from; the environment when absent. */
  source?: ConnectionSource;
  endpoint: string;
  region: string;
  demo: boolean;
  /** When given, buckets are not listed: these are all there is. */
  buckets?: ConfiguredBucket[];
  addressing?: 'auto' | 'virtual' | 'path';
  signature?: 'v4' | 'v1';
  /** Origin that readers use, where the endpoint is internal. */
  publicEndpoint?: string;
  /** Bucket → origin of its own domain. */
  domains?: Record<string, string>;
  requesterPays?: boolean;
  resourceGroup?: string;
  /** Nothing is written over it. */
  readOnly?: boolean;
  production?: boolean;
}

export type ConnectionSource = 'embedded' | 'environment' | 'file' | 'console';

/** A connection and where it takes its keys from. */
export interface ConnectionSpec {
  config: ConnectionConfig;
  credential: CredentialSpec;
}

/** Everything the BFF needs to know that is no secret. */
export interface Config {
  host: string;
  port: number;
  /** Origin under which people reach Signpost when that is not its own address, such as a development server's. */
  publicUrl?: string;
  /** Path below which a proxy offers the console, with a slash at both ends; absent for the root. */
  basePath?: string;
  /** Certificate chain and private key, where the console itself speaks https. */
  tls?: { cert: string; key: string };
  /** Addresses whose `X-Forwarded-For` is believed. */
  trustedProxies?: string[];
  /** The built web app. */
  webDist: string;
  connections: ConnectionConfig[];
}

export interface Credential {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** Where keys come from: given, or fetched and renewed. */
export type CredentialSpec =
  | (Credential & { kind?: 'static' })
  | {
      kind: 'assume-role';
      accessKeyId: string;
      accessKeySecret: string;
      roleArn: string;
      externalId?: string;
      sessionName?: string;
    }
  | { kind: 'ecs-role'; roleName?: string }
  | { kind: 'oidc-role'; roleArn: string; providerArn: string };

/** Kept apart from {@link Config} so that a configuration can be printed. */
export interface Secrets {
  /** By connection name. */
  credentials: Record<string, CredentialSpec>;
  /** What senders of OSS events prove themselves with; absent where none are taken. */
  events?: string;
  /** With which the console proves itself to the identity provider; absent where there is none. */
  oidcClient?: string;
}

/** Every value that must not be shown. */
export function secretValues({ credentials, events, oidcClient }: Secrets): string[] {
  const values = Object.values(credentials).flatMap(secretsOf);
  return [...values, events, oidcClient].filter((value) => value !== undefined);
}

/** The secret parts of a credential. */
export function secretsOf(credential: CredentialSpec): string[] {
  const { accessKeySecret, securityToken } = credential as Partial<Credential>;
  return [accessKeySecret, securityToken].filter((text) => text !== undefined);
}
