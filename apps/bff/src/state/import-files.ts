import { existsSync, readFileSync, renameSync } from 'node:fs';
import {
  changeActionSchema,
  dailyStatsSchema,
  keyStateSchema,
  linkDraftSchema,
} from '@signpost/api-contract';
import { eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as z from 'zod/mini';
import type { Intent, Outcome } from '../changes/change-log.ts';
import { toOutcomeColumns, toRow } from './change-row.ts';
import { readLines } from './read-lines.ts';
import { changes, dailyStats, imports } from './schema/tables.ts';

const orAbsent = z.exactOptional;
const intentLine = z.object({
  row: z.literal('intent'),
  id: z.uuid(),
  bucket: z.string(),
  key: z.string(),
  action: changeActionSchema,
  undoes: orAbsent(z.uuid()),
  at: z.iso.datetime(),
  actor: z.string(),
  reason: orAbsent(z.string()),
  before: keyStateSchema,
  intended: z.nullable(linkDraftSchema),
  removesVersion: orAbsent(z.string()),
  versioning: z.enum(['never', 'enabled', 'suspended', 'unknown']),
});
const outcomeLine = z.object({
  row: z.literal('outcome'),
  id: z.uuid(),
  at: z.iso.datetime(),
  outcome: z.enum(['applied', 'failed', 'unknown']),
  after: orAbsent(keyStateSchema),
  ossRequestId: orAbsent(z.string()),
  versionId: orAbsent(z.string()),
  problem: orAbsent(z.object({ code: z.string(), detail: orAbsent(z.string()) })),
  mayArriveUntil: orAbsent(z.iso.datetime()),
  overwrittenBy: orAbsent(z.string()),
  overtook: orAbsent(z.uuid()),
  overtakenBy: orAbsent(z.uuid()),
});
const lineSchema = z.discriminatedUnion('row', [intentLine, outcomeLine]);
const statsFileSchema = z.record(z.string(), z.array(dailyStatsSchema));

/** Files in which earlier versions kept what the database keeps now. */
export interface EarlierFiles {
  journal: string;
  dailyStats: string;
}

export interface Imported {
  rows: number;
  /** Numbers of the lines that could not be read, from 1. */
  damaged: number[];
}

/** Rows of one INSERT; the driver takes 65,535 parameters at most. */
const batchSize = 500;

/**
 * Takes over the files of earlier versions, once each, and keeps them beside as `*.imported`. A line that cannot be read
 * is left out and named; the file stays for diagnosis.
 */
export async function importFiles(
  db: NodePgDatabase,
  {
    files,
    connectionId,
    connectionName,
  }: { files: EarlierFiles; connectionId: string; connectionName: string },
): Promise<Imported> {
  const journal = await importOnce(db, files.journal, async (tx) =>
    importJournal(tx, files.journal, connectionId),
  );
  await importOnce(db, files.dailyStats, async (tx) =>
    importDailyStats(tx, files.dailyStats, { connectionId, connectionName }),
  );
  return journal;
}

type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

/** One transaction with the note that it happened, so that an import cut short begins anew. */
async function importOnce(
  db: NodePgDatabase,
  file: string,
  read: (tx: Transaction) => Promise<Imported>,
): Promise<Imported> {
  if (!existsSync(file)) return { rows: 0, damaged: [] };
  const imported = await db.transaction(async (tx) => {
    const done = await tx.select().from(imports).where(eq(imports.source, file));
    if (done.length > 0) return { rows: 0, damaged: [] };
    const result = await read(tx);
    await tx.insert(imports).values({
      source: file,
      importedAt: new Date(),
      rows: result.rows,
      damaged: result.damaged.length,
    });
    return result;
  });
  renameSync(file, `${file}.imported`);
  return imported;
}

async function importJournal(tx: Transaction, file: string, connectionId: string): Promise<Imported> {
  const damaged: number[] = [];
  const outcomes = new Map<string, Outcome>();
  const intents = new Map<string, Intent>();
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    if (line === '') continue;
    const row = parseLine(line);
    if (row === undefined) damaged.push(number);
    else if (row.row === 'intent') {
      const { row: _, ...intent } = row;
      intents.set(intent.id, toIntent(intent, connectionId));
    } else {
      const { row: _, ...outcome } = row;
      outcomes.set(outcome.id, outcome);
    }
  }
  const rows = [...intents.values()].map((intent) => {
    const outcome = outcomes.get(intent.id);
    return { ...emptyOutcome, ...toRow(intent), ...(outcome === undefined ? {} : toOutcomeColumns(outcome)) };
  });
  for (let i = 0; i < rows.length; i += batchSize)
    await tx
      .insert(changes)
      .values(rows.slice(i, i + batchSize))
      .onConflictDoNothing();
  return { rows: rows.length, damaged };
}

/** Drizzle names the columns of the first row for all rows of an INSERT. */
const emptyOutcome = {
  outcome: 'pending',
  outcomeAt: null,
  after: null,
  ossRequestId: null,
  versionId: null,
  problem: null,
  mayArriveUntil: null,
  overwrittenBy: null,
  overtook: null,
  overtakenBy: null,
};

function parseLine(line: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function toIntent(
  { actor, intended, ...line }: Omit<z.infer<typeof intentLine>, 'row'>,
  connection: string,
): Intent {
  return {
    ...line,
    connection,
    group: line.id,
    actor: { kind: 'person', id: actor, name: actor },
    intended: intended === null ? { kind: 'absent' } : { kind: 'link', link: intended },
  };
}

/** The numbers are drawn, never decided upon: a file that cannot be read is passed over. */
async function importDailyStats(
  tx: Transaction,
  file: string,
  { connectionId, connectionName }: { connectionId: string; connectionName: string },
): Promise<Imported> {
  const days = readStatsFile(file)[connectionName] ?? [];
  if (days.length > 0)
    await tx
      .insert(dailyStats)
      .values(
        days.map((stats) => ({
          connectionId,
          day: stats.day,
          stats: JSON.stringify(stats),
          recordedAt: new Date(),
        })),
      )
      .onConflictDoNothing();
  return { rows: days.length, damaged: [] };
}

function readStatsFile(file: string): z.infer<typeof statsFileSchema> {
  try {
    return statsFileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {};
  } catch {
    return {};
  }
}
