import { and, eq, inArray, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { ProviderPerson } from '../auth/identity-provider.ts';
import type { GroupMapping } from '../config/read-oidc.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { findAdministrators, rightsLock, signOutNewAdministrators } from './postgres-account-store.ts';
import type { Queries } from './queries.ts';
import { groupMembers, groups, signInMethods, users } from './schema/account-tables.ts';

interface AdmitOptions {
  db: NodePgDatabase;
  newId: () => string;
  mappings: readonly GroupMapping[];
}

/**
 * Finds the person by issuer and subject, or makes an account that may do nothing but what its groups are granted. The
 * groups of the mapping follow the provider, the last administrator's as well: whom it takes a group, loses it.
 * @returns the id @throws ProblemError `account-disabled`, `provider-email-taken`
 */
export function admitPerson(person: ProviderPerson, { db, newId, mappings }: AdmitOptions): Promise<string> {
  return db.transaction(async (tx) => {
    // Of two sign-ins of somebody new, the second one finds what the first one made.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(${rightsLock})`);
    const id = (await refreshPerson(tx, person)) ?? (await addPerson(tx, { person, newId }));
    const before = await findAdministrators(tx);
    await followGroups(tx, { id, theirs: new Set(person.groups), mappings, newId });
    // The session that this sign-in makes comes afterwards.
    await signOutNewAdministrators(tx, before);
    return id;
  });
}

async function refreshPerson(tx: Queries, person: ProviderPerson): Promise<string | undefined> {
  const { issuer, subject, name, email } = person;
  const [found] = await tx
    .select({ user: users })
    .from(signInMethods)
    .innerJoin(users, eq(users.id, signInMethods.userId))
    .where(
      and(
        eq(signInMethods.providerId, 'oidc'),
        eq(signInMethods.issuer, issuer),
        eq(signInMethods.accountId, subject),
      ),
    );
  if (found === undefined) return undefined;
  const { user } = found;
  if (user.disabledAt !== null) throw new ProblemError('account-disabled');
  // An address that somebody else has here is not taken from him.
  const isFree = user.email !== email && (await findByEmail(tx, email)) === undefined;
  await tx
    .update(users)
    .set({ name, updatedAt: new Date(), ...(isFree ? { email } : {}) })
    .where(eq(users.id, user.id));
  return user.id;
}

async function addPerson(
  tx: Queries,
  { person, newId }: { person: ProviderPerson; newId: () => string },
): Promise<string> {
  const { issuer, subject, name, email } = person;
  // An address proves nothing: whoever may choose his own at the provider would take the account over.
  if ((await findByEmail(tx, email)) !== undefined) throw new ProblemError('provider-email-taken');
  const id = newId();
  const times = { createdAt: new Date(), updatedAt: new Date() };
  await tx.insert(users).values({ id, name, email, emailVerified: true, ...times });
  await tx
    .insert(signInMethods)
    .values({ id: newId(), userId: id, providerId: 'oidc', issuer, accountId: subject, ...times });
  return id;
}

async function findByEmail(tx: Queries, email: string): Promise<string | undefined> {
  const [found] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  return found?.id;
}

interface FollowOptions {
  id: string;
  theirs: ReadonlySet<string>;
  mappings: readonly GroupMapping[];
  newId: () => string;
}

/** Groups that are not there yet are made, so that something can be granted to them. */
async function followGroups(tx: Queries, { id, theirs, mappings, newId }: FollowOptions): Promise<void> {
  const names = [...new Set(mappings.map(({ ours }) => ours))];
  if (names.length === 0) return;
  await tx
    .insert(groups)
    .values(names.map((name) => ({ id: newId(), name })))
    .onConflictDoNothing();
  const mapped = await tx.select().from(groups).where(inArray(groups.name, names));
  const wanted = new Set(mappings.filter((one) => theirs.has(one.theirs)).map(({ ours }) => ours));
  const joins = mapped.filter(({ name }) => wanted.has(name));
  const leaves = mapped.filter(({ name }) => !wanted.has(name)).map((group) => group.id);
  if (joins.length > 0)
    await tx
      .insert(groupMembers)
      .values(joins.map((group) => ({ groupId: group.id, userId: id })))
      .onConflictDoNothing();
  if (leaves.length > 0)
    await tx
      .delete(groupMembers)
      .where(and(eq(groupMembers.userId, id), inArray(groupMembers.groupId, leaves)));
}
