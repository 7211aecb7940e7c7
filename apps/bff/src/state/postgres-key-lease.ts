import { and, eq, gt, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { setTimeout as pause } from 'node:timers/promises';
import type { KeyRef } from '../changes/change-log.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { KeyLease, Lease } from '../writes/key-lease.ts';
import { toDatabaseProblem } from './guard-port.ts';
import { keyLeases } from './schema/tables.ts';
import { withoutFlush } from './without-flush.ts';

export interface PostgresKeyLeaseOptions {
  db: NodePgDatabase;
  newId: () => string;
  /** Longest time a lease outlives its holder, in milliseconds; longer than one call to OSS may take. */
  ttlMs?: number;
  /** Longest wait for a key, in milliseconds. */
  waitMs?: number;
}

const defaultTtlMs = 90_000;
const defaultWaitMs = 60_000;
const firstPauseMs = 20;
const longestPauseMs = 500;

/**
 * Leases as rows with holder and expiry: they survive no killed process longer than `ttlMs`, and a pooled connection
 * that breaks does not lose them. Times are the database's. A clock that was put back would leave a lease in the far
 * future, so one that ends later than any could is free as well.
 */
export function createPostgresKeyLease(options: PostgresKeyLeaseOptions): KeyLease {
  const { db, newId, ttlMs = defaultTtlMs, waitMs = defaultWaitMs } = options;
  const ttl = sql`${`${ttlMs} milliseconds`}::interval`;

  const place = {
    connection: sql.placeholder('connection'),
    bucket: sql.placeholder('bucket'),
    key: sql.placeholder('key'),
    holder: sql.placeholder('holder'),
  };
  // Prepared, since every write takes a lease and gives it back. Nothing is sent before the change is recorded, and the
  // flush of that commit carries the lease along.
  const takeLease = db
    .insert(keyLeases)
    .select(
      sql`SELECT ${place.connection}::uuid, ${place.bucket}::text, ${place.key}::text, ${place.holder}::uuid, now() + ${ttl} WHERE ${withoutFlush()}`,
    )
    .onConflictDoUpdate({
      target: [keyLeases.connectionId, keyLeases.bucket, keyLeases.key],
      set: { holder: sql`excluded.holder`, expiresAt: sql`excluded.expires_at` },
      setWhere: sql`${keyLeases.holder} = excluded.holder OR ${keyLeases.expiresAt} < now() OR ${keyLeases.expiresAt} > now() + 2 * ${ttl}`,
    })
    .returning({ holder: keyLeases.holder })
    .prepare('take_key_lease');
  // Lost in a crash, it ends by its expiry.
  const giveLeaseBack = db
    .delete(keyLeases)
    .where(and(isHeldBy(place, place.holder), withoutFlush()))
    .prepare('give_key_lease_back');

  async function take({ connection, bucket, key }: KeyRef, holder: string): Promise<boolean> {
    return (await takeLease.execute({ connection, bucket, key, holder })).length > 0;
  }

  async function takeGuarded(key: KeyRef, holder: string): Promise<boolean> {
    try {
      return await take(key, holder);
    } catch (error) {
      // The row may have been written all the same, and only the answer was lost.
      giveBackLater(key, holder);
      throw toDatabaseProblem(error);
    }
  }

  async function takeInTurn(key: KeyRef, holder: string): Promise<void> {
    const until = performance.now() + waitMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      if (await takeGuarded(key, holder)) return;
      if (performance.now() > until) throw new ProblemError('key-busy');
      await pause(pauseMs * (0.5 + Math.random() / 2));
    }
  }

  async function giveBack({ connection, bucket, key }: KeyRef, holder: string): Promise<void> {
    await giveLeaseBack.execute({ connection, bucket, key, holder });
  }

  /** False when the lease has expired, even where nobody took it: it must never come back once it was given back. */
  async function renew(key: KeyRef, holder: string): Promise<boolean> {
    const renewed = await db
      .update(keyLeases)
      .set({ expiresAt: sql`now() + ${ttl}` })
      .where(and(isHeldBy(key, holder), gt(keyLeases.expiresAt, sql`now()`)))
      .returning({ holder: keyLeases.holder });
    return renewed.length > 0;
  }

  /** Tries until the lease would have expired: a key that nobody works on must not stay reserved so long. */
  function giveBackLater(key: KeyRef, holder: string): void {
    const until = performance.now() + ttlMs;
    const tryOn = async (): Promise<void> => {
      for (
        let pauseMs = firstPauseMs;
        performance.now() < until;
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      ) {
        await pause(pauseMs, undefined, { ref: false });
        if (
          await giveBack(key, holder).then(
            () => true,
            () => false,
          )
        )
          return;
      }
    };
    tryOn().catch(() => undefined);
  }

  return {
    async with(key, work) {
      const holder = newId();
      await takeInTurn(key, holder);
      // Counted from before the row was written, by a clock that nobody puts back.
      let heldUntil = performance.now() + ttlMs;
      let isLost = false;
      const renewal = setInterval(() => {
        const from = performance.now();
        renew(key, holder).then(
          (isOurs) => {
            if (isOurs) heldUntil = from + ttlMs;
            else isLost = true;
          },
          () => undefined,
        );
      }, ttlMs / 3).unref();
      const lease: Lease = {
        assertHeld() {
          if (isLost || performance.now() > heldUntil - ttlMs / 3) throw new ProblemError('key-busy');
        },
      };
      try {
        return await work(lease);
      } finally {
        clearInterval(renewal);
        await giveBack(key, holder).catch(() => giveBackLater(key, holder));
      }
    },
  };
}

/** A value, or where a prepared statement takes one. */
type Parameter = string | Placeholder;

function isHeldBy(
  { connection, bucket, key }: Record<keyof KeyRef, Parameter>,
  holder: Parameter,
): SQL | undefined {
  return and(
    eq(keyLeases.connectionId, connection),
    eq(keyLeases.bucket, bucket),
    eq(keyLeases.key, key),
    eq(keyLeases.holder, holder),
  );
}
