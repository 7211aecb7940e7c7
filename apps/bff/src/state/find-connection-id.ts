import { eq } from 'drizzle-orm';

import type { Queries } from './queries.ts';
import { connections } from './schema/tables.ts';

/** What makes an OSS this one and no other: `embedded`, or region and endpoint. */
export interface ConnectionAddress {
  address: string;
  name: string;
}

/** The id under which an OSS is recorded, made at its first use; a rename keeps it. */
export async function findConnectionId(
  db: Queries,
  { address, name }: ConnectionAddress,
  newId: () => string,
): Promise<string> {
  await db.insert(connections).values({ id: newId(), address, name }).onConflictDoNothing();
  const [row] = await db
    .update(connections)
    .set({ name })
    .where(eq(connections.address, address))
    .returning({ id: connections.id });
  if (row === undefined) throw new Error(`The connection ${address} was removed while it was looked up`);
  return row.id;
}
