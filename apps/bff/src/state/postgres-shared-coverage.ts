import { coverageSchema, type Coverage } from '@signpost/api-contract';
import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { aliveMs, type SharedCoverages } from '../link-index/shared-coverage.ts';
import { guardPort } from './guard-port.ts';
import { scanCoverage } from './schema/tables.ts';

interface Options {
  db: NodePgDatabase;
  /** The console that speaks. */
  holder: string;
}

/** What consoles say of their scans, as rows. The database tells the time: clocks of consoles differ. */
export function createPostgresSharedCoverages({ db, holder }: Options): SharedCoverages {
  const aliveUntil = sql`now() + ${`${aliveMs} milliseconds`}::interval`;
  return {
    of: (connectionId) =>
      guardPort({
        async publish(coverage: Coverage) {
          const text = JSON.stringify(coverage);
          await db
            .insert(scanCoverage)
            .values({ connectionId, bucket: coverage.bucket, holder, coverage: text, aliveUntil })
            .onConflictDoUpdate({
              target: [scanCoverage.connectionId, scanCoverage.bucket, scanCoverage.holder],
              set: { coverage: text, aliveUntil },
            });
        },
        async others() {
          const rows = await db
            .select({ bucket: scanCoverage.bucket, coverage: scanCoverage.coverage })
            .from(scanCoverage)
            .where(
              and(
                eq(scanCoverage.connectionId, connectionId),
                ne(scanCoverage.holder, holder),
                gt(scanCoverage.aliveUntil, sql`now()`),
              ),
            )
            .orderBy(asc(scanCoverage.bucket), asc(scanCoverage.holder));
          const found = new Map<string, Coverage>();
          for (const row of rows) {
            const coverage = coverageSchema.parse(JSON.parse(row.coverage));
            const known = found.get(row.bucket);
            if (known === undefined || rank(coverage) > rank(known)) found.set(row.bucket, coverage);
          }
          return [...found.values()];
        },
      }),
    async renew() {
      await db.update(scanCoverage).set({ aliveUntil }).where(eq(scanCoverage.holder, holder));
      await db.delete(scanCoverage).where(sql`${scanCoverage.aliveUntil} < now() - interval '1 hour'`);
    },
    async withdraw() {
      await db.delete(scanCoverage).where(eq(scanCoverage.holder, holder));
    },
  };
}

function rank({ state, scannedAt }: Coverage): number {
  if (state === 'scanning') return 2;
  return scannedAt === undefined ? 0 : 1;
}
