import type { ChangeLog } from '../changes/change-log.ts';

/** A write that was recorded before a moment may have arrived after it, and the metadata index tells of it later still. */
const marginMs = 60 * 60_000;
const pageSize = 1000;

/** Keys that Signpost wrote at, or may have written at, since a moment; each once. */
export async function readOwnKeys(
  changeLog: ChangeLog,
  place: { connection: string; bucket: string },
  since: string,
): Promise<string[]> {
  const from = new Date(Date.parse(since) - marginMs).toISOString();
  const keys = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await changeLog.page({ ...place, from }, { cursor, limit: pageSize });
    for (const { intent, outcome } of page.items) if (outcome?.outcome !== 'failed') keys.add(intent.key);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return [...keys];
}
