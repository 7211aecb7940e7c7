import { eq } from 'drizzle-orm';
import type { AuditEvent, ChainBounds, ChainPoint } from '../audit/audit-log.ts';
import { chainEvents, genesis } from '../audit/chain.ts';
import { toAuditColumns } from './audit-row.ts';
import type { Queries } from './queries.ts';
import { auditChain, auditEvents } from './schema/tables.ts';

/** Rows of one INSERT: a statement takes 65,535 values. */
const batchSize = 1000;

/**
 * Adds events to the chain in the transaction that is open. Whoever adds next waits for its end, on every console: it
 * comes last, right before the commit.
 */
export async function appendAudit(tx: Queries, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const chained = chainEvents(await lockHead(tx), events);
  for (let from = 0; from < chained.length; from += batchSize)
    await tx.insert(auditEvents).values(chained.slice(from, from + batchSize).map(toAuditColumns));
  const last = chained.at(-1);
  if (last === undefined) return;
  await tx
    .update(auditChain)
    .set({ headSeq: last.sequence, headHash: last.hash })
    .where(eq(auditChain.id, 1));
}

/** The end of the chain, which nobody else moves until this transaction ends. */
export async function lockHead(tx: Queries): Promise<ChainPoint> {
  const read = () => tx.select().from(auditChain).for('update');
  const [chain] = await read();
  if (chain !== undefined) return toBounds(chain).head;
  const { sequence, hash } = genesis;
  await tx
    .insert(auditChain)
    .values({ id: 1, baseSeq: sequence, baseHash: hash, headSeq: sequence, headHash: hash })
    .onConflictDoNothing();
  const [made] = await read();
  if (made === undefined) throw new Error('The head of the audit log was not made');
  return toBounds(made).head;
}

export function toBounds(chain: typeof auditChain.$inferSelect): ChainBounds {
  return {
    base: { sequence: chain.baseSeq, hash: chain.baseHash },
    head: { sequence: chain.headSeq, hash: chain.headHash },
  };
}
