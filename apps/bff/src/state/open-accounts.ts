import { desc, eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { createSecretSeal, type SecretSeal } from '../config/seal-secret.ts';
import type { ConnectionStore } from '../connections/connection-store.ts';
import { createPostgresConnectionStore } from './postgres-connection-store.ts';
import type { Accounts } from '../auth/accounts.ts';
import { createCiTokens } from '../auth/ci-tokens.ts';
import { createOidcProvider } from '../auth/oidc-provider.ts';
import { createSignInChallenge } from '../auth/sign-in-challenge.ts';
import { createProviderSignIn } from '../auth/provider-sign-in.ts';
import type { OidcSettings } from '../config/read-oidc.ts';
import { deriveKey, toSetUpCode, type KeyMark } from '../config/master-key.ts';
import { createSignIn } from './better-auth-sign-in.ts';
import { guardPort } from './guard-port.ts';
import type { Database } from './open-database.ts';
import { createSecondFactors } from './postgres-second-factors.ts';
import { createPostgresAccountStore } from './postgres-account-store.ts';
import type { Queries } from './queries.ts';
import { facts, users } from './schema/account-tables.ts';

/** Under which the database keeps by which master key it is written. */
export const masterKeyFact = 'master-key';
/** Purpose of the key that encrypts the secrets of connections. */
export const connectionSecrets = 'connection secrets';
/** Purpose of the key that encrypts the secrets of authenticator apps. */
export const secondFactorSecrets = 'second factors';

export function toKeyMark(db: Queries): KeyMark {
  const read = async (): Promise<string | undefined> =>
    (await db.select().from(facts).where(eq(facts.name, masterKeyFact)))[0]?.value;
  return {
    read,
    async write(mark) {
      await db.insert(facts).values({ name: masterKeyFact, value: mark }).onConflictDoNothing();
      return (await read()) ?? mark;
    },
  };
}

/** Whether anybody has an account. */
export async function hasAccounts(db: Queries): Promise<boolean> {
  return (await db.select({ id: users.id }).from(users).limit(1)).length > 0;
}

/** Connections that were made in the console, in the database. */
export function openConnectionStore(
  db: NodePgDatabase,
  { masterKey, newId }: { masterKey: Buffer; newId: () => string },
): ConnectionStore {
  const seal = createSecretSeal(deriveKey(masterKey, connectionSecrets));
  return guardPort(createPostgresConnectionStore({ db, seal, newId }));
}

export interface AccountOptions {
  masterKey: Buffer;
  /** Whose id tokens may be exchanged for API tokens. */
  ciIssuers?: readonly string[];
  isSecure: boolean;
  newId: () => string;
  /** Since when people sign in: from the start, or once somebody set the console up. */
  from?: 'start' | 'set-up';
  /** The identity provider, where there is one. */
  oidc?: OidcSettings | undefined;
  /** Of codes and of steps of a sign-in, in milliseconds. */
  now?: () => number;
}

/** People, their sessions and what they may do, in the database. */
export function openAccounts(
  { db, pool }: Pick<Database, 'db' | 'pool'>,
  { masterKey, isSecure, newId, oidc, ciIssuers = [], from = 'start', now = Date.now }: AccountOptions,
): Accounts {
  const sealFor = (purpose: string): SecretSeal => createSecretSeal(deriveKey(masterKey, purpose));
  const store = guardPort(createPostgresAccountStore(db, newId));
  const secondFactors = guardPort(createSecondFactors({ db, seal: sealFor(secondFactorSecrets), now }));
  const signIn = createSignIn({
    db,
    pool,
    secret: deriveKey(masterKey, 'sign-in cookies').toString('hex'),
    isSecure,
    newId,
    mappings: oidc?.groups ?? [],
    secondFactors,
    challenge: createSignInChallenge({
      seal: sealFor('sign-in challenges'),
      isSecure,
      now,
    }),
  });
  const accounts = {
    store,
    areInForce: from === 'start' ? async () => true : onceSetUp(() => hasAccounts(db)),
    signIn,
    secondFactors,
    ciTokens: createCiTokens(ciIssuers),
    setUpCode: async () => toSetUpCode(masterKey, await findNewestUser(db)),
  };
  if (oidc === undefined) return accounts;
  const provider = createProviderSignIn({
    provider: createOidcProvider(oidc),
    name: oidc.name,
    seal: sealFor('identity provider states'),
    isSecure,
    now,
    claimOnce: (id, expiresAt) => signIn.claimOnce(id, expiresAt),
  });
  return { ...accounts, provider };
}

async function findNewestUser(db: Queries): Promise<string | undefined> {
  const [newest] = await db.select({ id: users.id }).from(users).orderBy(desc(users.createdAt)).limit(1);
  return newest?.id;
}

/**
 * Whether somebody set the console up; as long as there is an account it does not open again. While the database is away, what was known last holds:
 * a console that is still open goes on showing what it can.
 */
function onceSetUp(hasAny: () => Promise<boolean>): () => Promise<boolean> {
  let isSetUp: boolean | undefined;
  return async () => {
    if (isSetUp === true) return true;
    try {
      isSetUp = await hasAny();
    } catch (error) {
      if (isSetUp === undefined) throw error;
    }
    return isSetUp;
  };
}
