import { allowAll, authorise, localActor } from '../authorise/authorise.ts';
import type { Intent } from '../journal/journal.ts';
import type { Services } from '../services.ts';
import { settle } from './settle.ts';

/** Looks again at one unsettled write, after whatever is being written to its key. */
export async function settleAgain(services: Services, intent: Intent): Promise<boolean> {
  const connection = services.connections.get(intent.connection);
  // It is our own record that is completed, on nobody's behalf.
  const permit = authorise(localActor, allowAll);
  const settler = { connection, journal: services.journal, permit, now: services.now, services };
  const place = `${intent.connection}\n${intent.bucket}\n${intent.key}`;
  return services.lock.withLock(place, () => settle(settler, { id: intent.id, client: connection.client }));
}
