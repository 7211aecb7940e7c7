import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { attemptMs, type IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { idempotencyKeys as keys } from './schema/tables.ts';

/** Keys are kept for a day. */
export const isExpiredKey = lt(keys.createdAt, sql`now() - interval '24 hours'`);

const attemptEnd = sql`now() + ${`${attemptMs} milliseconds`}::interval` as unknown as Date;
const isOpen = isNull(keys.status);

/** Keys and answers as rows: the row comes first, so that of two consoles one carries a request out. */
export function createPostgresIdempotency(db: NodePgDatabase, newId: () => string): IdempotencyStore {
  return {
    async begin({ actor, key, fingerprint }) {
      const isKey = and(eq(keys.actor, actor), eq(keys.key, key));
      await db.delete(keys).where(and(isKey, isExpiredKey));
      const [made] = await db
        .insert(keys)
        .values({ actor, key, id: newId(), fingerprint, ownedUntil: attemptEnd })
        .onConflictDoNothing()
        .returning({ id: keys.id });
      if (made !== undefined) return { kind: 'begun', id: made.id, isAgain: false };
      const [found] = await db.select().from(keys).where(isKey);
      // Removed in between: the caller asks again.
      if (found === undefined) return { kind: 'under-way' };
      if (found.fingerprint !== fingerprint) return { kind: 'other' };
      if (found.status !== null)
        return { kind: 'answered', answer: { status: found.status, text: found.answer ?? '' } };
      const wasRefused = found.ownedUntil === null;
      const isFree = wasRefused ? isNull(keys.ownedUntil) : lt(keys.ownedUntil, sql`now()`);
      const taken = await db
        .update(keys)
        .set({ ownedUntil: attemptEnd })
        .where(and(isKey, isOpen, isFree));
      return taken.rowCount === 1
        ? { kind: 'begun', id: found.id, isAgain: !wasRefused }
        : { kind: 'under-way' };
    },

    async renew(id) {
      await db
        .update(keys)
        .set({ ownedUntil: attemptEnd })
        .where(and(eq(keys.id, id), isOpen));
    },

    async finish(id, { status, text }) {
      await db
        .update(keys)
        .set({ status, answer: text, ownedUntil: null })
        .where(and(eq(keys.id, id), isOpen));
    },

    async giveUp(id, how) {
      await db
        .update(keys)
        .set({ ownedUntil: how === 'refused' ? null : sql`now()` })
        .where(and(eq(keys.id, id), isOpen));
    },
  };
}
