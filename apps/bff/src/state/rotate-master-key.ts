import { eq, isNotNull } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { deriveKey, toMark } from '../config/master-key.ts';
import { createSecretSeal } from '../config/seal-secret.ts';
import { SetupError } from '../config/setup-error.ts';
import { connectionSecrets, masterKeyFact, secondFactorSecrets } from './open-accounts.ts';
import type { Queries } from './queries.ts';
import { facts, secondFactors, sessions } from './schema/account-tables.ts';
import { connectionSettings } from './schema/tables.ts';

/**
 * Encrypts every secret of the database anew, in one transaction, and ends all sessions, whose cookies the old key
 * signed. @returns how many secrets @throws SetupError where the old key is not the one of the database, or a secret
 * cannot be read with it: then nothing is changed
 */
export function rotateMasterKey(
  db: NodePgDatabase,
  { from, to }: { from: Buffer; to: Buffer },
): Promise<{ secrets: number }> {
  const old = createSecretSeal(deriveKey(from, connectionSecrets));
  const next = createSecretSeal(deriveKey(to, connectionSecrets));
  return db.transaction(async (tx) => {
    const [mark] = await tx.select().from(facts).where(eq(facts.name, masterKeyFact)).for('update');
    if (mark?.value !== toMark(from))
      throw new SetupError('The master key is not the one that the database belongs to.');
    const rows = await tx
      .select()
      .from(connectionSettings)
      .where(isNotNull(connectionSettings.secrets))
      .for('update');
    for (const { name, connectionId, secrets } of rows) {
      const text = old.open(secrets ?? '', connectionId);
      if (text === undefined)
        throw new SetupError(
          `The secret of the connection ${name} cannot be read with the present key: give it again in the console first.`,
        );
      await tx
        .update(connectionSettings)
        .set({ secrets: next.seal(text, connectionId) })
        .where(eq(connectionSettings.name, name));
    }
    const factors = await sealFactors(tx, { from, to });
    await tx.delete(sessions);
    await tx
      .update(facts)
      .set({ value: toMark(to) })
      .where(eq(facts.name, masterKeyFact));
    return { secrets: rows.length + factors };
  });
}

/** Those of authenticator apps. @returns how many */
async function sealFactors(tx: Queries, { from, to }: { from: Buffer; to: Buffer }): Promise<number> {
  const old = createSecretSeal(deriveKey(from, secondFactorSecrets));
  const next = createSecretSeal(deriveKey(to, secondFactorSecrets));
  const rows = await tx.select().from(secondFactors).for('update');
  for (const { userId, secret } of rows) {
    const text = old.open(secret, userId);
    if (text === undefined)
      throw new SetupError(
        'The secret of an authenticator app cannot be read with the present key: reset the app of that person first.',
      );
    await tx
      .update(secondFactors)
      .set({ secret: next.seal(text, userId) })
      .where(eq(secondFactors.userId, userId));
  }
  return rows.length;
}
