import { and, eq, gt, ne } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { SignIn } from '../auth/accounts.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { sessions } from './schema/account-tables.ts';

/** The browsers in which a person is signed in. */
export function browserSessions(db: NodePgDatabase): Pick<SignIn, 'sessions' | 'endSessions'> {
  return {
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
  };
}
