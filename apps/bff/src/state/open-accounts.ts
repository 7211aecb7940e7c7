import { eq } from 'drizzle-orm';
import type { Accounts } from '../auth/accounts.ts';
import { deriveKey, toSetUpCode, type KeyMark } from '../config/master-key.ts';
import { createSignIn } from './better-auth-sign-in.ts';
import { guardPort } from './guard-port.ts';
import type { Database } from './open-database.ts';
import { createPostgresAccountStore } from './postgres-account-store.ts';
import type { Queries } from './queries.ts';
import { facts } from './schema/account-tables.ts';

const markFact = 'master-key';

export function toKeyMark(db: Queries): KeyMark {
  const read = async (): Promise<string | undefined> =>
    (await db.select().from(facts).where(eq(facts.name, markFact)))[0]?.value;
  return {
    read,
    async write(mark) {
      await db.insert(facts).values({ name: markFact, value: mark }).onConflictDoNothing();
      return (await read()) ?? mark;
    },
  };
}

/** People, their sessions and what they may do, in the database. */
export function openAccounts(
  { db, pool }: Pick<Database, 'db' | 'pool'>,
  { masterKey, isSecure, newId }: { masterKey: Buffer; isSecure: boolean; newId: () => string },
): Accounts {
  return {
    store: guardPort(createPostgresAccountStore(db, newId)),
    signIn: createSignIn({
      db,
      pool,
      secret: deriveKey(masterKey, 'sign-in cookies').toString('hex'),
      isSecure,
      newId,
    }),
    setUpCode: toSetUpCode(masterKey),
  };
}
