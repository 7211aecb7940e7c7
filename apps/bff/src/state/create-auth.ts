import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as z from 'zod';
import { sessions, signInMethods, signInSteps, users } from './schema/account-tables.ts';

/** A browser that nobody uses is signed out after this time. */
const idleSeconds = 12 * 3600;
/** better-auth reads the address of a caller out of a header: one that only we can set. */
export const addressHeader = 'x-signpost-address';

export interface AuthOptions {
  db: NodePgDatabase;
  /** Signs the cookies; not in the database. */
  secret: string;
  isSecure: boolean;
  cookieName: string;
  newId: () => string;
}

/** better-auth (1.7) over tables of ours. Its HTTP routes are not mounted: what is called here exists, and nothing else. */
export function createAuth({ db, secret, isSecure, cookieName, newId }: AuthOptions) {
  return betterAuth({
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
    plugins: [knownPerson],
  });
}

/** Sessions of people whom something else than a password of ours has vouched for. */
const knownPerson = {
  id: 'known-person',
  endpoints: {
    startSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (call) => {
        const { internalAdapter } = call.context;
        const user = await internalAdapter.findUserById(call.body.userId);
        if (user === null) throw call.error('NOT_FOUND');
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(call, { session, user });
        return { token: session.token };
      },
    ),
  },
} satisfies BetterAuthPlugin;
