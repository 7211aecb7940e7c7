import {
  roleRights,
  type ApiToken,
  type Grant as ListedGrant,
  type Right,
  type Role,
  type User,
  type GrantRule,
} from '@signpost/api-contract';
import type { NewGrant, CiTrust } from '../auth/accounts.ts';
import type { apiTokens, grants, users } from './schema/account-tables.ts';

type GrantRow = typeof grants.$inferSelect;

export function toGrant({ role, rights, connection, bucket, prefix }: GrantRow): GrantRule {
  return { rights: rightsOf({ role, rights }), connection, bucket, prefix };
}

/** A role that no release knows gives nothing. */
function rightsOf({ role, rights }: Pick<GrantRow, 'role' | 'rights'>): readonly Right[] {
  if (role === null) return (rights ?? []) as Right[];
  return Object.hasOwn(roleRights, role) ? roleRights[role as Role] : [];
}

export function toGrantRow(id: string, grant: NewGrant): typeof grants.$inferInsert {
  const { subject, role, rights, connection, bucket, prefix, createdBy, expiresAt } = grant;
  return {
    id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    role: role ?? null,
    rights: rights ?? null,
    connection,
    bucket,
    prefix,
    createdBy,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  };
}

export function toListed({
  grant,
  user,
  group,
  token,
}: {
  grant: GrantRow;
  user: string | null;
  group: string | null;
  token: string | null;
}): ListedGrant {
  const { id, role, rights, connection, bucket, prefix, createdAt, createdBy, expiresAt } = grant;
  return {
    id,
    subject: { kind: grant.subjectKind as ListedGrant['subject']['kind'], id: grant.subjectId },
    name: user ?? group ?? token ?? grant.subjectId,
    ...(role === null
      ? { rights: (rights ?? []) as NonNullable<ListedGrant['rights']> }
      : { role: role as Role }),
    connection,
    bucket,
    prefix,
    createdAt: createdAt.toISOString(),
    createdBy,
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
  };
}

export function toAccess(grant: GrantRow) {
  const { id, role, connection, bucket, prefix } = grant;
  return {
    grant: id,
    ...(role === null ? {} : { role: role as Role }),
    rights: [...rightsOf(grant)] as NonNullable<ListedGrant['rights']>,
    connection,
    bucket,
    prefix,
  };
}

export function toToken({
  token,
  owner,
}: {
  token: typeof apiTokens.$inferSelect;
  owner: string | null;
}): ApiToken {
  const { id, name, ownerId, createdAt, createdBy, expiresAt, lastUsedAt, trust } = token;
  return {
    id,
    name,
    ...(ownerId === null ? {} : { owner: { id: ownerId, name: owner ?? ownerId } }),
    ...(trust === null ? {} : { trust: JSON.parse(trust) as CiTrust }),
    createdAt: createdAt.toISOString(),
    createdBy,
    expiresAt: expiresAt.toISOString(),
    ...(lastUsedAt === null ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
  };
}

export function toUser({
  id,
  name,
  email,
  createdAt,
  lastSignInAt,
  disabledAt,
}: typeof users.$inferSelect): User {
  return {
    id,
    name,
    email,
    createdAt: createdAt.toISOString(),
    ...(lastSignInAt === null ? {} : { lastSignInAt: lastSignInAt.toISOString() }),
    ...(disabledAt === null ? {} : { disabledAt: disabledAt.toISOString() }),
  };
}
