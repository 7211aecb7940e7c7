import { createHash, randomInt } from 'node:crypto';
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Secret, TOTP } from 'otpauth';
import type { SecretSeal } from '../config/seal-secret.ts';
import type { SecondFactors } from '../auth/second-factors.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Queries } from './queries.ts';
import { recoveryCodes, secondFactors } from './schema/account-tables.ts';

const periodSeconds = 30;
/** Clocks of phones differ: the code before and the one after are taken, too. */
const window = 1;
const recoveryCount = 10;
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

interface SecondFactorOptions {
  db: NodePgDatabase;
  /** Encrypts the secrets, with a key that is not in the database. */
  seal: SecretSeal;
  now: () => number;
}

/** Second factors in the database. What a code uses up is written in the statement that finds it, over all replicas. */
export function createSecondFactors({ db, seal, now }: SecondFactorOptions): SecondFactors {
  /** The step of time whose code this is. */
  function findStep(sealed: string, { userId, code }: { userId: string; code: string }): number | undefined {
    // A secret that was copied to the row of somebody else is none of his.
    const secret = seal.open(sealed, userId);
    if (secret === undefined) return undefined;
    const timestamp = now();
    const delta = toTotp(secret, '').validate({ token: code, timestamp, window });
    return delta === null ? undefined : Math.floor(timestamp / 1000 / periodSeconds) + delta;
  }

  async function takeRecoveryCode(userId: string, code: string): Promise<boolean> {
    const used = await db
      .delete(recoveryCodes)
      .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash(code))))
      .returning({ hash: recoveryCodes.hash });
    return used.length === 1;
  }

  return {
    async isOn(userId) {
      const rows = await db
        .select({ id: secondFactors.userId })
        .from(secondFactors)
        .where(isConfirmed(userId));
      return rows.length > 0;
    },

    async begin({ id, email }) {
      const secret = new Secret({ size: 20 }).base32;
      const fresh = { secret: seal.seal(secret, id), lastStep: 0 };
      const begun = await db
        .insert(secondFactors)
        .values({ userId: id, ...fresh })
        .onConflictDoUpdate({
          target: secondFactors.userId,
          set: fresh,
          setWhere: isNull(secondFactors.confirmedAt),
        })
        .returning({ id: secondFactors.userId });
      if (begun.length === 0) throw new ProblemError('second-factor-on');
      return { secret, uri: toTotp(secret, email).toString() };
    },

    confirm: (userId, code) =>
      db.transaction(async (tx) => {
        const row = await lock(tx, userId);
        if (row === undefined || row.confirmedAt !== null) return undefined;
        const step = findStep(row.secret, { userId, code: normalise(code) });
        if (step === undefined) return undefined;
        await tx
          .update(secondFactors)
          .set({ confirmedAt: new Date(), lastStep: step })
          .where(eq(secondFactors.userId, userId));
        const codes = Array.from({ length: recoveryCount }, makeRecoveryCode);
        await tx.insert(recoveryCodes).values(codes.map((made) => ({ userId, hash: hash(normalise(made)) })));
        return codes;
      }),

    async use(userId, code) {
      const plain = normalise(code);
      if (!/^\d{6}$/.test(plain)) return takeRecoveryCode(userId, plain);
      const [row] = await db.select().from(secondFactors).where(isConfirmed(userId));
      const step = row && findStep(row.secret, { userId, code: plain });
      if (step === undefined) return false;
      const used = await db
        .update(secondFactors)
        .set({ lastStep: step })
        .where(and(isConfirmed(userId), lt(secondFactors.lastStep, step)))
        .returning({ id: secondFactors.userId });
      return used.length === 1;
    },

    async remove(userId) {
      const gone = await db
        .delete(secondFactors)
        .where(eq(secondFactors.userId, userId))
        .returning({ confirmedAt: secondFactors.confirmedAt });
      return gone.some(({ confirmedAt }) => confirmedAt !== null);
    },
  };
}

const isConfirmed = (userId: string) =>
  and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt));

async function lock(tx: Queries, userId: string) {
  const [row] = await tx.select().from(secondFactors).where(eq(secondFactors.userId, userId)).for('update');
  return row;
}

function toTotp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Signpost', label, secret, digits: 6, period: periodSeconds });
}

/** As people type it: with blanks or hyphens, in capitals. */
function normalise(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toLowerCase();
}

/** 79 bits, in groups of signs that are not mistaken for each other: random enough for a plain hash. */
function makeRecoveryCode(): string {
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

function hash(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
