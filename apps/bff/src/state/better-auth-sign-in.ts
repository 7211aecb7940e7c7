import { createHash } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { and, eq, gt, lt, ne } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller, SignIn } from '../auth/accounts.ts';
import { checkPassword } from '../auth/check-password.ts';
import { invalidRequest } from '../problems/invalid-request.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { guardPort } from './guard-port.ts';
import { sessions, signInFailures, signInMethods, signInSteps, users } from './schema/account-tables.ts';

export interface SignInOptions {
  db: NodePgDatabase;
  pool: pg.Pool;
  /** Signs the cookies; not in the database. */
  secret: string;
  /** Cookies go over https only, except on loopback, where browsers refuse such cookies over http. */
  isSecure: boolean;
  newId: () => string;
}

/** A browser that nobody uses is signed out after this time. */
const idleSeconds = 12 * 3600;
const lockSeconds = 15 * 60;
/** Wrong passwords in a quarter of an hour. A company may share one address. */
const mostFailures = { account: 10, address: 100 };
/** better-auth reads the address of a caller out of a header: one that only we can set. */
const addressHeader = 'x-signpost-address';

/** Sign-in with better-auth (1.7) over tables of ours. Its own HTTP routes are not mounted: only what is called here exists. */
export function createSignIn({ db, pool, secret, isSecure, newId }: SignInOptions): SignIn {
  const cookieName = isSecure ? '__Host-signpost' : 'signpost';
  const auth = betterAuth({
    // No address is ever made of it.
    baseURL: 'http://localhost',
    secret,
    database: drizzleAdapter(db, { provider: 'pg', schema: { users, sessions, signInMethods, signInSteps } }),
    user: { modelName: 'users' },
    account: { modelName: 'signInMethods' },
    verification: { modelName: 'signInSteps' },
    session: { modelName: 'sessions', expiresIn: idleSeconds, updateAge: 600 },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 1000 },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Its limiter does not cover calls from the server.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' },
      cookies: { session_token: { name: cookieName } },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
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

  return guardPort<SignIn>({
    async signIn(caller, { email, password }) {
      await countTry(caller, email);
      const earlier = await find(caller.headers);
      const { response, headers } = await auth.api
        .signInEmail({ body: { email, password }, headers: withAddress(caller), returnHeaders: true })
        .catch((error: unknown) => {
          throw isRefusal(error) ? new ProblemError('sign-in-failed') : error;
        });
      const [user] = await db.select().from(users).where(eq(users.id, response.user.id));
      if (user === undefined || user.disabledAt !== null) {
        await db.delete(sessions).where(eq(sessions.token, response.token));
        throw new ProblemError('sign-in-failed');
      }
      await forgive(caller, email);
      // The session that the browser had before ends: nobody goes on with an id that was known earlier.
      if (earlier !== undefined) await db.delete(sessions).where(eq(sessions.id, earlier.sessionId));
      // What has ended is removed with each sign-in: it needs no job of its own.
      await db.delete(signInFailures).where(lt(signInFailures.expire, Date.now()));
      await db.delete(sessions).where(lt(sessions.expiresAt, new Date()));
      await db.update(users).set({ lastSignInAt: new Date() }).where(eq(users.id, user.id));
      return {
        user: { id: user.id, name: user.name, email: user.email },
        cookies: headers.getSetCookie(),
      };
    },

    async signOut({ headers }) {
      const { headers: answered } = await auth.api.signOut({ headers, returnHeaders: true });
      return answered.getSetCookie();
    },

    find,

    async sessions(userId) {
      const rows = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date())));
      return rows
        .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
        .map(({ id, createdAt, expiresAt, ipAddress, userAgent }) => ({
          id,
          createdAt: createdAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          ...(ipAddress === null || ipAddress === '' ? {} : { address: ipAddress }),
          ...(userAgent === null || userAgent === '' ? {} : { userAgent }),
        }));
    },

    async endSessions(userId, which) {
      const others =
        'id' in which
          ? eq(sessions.id, which.id)
          : which.except === undefined
            ? undefined
            : ne(sessions.id, which.except);
      const ended = await db
        .delete(sessions)
        .where(and(eq(sessions.userId, userId), others))
        .returning({ id: sessions.id });
      if ('id' in which && ended.length === 0) throw new ProblemError('account-missing');
    },

    async addUser({ name, email, password }) {
      checkPassword(password, { pointer: '#/password', known: [name, email] });
      const { internalAdapter, password: passwords } = await context;
      const lower = email.toLowerCase();
      if ((await internalAdapter.findUserByEmail(lower)) !== null) throw new ProblemError('email-taken');
      const user = await internalAdapter.createUser(
        { name, email: lower, emailVerified: true },
        { method: 'email-password' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await passwords.hash(password),
      });
      return { id: user.id };
    },

    async setPassword({ id, name, email }, password) {
      checkPassword(password, { pointer: '#/newPassword', known: [name, email] });
      const { internalAdapter, password: passwords } = await context;
      await internalAdapter.updatePassword(id, await passwords.hash(password));
    },

    async checkPassword(caller, { id, email }, password) {
      await countTry(caller, email);
      const { password: passwords } = await context;
      const [method] = await db
        .select({ hash: signInMethods.password })
        .from(signInMethods)
        .where(and(eq(signInMethods.userId, id), eq(signInMethods.providerId, 'credential')));
      const hash = method?.hash ?? '';
      if (hash === '' || !(await passwords.verify({ hash, password })))
        throw invalidRequest('#/password', 'password-wrong');
      await forgive(caller, email);
    },

    countTry: (caller) => countTry(caller),
  });
}

/** An address or password that is none, as better-auth says it; everything else is trouble of ours. */
function isRefusal(error: unknown): boolean {
  const { status, statusCode } = (error ?? {}) as { status?: unknown; statusCode?: unknown };
  return ['UNAUTHORIZED', 'BAD_REQUEST'].includes(String(status)) || statusCode === 401 || statusCode === 400;
}
