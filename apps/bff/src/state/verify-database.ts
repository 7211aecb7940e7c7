import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { ChainPoint } from '../audit/audit-log.ts';
import { verifyChain, type ChainVerdict } from '../audit/verify-chain.ts';
import { createPostgresAuditLog } from './postgres-audit-log.ts';

/** Checks the chain of the audit log as it is at one moment, also while consoles add to it. */
export function verifyDatabase(db: NodePgDatabase, anchor?: ChainPoint): Promise<ChainVerdict> {
  return db.transaction((tx) => verifyChain(createPostgresAuditLog(tx), anchor), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}
