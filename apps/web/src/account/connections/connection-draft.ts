import type { ConnectionBody, ConnectionSettings } from '@signpost/api-contract';
import { parseVendorEndpoint } from '@signpost/oss-protocol/rules';

export type CredentialKind = ConnectionBody['credential']['kind'];

export interface DomainDraft {
  /** Tells several of one form apart. */
  id: number;
  bucket: string;
  origin: string;
}

export interface BucketDraft {
  id: number;
  name: string;
  /** One prefix a line. */
  startPrefixes: string;
}

/** What the form of a connection holds: texts as they are typed, those of other kinds of credentials included. */
export interface ConnectionDraft {
  name: string;
  endpoint: string;
  region: string;
  kind: CredentialKind;
  accessKeyId: string;
  accessKeySecret: string;
  securityToken: string;
  roleArn: string;
  externalId: string;
  sessionName: string;
  providerArn: string;
  roleName: string;
  addressing: ConnectionBody['addressing'];
  signature: ConnectionBody['signature'];
  publicEndpoint: string;
  resourceGroup: string;
  requesterPays: boolean;
  domains: readonly DomainDraft[];
  buckets: readonly BucketDraft[];
  writable: boolean;
  production: boolean;
}

/** The draft of a connection that is there, or of a new one. Secrets are never told, so they are always empty. */
export function toConnectionDraft(settings?: ConnectionSettings): ConnectionDraft {
  const { credential } = settings ?? {};
  return {
    name: settings?.name ?? '',
    endpoint: settings?.endpoint ?? '',
    region: settings?.region ?? '',
    kind: credential?.kind ?? 'static',
    accessKeyId: credential?.accessKeyId ?? '',
    accessKeySecret: '',
    securityToken: '',
    roleArn: credential?.roleArn ?? '',
    externalId: credential?.externalId ?? '',
    sessionName: credential?.sessionName ?? '',
    providerArn: credential?.providerArn ?? '',
    roleName: credential?.roleName ?? '',
    addressing: settings?.addressing ?? 'auto',
    signature: settings?.signature ?? 'v4',
    publicEndpoint: settings?.publicEndpoint ?? '',
    resourceGroup: settings?.resourceGroup ?? '',
    requesterPays: settings?.requesterPays ?? false,
    domains: (settings?.domains ?? []).map((domain, id) => ({ id, ...domain })),
    buckets: (settings?.buckets ?? []).map(({ name, startPrefixes }, id) => ({
      id,
      name,
      startPrefixes: startPrefixes.join('\n'),
    })),
    writable: settings?.writable ?? false,
    production: settings?.production ?? false,
  };
}

/** The settings as a request takes them: what is empty is left out. */
export function toConnectionBody(draft: ConnectionDraft): ConnectionBody {
  return {
    name: draft.name.trim(),
    endpoint: toOrigin(draft.endpoint),
    region: draft.region.trim(),
    credential: toCredential(draft),
    addressing: draft.addressing,
    signature: draft.signature,
    ...pick({ publicEndpoint: toOrigin(draft.publicEndpoint), resourceGroup: draft.resourceGroup }),
    requesterPays: draft.requesterPays,
    domains: draft.domains.map(({ bucket, origin }) => ({ bucket: bucket.trim(), origin: toOrigin(origin) })),
    ...(draft.buckets.length === 0 ? {} : { buckets: draft.buckets.map(toBucket) }),
    writable: draft.writable,
    production: draft.production,
  };
}

function toCredential(draft: ConnectionDraft): ConnectionBody['credential'] {
  const { kind } = draft;
  const accessKeyId = draft.accessKeyId.trim();
  const roleArn = draft.roleArn.trim();
  switch (kind) {
    case 'static':
      return {
        kind,
        accessKeyId,
        ...pick({ accessKeySecret: draft.accessKeySecret, securityToken: draft.securityToken }),
      };
    case 'assume-role':
      return {
        kind,
        accessKeyId,
        roleArn,
        ...pick({
          accessKeySecret: draft.accessKeySecret,
          externalId: draft.externalId,
          sessionName: draft.sessionName,
        }),
      };
    case 'ecs-role':
      return { kind, ...pick({ roleName: draft.roleName }) };
    case 'oidc-role':
      return { kind, roleArn, providerArn: draft.providerArn.trim() };
  }
}

/** A prefix may begin and end with blanks; lines without anything are none. */
const toBucket = ({ name, startPrefixes }: BucketDraft) => ({
  name: name.trim(),
  startPrefixes: startPrefixes.split('\n').filter((prefix) => prefix !== ''),
});

/** The members that hold something, without blanks around them. */
function pick<T extends Record<string, string>>(members: T): Partial<T> {
  const held = Object.entries(members)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(held) as Partial<T>;
}

/** An address as the server takes it: a host alone means https. */
function toOrigin(typed: string): string {
  const text = typed.trim().replace(/\/$/, '');
  return text === '' || text.includes('://') ? text : `https://${text}`;
}

/** The region that an endpoint of OSS names. */
export function findRegion(endpoint: string): string | undefined {
  const url = URL.parse(toOrigin(endpoint));
  return url === null ? undefined : parseVendorEndpoint(url.hostname)?.region;
}

/** Whether the secret that is kept can still be used: only with the key and token, and at the address, it was given for. */
export function isSecretKept(draft: ConnectionDraft, saved: ConnectionSettings | undefined): boolean {
  return (
    saved !== undefined &&
    saved.credential.kind === draft.kind &&
    saved.credential.accessKeyId === draft.accessKeyId.trim() &&
    (draft.kind !== 'static' || draft.securityToken === '') &&
    saved.endpoint === toOrigin(draft.endpoint)
  );
}

/** What was typed over older settings, over newer ones: whatever was left alone follows them. */
export function rebaseDraft(
  draft: ConnectionDraft,
  { from, to }: { from: ConnectionDraft; to: ConnectionDraft },
): ConnectionDraft {
  const typed = Object.entries(draft).filter(
    ([name, value]) => !isSame(value, from[name as keyof ConnectionDraft]),
  );
  return { ...to, ...(Object.fromEntries(typed) as Partial<ConnectionDraft>) };
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
