import { asc, eq, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as z from 'zod/mini';
import type { SecretSeal } from '../config/seal-secret.ts';
import type {
  ConnectionSecrets,
  ConnectionStore,
  StoredConnection,
  StoredSettings,
} from '../connections/connection-store.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { findConnectionId } from './find-connection-id.ts';
import type { Queries } from './queries.ts';
import { grants } from './schema/account-tables.ts';
import { connectionSettings } from './schema/tables.ts';

type Row = typeof connectionSettings.$inferSelect;

const secretsSchema = z.object({
  accessKeySecret: z.optional(z.string()),
  securityToken: z.optional(z.string()),
});

interface StoreParts {
  db: NodePgDatabase;
  seal: SecretSeal;
  newId: () => string;
}

/** Connections as rows. */
export function createPostgresConnectionStore({ db, seal, newId }: StoreParts): ConnectionStore {
  function toStored(row: Row): StoredConnection {
    const opened = row.secrets === null ? undefined : seal.open(row.secrets, row.connectionId);
    return {
      id: row.connectionId,
      settings: JSON.parse(row.settings) as StoredSettings,
      secrets: opened === undefined ? undefined : secretsSchema.parse(JSON.parse(opened)),
      secretsSetAt: row.secretsSetAt?.toISOString(),
      version: row.version,
      updatedAt: row.updatedAt.toISOString(),
      updatedBy: row.updatedBy,
    };
  }

  function toSealed(
    secrets: ConnectionSecrets | undefined,
    id: string,
  ): Pick<Row, 'secrets' | 'secretsSetAt'> {
    return secrets === undefined
      ? { secrets: null, secretsSetAt: null }
      : { secrets: seal.seal(JSON.stringify(secrets), id), secretsSetAt: new Date() };
  }

  /** Another place is another OSS: what was recorded of the former one is not told of it. */
  async function moveRecords(
    tx: Queries,
    before: Row,
    { name, region, endpoint }: StoredSettings,
  ): Promise<{ connectionId: string; kept: Pick<Row, 'secrets'> | undefined }> {
    const old = JSON.parse(before.settings) as StoredSettings;
    if (old.region === region && old.endpoint === endpoint)
      return { connectionId: before.connectionId, kept: undefined };
    const id = await findConnectionId(tx, { address: `${name} ${region} ${endpoint}`, name }, newId);
    const opened = before.secrets === null ? undefined : seal.open(before.secrets, before.connectionId);
    return {
      connectionId: id,
      kept: opened === undefined ? undefined : { secrets: seal.seal(opened, id) },
    };
  }

  return {
    async list() {
      const rows = await db.select().from(connectionSettings).orderBy(asc(connectionSettings.name));
      return rows.map(toStored);
    },

    add: ({ settings, secrets, by }) =>
      db.transaction(async (tx) => {
        const { name, region, endpoint } = settings;
        // Made again with the same name and place, it has its records again.
        const id = await findConnectionId(tx, { address: `${name} ${region} ${endpoint}`, name }, newId);
        const [row] = await tx
          .insert(connectionSettings)
          .values({
            name,
            connectionId: id,
            settings: JSON.stringify(settings),
            ...toSealed(secrets, id),
            createdBy: by,
            updatedBy: by,
          })
          .onConflictDoNothing()
          .returning();
        if (row === undefined) throw new ProblemError('connection-taken', { params: { connection: name } });
        // Those that an earlier connection of this name left are not for this one.
        await tx.delete(grants).where(eq(grants.connection, name));
        return toStored(row);
      }),

    edit: ({ settings, secrets, version, by }) =>
      db.transaction(async (tx) => {
        const before = await lockRow(tx, { name: settings.name, version });
        const { connectionId, kept } = await moveRecords(tx, before, settings);
        const [row] = await tx
          .update(connectionSettings)
          .set({
            settings: JSON.stringify(settings),
            connectionId,
            ...(secrets === 'keep' ? kept : toSealed(secrets, connectionId)),
            version: sql`${connectionSettings.version} + 1`,
            updatedAt: new Date(),
            updatedBy: by,
          })
          .where(eq(connectionSettings.name, settings.name))
          .returning();
        if (row === undefined) throw new Error(`The row of ${settings.name} was locked and is gone`);
        return toStored(row);
      }),

    remove: ({ name, version }) =>
      db.transaction(async (tx) => {
        await lockRow(tx, { name, version });
        await tx.delete(connectionSettings).where(eq(connectionSettings.name, name));
        // A later connection of the same name is another one: nobody has rights on it yet.
        await tx.delete(grants).where(eq(grants.connection, name));
      }),
  };
}

async function lockRow(tx: Queries, { name, version }: { name: string; version: number }): Promise<Row> {
  const [row] = await tx
    .select()
    .from(connectionSettings)
    .where(eq(connectionSettings.name, name))
    .for('update');
  if (row === undefined) throw new ProblemError('connection-unknown', { params: { connection: name } });
  if (row.version !== version) throw new ProblemError('connection-changed', { params: { connection: name } });
  return row;
}
