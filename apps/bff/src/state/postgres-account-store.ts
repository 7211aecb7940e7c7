import { compileGrants, type GrantRule } from '@signpost/api-contract';
import { toAccess, toGrant, toGrantRow, toListed, toToken, toUser } from './account-rows.ts';
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { AccountStore, FoundToken } from '../auth/accounts.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Queries } from './queries.ts';
import {
  apiTokens,
  grants,
  groupMembers,
  groups,
  secondFactors,
  sessions,
  signInMethods,
  users,
} from './schema/account-tables.ts';

/** Held while rights are taken away, so that two administrators do not take them from each other. */
export const rightsLock = 7_070_707_071;
const inForce = or(isNull(grants.expiresAt), gt(grants.expiresAt, sql`clock_timestamp()`));

export function createPostgresAccountStore(db: NodePgDatabase, newId: () => string): AccountStore {
  /** Does what takes a right away, and takes it back where nobody could give rights any more. */
  function takeAway<T>(work: (tx: Queries) => Promise<T>): Promise<T> {
    return db.transaction(async (tx) => {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(${rightsLock})`);
      const done = await work(tx);
      // One whose grant ends would leave nobody when it does.
      if ((await findAdministrators(tx, { forGood: true })).length === 0)
        throw new ProblemError('last-administrator');
      return done;
    });
  }

  return {
    hasAdministrator: () => hasAdministrator(db),

    async hasLocalAdministrator() {
      const ids = (await findAdministrators(db)).map(({ id }) => id);
      const found = await db
        .select({ id: signInMethods.id })
        .from(signInMethods)
        .where(and(inArray(signInMethods.userId, ids), isNotNull(signInMethods.password)))
        .limit(1);
      return found.length > 0;
    },

    administrators: async () =>
      [...new Set((await findAdministrators(db)).map(({ name }) => name))].toSorted(),

    whileWithoutAdministrator: (work) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`SELECT pg_advisory_xact_lock(${rightsLock})`);
        if (await hasAdministrator(tx)) throw new ProblemError('set-up-closed');
        return work();
      }),

    async users() {
      const rows = await db
        .select({ user: users, confirmedAt: secondFactors.confirmedAt })
        .from(users)
        .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
        .orderBy(asc(users.name), asc(users.id));
      return rows.map(({ user, confirmedAt }) => ({
        ...toUser(user),
        ...(confirmedAt === null ? {} : { hasSecondFactor: true }),
      }));
    },

    async findUser(id) {
      const [row] = await db.select().from(users).where(eq(users.id, id));
      return row === undefined ? undefined : toUser(row);
    },

    disable: (id) =>
      takeAway(async (tx) => {
        const disabled = { disabledAt: new Date() };
        demandOne(await tx.update(users).set(disabled).where(eq(users.id, id)).returning({ id: users.id }));
        await tx.delete(sessions).where(eq(sessions.userId, id));
      }),

    async enable(id) {
      const enabled = { disabledAt: null };
      demandOne(await db.update(users).set(enabled).where(eq(users.id, id)).returning({ id: users.id }));
    },

    removeUser: (id) =>
      takeAway(async (tx) => {
        const owned = tx.select({ id: apiTokens.id }).from(apiTokens).where(eq(apiTokens.ownerId, id));
        await tx.delete(grants).where(and(eq(grants.subjectKind, 'token'), inArray(grants.subjectId, owned)));
        await tx.delete(grants).where(and(eq(grants.subjectKind, 'user'), eq(grants.subjectId, id)));
        demandOne(await tx.delete(users).where(eq(users.id, id)).returning({ id: users.id }));
      }),

    async groups() {
      const rows = await db.select().from(groups).orderBy(asc(groups.name));
      const members = await db.select().from(groupMembers);
      return rows.map(({ id, name }) => ({
        id,
        name,
        members: members.filter(({ groupId }) => groupId === id).map(({ userId }) => userId),
      }));
    },

    saveGroup: ({ id = newId(), name, members }) =>
      takeAway(async (tx) => {
        const before = await findAdministrators(tx);
        const wanted = [...new Set(members)];
        const known = await tx.select({ id: users.id }).from(users).where(inArray(users.id, wanted));
        if (known.length !== wanted.length) throw new ProblemError('account-missing');
        await tx.insert(groups).values({ id, name }).onConflictDoUpdate({ target: groups.id, set: { name } });
        await tx.delete(groupMembers).where(eq(groupMembers.groupId, id));
        if (wanted.length > 0)
          await tx.insert(groupMembers).values(wanted.map((userId) => ({ groupId: id, userId })));
        await signOutNewAdministrators(tx, before);
        return { id, name, members: wanted };
      }),

    removeGroup: (id) =>
      takeAway(async (tx) => {
        await tx.delete(grants).where(and(eq(grants.subjectKind, 'group'), eq(grants.subjectId, id)));
        demandOne(await tx.delete(groups).where(eq(groups.id, id)).returning({ id: groups.id }));
      }),

    grantsOf: ({ kind, id }) => (kind === 'user' ? grantsOfUser(db, id) : grantsOfToken(db, id)),

    async grants() {
      return (await selectGrants(db).orderBy(asc(grants.createdAt), asc(grants.id))).map(toListed);
    },

    async addGrant(grant) {
      const id = newId();
      const table = { user: users, group: groups, token: apiTokens }[grant.subject.kind];
      return db.transaction(async (tx) => {
        // The subject stays until the grant is there.
        const found = await tx
          .select({ id: table.id })
          .from(table)
          .where(eq(table.id, grant.subject.id))
          .for('share');
        demandOne(found);
        const before = await findAdministrators(tx);
        await tx.insert(grants).values(toGrantRow(id, grant));
        const [row] = await selectGrants(tx).where(eq(grants.id, id));
        if (row === undefined) throw new ProblemError('account-missing');
        await signOutNewAdministrators(tx, before);
        return toListed(row);
      });
    },

    removeGrant: (id) =>
      takeAway(async (tx) => {
        demandOne(await tx.delete(grants).where(eq(grants.id, id)).returning({ id: grants.id }));
      }),

    async tokens(ownerId) {
      const listed = isNull(apiTokens.exchangedOf);
      const rows = await selectTokens(db)
        .where(ownerId === undefined ? listed : and(listed, eq(apiTokens.ownerId, ownerId)))
        .orderBy(desc(apiTokens.createdAt));
      return rows.map(toToken);
    },

    async addToken({ grants: granted, ownerId, trust, ...token }) {
      const id = newId();
      return db.transaction(async (tx) => {
        await tx.insert(apiTokens).values({
          id,
          ...token,
          ownerId: ownerId ?? null,
          trust: trust === undefined ? null : JSON.stringify(trust),
        });
        const subject = { kind: 'token', id } as const;
        await tx
          .insert(grants)
          .values(
            granted.map((grant) => toGrantRow(newId(), { ...grant, subject, createdBy: token.createdBy })),
          );
        const [row] = await selectTokens(tx).where(eq(apiTokens.id, id));
        if (row === undefined) throw new ProblemError('account-missing');
        return toToken(row);
      });
    },

    removeToken: (id, ownerId) =>
      takeAway(async (tx) => {
        const own = ownerId === undefined ? undefined : eq(apiTokens.ownerId, ownerId);
        demandOne(
          await tx
            .delete(apiTokens)
            .where(and(eq(apiTokens.id, id), own))
            .returning({ id: apiTokens.id }),
        );
        await tx.delete(grants).where(and(eq(grants.subjectKind, 'token'), eq(grants.subjectId, id)));
      }),

    async findToken(hash) {
      // Written at most once a minute: a pipeline asks many times.
      const found = await findToken(db, eq(apiTokens.hash, hash));
      if (found !== undefined)
        await db
          .update(apiTokens)
          .set({ lastUsedAt: sql`clock_timestamp()` })
          .where(
            and(
              eq(apiTokens.id, found.id),
              or(
                isNull(apiTokens.lastUsedAt),
                sql`${apiTokens.lastUsedAt} < clock_timestamp() - interval '1 minute'`,
              ),
            ),
          );
      return found;
    },

    findTokenById: (id) => findToken(db, eq(apiTokens.id, id)),

    async trusting(issuer) {
      const rows = await selectTokens(db).where(
        and(isNotNull(apiTokens.trust), gt(apiTokens.expiresAt, sql`clock_timestamp()`)),
      );
      return rows.flatMap((row) => {
        const { id, name, trust } = toToken(row);
        return trust?.issuer === issuer ? [{ id, name, ...trust }] : [];
      });
    },

    async addExchanged({ of, hash, expiresAt }) {
      // What has ended is removed with each exchange: it needs no job of its own.
      await db
        .delete(apiTokens)
        .where(and(isNotNull(apiTokens.exchangedOf), lt(apiTokens.expiresAt, sql`clock_timestamp()`)));
      const [parent] = await db.select().from(apiTokens).where(eq(apiTokens.id, of));
      if (parent === undefined) throw new ProblemError('sign-in-failed');
      await db.insert(apiTokens).values({
        id: newId(),
        name: parent.name,
        hash,
        createdBy: parent.name,
        expiresAt: expiresAt < parent.expiresAt ? expiresAt : parent.expiresAt,
        exchangedOf: of,
      });
    },

    async holders(connection) {
      const ofConnection = and(inForce, inArray(grants.connection, [connection, '*']));
      const people = await selectHeld(db).where(and(ofConnection, isNull(users.disabledAt)));
      const programs = await db
        .select({ grant: grants, token: apiTokens })
        .from(grants)
        .innerJoin(apiTokens, and(eq(grants.subjectKind, 'token'), eq(apiTokens.id, grants.subjectId)))
        .where(and(ofConnection, gt(apiTokens.expiresAt, sql`clock_timestamp()`)));
      return [
        ...people.map(({ grant, user, group }) => ({
          subject: { kind: 'user' as const, id: user.id, name: user.name },
          ...(group === null ? {} : { group }),
          ...(user.lastSignInAt === null ? {} : { lastSeenAt: user.lastSignInAt.toISOString() }),
          ...toAccess(grant),
        })),
        ...programs.map(({ grant, token }) => ({
          subject: { kind: 'token' as const, id: token.id, name: token.name },
          ...(token.lastUsedAt === null ? {} : { lastSeenAt: token.lastUsedAt.toISOString() }),
          ...toAccess(grant),
        })),
      ];
    },
  };
}

function demandOne(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new ProblemError('account-missing');
}

async function grantsOfUser(db: Queries, id: string): Promise<GrantRule[]> {
  const own = and(eq(grants.subjectKind, 'user'), eq(grants.subjectId, id));
  const ofGroups = and(
    eq(grants.subjectKind, 'group'),
    inArray(
      grants.subjectId,
      db.select({ id: groupMembers.groupId }).from(groupMembers).where(eq(groupMembers.userId, id)),
    ),
  );
  const rows = await db
    .select({ grant: grants })
    .from(grants)
    .innerJoin(users, and(eq(users.id, id), isNull(users.disabledAt)))
    .where(and(inForce, or(own, ofGroups)));
  return rows.map(({ grant }) => toGrant(grant));
}

async function grantsOfToken(db: Queries, id: string): Promise<GrantRule[]> {
  const rows = await db
    .select()
    .from(grants)
    .where(and(inForce, eq(grants.subjectKind, 'token'), eq(grants.subjectId, id)));
  return rows.map(toGrant);
}

async function findToken(db: Queries, which: ReturnType<typeof eq>): Promise<FoundToken | undefined> {
  const [row] = await db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      ownerId: apiTokens.ownerId,
      exchangedOf: apiTokens.exchangedOf,
    })
    .from(apiTokens)
    .where(and(which, gt(apiTokens.expiresAt, sql`clock_timestamp()`)));
  if (row === undefined) return undefined;
  const { id, name, ownerId, exchangedOf } = row;
  return { id, name, ownerId: ownerId ?? undefined, grantsOf: exchangedOf ?? id };
}

/** Whether somebody may sign in who may manage accounts. */
async function hasAdministrator(tx: Queries): Promise<boolean> {
  return (await findAdministrators(tx)).length > 0;
}

/** Those who may sign in and manage accounts, once for each grant. */
export async function findAdministrators(
  tx: Queries,
  { forGood } = { forGood: false },
): Promise<{ id: string; name: string }[]> {
  // A single grant decides: several narrow ones never add up to a wider one.
  const everywhere = and(eq(grants.connection, '*'), eq(grants.bucket, '*'), eq(grants.prefix, ''));
  const lasting = forGood ? isNull(grants.expiresAt) : inForce;
  const held = await selectHeld(tx).where(and(lasting, everywhere, isNull(users.disabledAt)));
  return held
    .filter(({ grant }) => compileGrants([toGrant(grant)]).whole('account.manage', {}))
    .map(({ user: { id, name } }) => ({ id, name }));
}

/** Whoever knew a session of somebody before does not become an administrator with him. */
export async function signOutNewAdministrators(
  tx: Queries,
  before: readonly { id: string }[],
): Promise<void> {
  const known = new Set(before.map(({ id }) => id));
  const added = (await findAdministrators(tx)).map(({ id }) => id).filter((id) => !known.has(id));
  if (added.length > 0) await tx.delete(sessions).where(inArray(sessions.userId, added));
}

/** Grants of people, their own and those of their groups. */
const selectHeld = (db: Queries) =>
  db
    .select({ grant: grants, user: users, group: groups.name })
    .from(grants)
    .leftJoin(groups, and(eq(grants.subjectKind, 'group'), eq(groups.id, grants.subjectId)))
    .leftJoin(groupMembers, eq(groupMembers.groupId, groups.id))
    .innerJoin(
      users,
      or(
        and(eq(grants.subjectKind, 'user'), eq(users.id, grants.subjectId)),
        eq(users.id, groupMembers.userId),
      ),
    );

const selectGrants = (db: Queries) =>
  db
    .select({ grant: grants, user: users.name, group: groups.name, token: apiTokens.name })
    .from(grants)
    .leftJoin(users, and(eq(grants.subjectKind, 'user'), eq(users.id, grants.subjectId)))
    .leftJoin(groups, and(eq(grants.subjectKind, 'group'), eq(groups.id, grants.subjectId)))
    .leftJoin(apiTokens, and(eq(grants.subjectKind, 'token'), eq(apiTokens.id, grants.subjectId)));

const selectTokens = (db: Queries) =>
  db
    .select({ token: apiTokens, owner: users.name })
    .from(apiTokens)
    .leftJoin(users, eq(users.id, apiTokens.ownerId));
