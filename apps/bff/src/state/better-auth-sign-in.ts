import { createHash } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller, SignedIn, SignIn } from '../auth/accounts.ts';
import type { SecondFactors } from '../auth/second-factors.ts';
import type { SignInChallenge } from '../auth/sign-in-challenge.ts';
import { checkPassword } from '../auth/check-password.ts';
import type { GroupMapping } from '../config/read-oidc.ts';
import { invalidRequest } from '../problems/invalid-request.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { browserSessions } from './browser-sessions.ts';
import { addressHeader, createAuth } from './create-auth.ts';
import { guardPort } from './guard-port.ts';
import { admitPerson } from './provider-people.ts';
import { sessions, signInFailures, signInMethods, signInSteps, users } from './schema/account-tables.ts';

export interface SignInOptions {
  db: NodePgDatabase;
  pool: pg.Pool;
  /** Signs the cookies; not in the database. */
  secret: string;
  /** Cookies go over https only, except on loopback, where browsers refuse such cookies over http. */
  isSecure: boolean;
  newId: () => string;
  /** Groups of the identity provider, and whose members they are here. */
  mappings: readonly GroupMapping[];
  secondFactors: SecondFactors;
  challenge: SignInChallenge;
}

const lockSeconds = 15 * 60;
/** Wrong passwords in a quarter of an hour. A company may share one address. */
const mostFailures = { account: 10, address: 100 };
/** Sign-in with better-auth (1.7) over tables of ours. Its own HTTP routes are not mounted: only what is called here exists. */
export function createSignIn(options: SignInOptions): SignIn {
  const { db, pool, secret, isSecure, newId, mappings, secondFactors, challenge } = options;
  const cookieName = isSecure ? '__Host-signpost' : 'signpost';
  const auth = createAuth({ db, secret, isSecure, cookieName, newId });
  const context = auth.$context;
  const limiter = (keyPrefix: string, points: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'signpost',
      tableName: 'sign_in_failures',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: lockSeconds,
    });
  const ofAccount = limiter('account', mostFailures.account);
  const ofAddress = limiter('address', mostFailures.address);
  const accountKey = (email: string): string =>
    createHash('sha256').update(email.toLowerCase()).digest('hex');

  /** Counted before the password is looked at: of many tries at once none comes too many. */
  async function countTry({ address }: Caller, email?: string): Promise<void> {
    try {
      await ofAddress.consume(address);
      if (email !== undefined) await ofAccount.consume(accountKey(email));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new ProblemError('sign-in-locked', { retryAfterMs: error.msBeforeNext });
    }
  }

  async function forgive({ address }: Caller, email: string): Promise<void> {
    await ofAccount.delete(accountKey(email));
    await ofAddress.reward(address);
  }

  const withAddress = ({ headers, address }: Caller): Headers => {
    const copy = new Headers(headers);
    copy.set(addressHeader, address);
    return copy;
  };

  async function find(headers: Headers, { refresh } = { refresh: false }): ReturnType<SignIn['find']> {
    // Without our cookie there is nothing to look for.
    if (headers.get('cookie')?.includes(`${cookieName}=`) !== true) return undefined;
    const found = await auth.api.getSession({
      headers,
      query: { disableRefresh: !refresh },
      returnHeaders: true,
    });
    if (found.response === null) return undefined;
    const { user, session } = found.response;
    return {
      user: { id: user.id, name: user.name, email: user.email },
      sessionId: session.id,
      cookies: found.headers.getSetCookie(),
    };
  }

  /** What every new session goes through. Undefined for somebody who was disabled meanwhile. */
  async function admit({
    userId,
    token,
    earlier,
  }: NewSession): Promise<Omit<SignedIn, 'cookies'> | undefined> {
    const [user] = await db.select().from(users).where(eq(users.id, userId));
    if (user === undefined || user.disabledAt !== null) {
      await db.delete(sessions).where(eq(sessions.token, token));
      return undefined;
    }
    // The session that the browser had before ends: nobody goes on with an id that was known earlier.
    if (earlier !== undefined) await db.delete(sessions).where(eq(sessions.id, earlier));
    // What has ended is removed with each sign-in: it needs no job of its own.
    await db.delete(signInFailures).where(lt(signInFailures.expire, Date.now()));
    await db.delete(sessions).where(lt(sessions.expiresAt, new Date()));
    await db.update(users).set({ lastSignInAt: new Date() }).where(eq(users.id, user.id));
    return { user: { id: user.id, name: user.name, email: user.email } };
  }

  /** For somebody whom something else than a password alone has vouched for. */
  async function startSession(
    caller: Caller,
    { userId, earlier }: Omit<NewSession, 'token'>,
  ): Promise<SignedIn | undefined> {
    const { response, headers } = await auth.api.startSession({
      body: { userId },
      headers: withAddress(caller),
      returnHeaders: true,
    });
    const signedIn = await admit({ userId, token: response.token, earlier });
    return signedIn && { ...signedIn, cookies: headers.getSetCookie() };
  }

  async function findHash(userId: string): Promise<string | undefined> {
    const [method] = await db
      .select({ hash: signInMethods.password })
      .from(signInMethods)
      .where(and(eq(signInMethods.userId, userId), eq(signInMethods.providerId, 'credential')));
    return method?.hash ?? undefined;
  }

  async function addPassword(userId: string, password: string): Promise<void> {
    const { internalAdapter } = await context;
    await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password });
  }

  return guardPort<SignIn>({
    async signIn(caller, { email, password }) {
      await countTry(caller, email);
      const earlier = await find(caller.headers);
      const { response, headers } = await auth.api
        .signInEmail({ body: { email, password }, headers: withAddress(caller), returnHeaders: true })
        .catch((error: unknown) => {
          throw isRefusal(error) ? new ProblemError('sign-in-failed') : error;
        });
      const { id: userId } = response.user;
      if (await secondFactors.isOn(userId)) {
        await db.delete(sessions).where(eq(sessions.token, response.token));
        // Tries are counted on: whoever knows the password could guess codes for ever.
        const { name } = response.user;
        return {
          user: { id: userId, name, email },
          cookies: [challenge.toCookie(userId)],
          isCodeNeeded: true,
        };
      }
      const signedIn = await admit({ userId, token: response.token, earlier: earlier?.sessionId });
      if (signedIn === undefined) throw new ProblemError('sign-in-failed');
      await forgive(caller, email);
      return { ...signedIn, cookies: headers.getSetCookie(), isCodeNeeded: false };
    },

    async confirmSignIn(caller, code) {
      const userId = challenge.find(caller.headers);
      const [user] = userId === undefined ? [] : await db.select().from(users).where(eq(users.id, userId));
      if (user === undefined) throw new ProblemError('sign-in-expired');
      await countTry(caller, user.email);
      if (!(await secondFactors.use(user.id, code))) throw new ProblemError('sign-in-failed');
      const earlier = await find(caller.headers);
      const signedIn = await startSession(caller, { userId: user.id, earlier: earlier?.sessionId });
      if (signedIn === undefined) throw new ProblemError('sign-in-failed');
      await forgive(caller, user.email);
      // The password before it counted as a try, too.
      await ofAddress.reward(caller.address);
      return { ...signedIn, cookies: [...signedIn.cookies, challenge.ended] };
    },

    async challenged(headers) {
      const userId = challenge.find(headers);
      if (userId === undefined) return undefined;
      const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId));
      return user?.email;
    },

    async renewSession(caller, userId) {
      await db.delete(sessions).where(eq(sessions.userId, userId));
      const signedIn = await startSession(caller, { userId, earlier: undefined });
      return signedIn?.cookies ?? [];
    },

    async signInPerson(caller, person, { earlierSession }) {
      const userId = await admitPerson(person, { db, newId, mappings });
      const signedIn = await startSession(caller, { userId, earlier: earlierSession });
      if (signedIn === undefined) throw new ProblemError('account-disabled');
      await ofAddress.reward(caller.address);
      return signedIn;
    },

    async claimOnce(id, expiresAt) {
      const now = new Date();
      await db.delete(signInSteps).where(lt(signInSteps.expiresAt, now));
      const times = { expiresAt, createdAt: now, updatedAt: now };
      const added = await db
        .insert(signInSteps)
        .values({ id, identifier: 'used', value: '', ...times })
        .onConflictDoNothing()
        .returning({ id: signInSteps.id });
      return added.length === 1;
    },

    async signOut({ headers }) {
      const { headers: answered } = await auth.api.signOut({ headers, returnHeaders: true });
      return answered.getSetCookie();
    },

    find,

    ...browserSessions(db),

    async addUser({ name, email, password }) {
      checkPassword(password, { pointer: '#/password', known: [name, email] });
      const { internalAdapter, password: passwords } = await context;
      const lower = email.toLowerCase();
      if ((await internalAdapter.findUserByEmail(lower)) !== null) throw new ProblemError('email-taken');
      const user = await internalAdapter.createUser(
        { name, email: lower, emailVerified: true },
        { method: 'email-password' },
      );
      await addPassword(user.id, await passwords.hash(password));
      return { id: user.id };
    },

    async setPassword({ id, name, email }, password) {
      checkPassword(password, { pointer: '#/newPassword', known: [name, email] });
      const { password: passwords } = await context;
      const hash = await passwords.hash(password);
      const changed = await db
        .update(signInMethods)
        .set({ password: hash, updatedAt: new Date() })
        .where(and(eq(signInMethods.userId, id), eq(signInMethods.providerId, 'credential')))
        .returning({ id: signInMethods.id });
      // Somebody who came through the identity provider has none so far.
      if (changed.length === 0) await addPassword(id, hash);
    },

    hasPassword: async (userId) => (await findHash(userId)) !== undefined,

    async checkPassword(caller, { id, email }, { password, code }) {
      await countTry(caller, email);
      const { password: passwords } = await context;
      const hash = await findHash(id);
      if (hash === undefined || !(await passwords.verify({ hash, password })))
        throw invalidRequest('#/password', 'password-wrong');
      if (code !== undefined && !(await secondFactors.use(id, code)))
        throw invalidRequest('#/code', 'code-wrong');
      await forgive(caller, email);
    },

    countTry: (caller) => countTry(caller),
  });
}

interface NewSession {
  userId: string;
  token: string;
  /** Session that the browser had. */
  earlier: string | undefined;
}

/** An address or password that is none, as better-auth says it; everything else is trouble of ours. */
function isRefusal(error: unknown): boolean {
  const { status, statusCode } = (error ?? {}) as { status?: unknown; statusCode?: unknown };
  return ['UNAUTHORIZED', 'BAD_REQUEST'].includes(String(status)) || statusCode === 401 || statusCode === 400;
}
