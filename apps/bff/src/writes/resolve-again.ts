import { forWriting } from '../oss/connections.ts';
import type { Intent, KeyRef } from '../changes/journal.ts';
import type { Services } from '../services.ts';
import { resolveOutcome } from './resolve-outcome.ts';

/** Looks again at one unresolved write, after whatever is being written to its key. */
export async function resolveAgain(services: Services, intent: Intent): Promise<void> {
  const connection = forWriting(services.connections.get(intent.connection));
  const { journal, now, lock } = services;
  await lock.withLock(intent, () =>
    resolveOutcome({ connection, journal, now }, { id: intent.id, client: connection.client }),
  );
}

/** Looks again at every unresolved write to a key. */
export async function resolveOpen(services: Services, key: KeyRef): Promise<void> {
  for (const { intent } of services.journal.unresolved(key)) await resolveAgain(services, intent);
}
