import type { Intent, Outcome } from '../changes/change-log.ts';
import { closeOverwritten } from './resolve-outcome.ts';
import type { Writer } from './writer.ts';

/** Records how a write ended. While the database is away its row stays open, and is resolved by a later read. */
export async function recordOutcome(writer: Writer, outcome: Outcome): Promise<void> {
  writer.services.metrics.write({ outcome: outcome.outcome });
  await afterSending(writer, outcome, writer.changeLog.settle([outcome]));
}

/** Closes earlier writes to the key that nothing tells of any more, now that this one has been written over them. */
export async function closeEarlier(writer: Writer, intent: Intent): Promise<void> {
  await afterSending(writer, intent, closeOverwritten(writer, { intent }));
}

/** What fails once a write was sent must not make the write look failed: it is logged. */
export async function afterSending(
  { services }: Writer,
  { id }: { id: string },
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    services.log.error({ err: error, change: id }, 'the outcome of a write could not be recorded');
  }
}
