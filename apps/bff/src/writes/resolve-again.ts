import { forWriting } from '../oss/connections.ts';
import type { Intent, KeyRef } from '../changes/change-log.ts';
import type { WriteServices } from './write-services.ts';
import { resolveOutcome } from './resolve-outcome.ts';

/** Reads the key of one unresolved write again, after any write to the key that is under way. */
export async function resolveAgain(services: WriteServices, intent: Intent): Promise<void> {
  const connection = forWriting(services.connections.withId(intent.connection));
  const { changeLog, now, keyLease } = services;
  await keyLease.with(intent, () =>
    resolveOutcome({ connection, changeLog, now }, { id: intent.id, client: connection.client }),
  );
}

/** Reads a key again for every unresolved write to it. */
export async function resolveOpen(services: WriteServices, key: KeyRef): Promise<void> {
  for (const { intent } of await services.changeLog.unresolvedOf(key)) await resolveAgain(services, intent);
}
