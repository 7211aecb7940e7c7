import { eq } from 'drizzle-orm';
import type { Accounts } from '../auth/accounts.ts';
import { createOidcProvider } from '../auth/oidc-provider.ts';
import { createProviderSignIn } from '../auth/provider-sign-in.ts';
import type { OidcSettings } from '../config/read-oidc.ts';
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

export interface AccountOptions {
  masterKey: Buffer;
  isSecure: boolean;
  newId: () => string;
  /** The identity provider, where there is one. */
  oidc?: OidcSettings | undefined;
}

/** People, their sessions and what they may do, in the database. */
export function openAccounts(
  { db, pool }: Pick<Database, 'db' | 'pool'>,
  { masterKey, isSecure, newId, oidc }: AccountOptions,
): Accounts {
  const signIn = createSignIn({
    db,
    pool,
    secret: deriveKey(masterKey, 'sign-in cookies').toString('hex'),
    isSecure,
    newId,
    mappings: oidc?.groups ?? [],
  });
  const accounts = {
    store: guardPort(createPostgresAccountStore(db, newId)),
    signIn,
    setUpCode: toSetUpCode(masterKey),
  };
  if (oidc === undefined) return accounts;
  const provider = createProviderSignIn({
    provider: createOidcProvider(oidc),
    name: oidc.name,
    key: deriveKey(masterKey, 'identity provider states'),
    isSecure,
    now: Date.now,
    claimOnce: (id, expiresAt) => signIn.claimOnce(id, expiresAt),
  });
  return { ...accounts, provider };
}
