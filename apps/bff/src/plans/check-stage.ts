import { getSymlink, isOssServiceError, type OssClient } from '@signpost/oss-client';
import { isNothingThere } from '../keys/read-key.ts';
import { readTargetsOf } from '../keys/read-links.ts';
import { readKey } from '../keys/view-key.ts';
import { openLinkIndex } from '../link-index/memory-link-index.ts';
import { hasSameBytes } from '../writes/verify-write.ts';
import type { Writer } from '../writes/writer.ts';
import type { PlanStore, StoredPlan, StoredRow } from './plan-store.ts';

/** A row was not written since one that it needs was not. */
export const needsAnotherRow = 'needs-another-row';

/** Links that are looked at before a key goes; one that still leads there is enough. */
const mostLooked = 1000;

/** Why a row of a plan of stages must not be written now; undefined: nothing speaks against it. */
export type StageProblem =
  | { outcome: 'failed'; problem: { code: typeof needsAnotherRow } }
  | { outcome: 'drifted'; problem: { code: 'source-changed' | 'copy-missing' | 'still-led-to' } };

/**
 * Looks, just before a row is written, whether the rows it needs were applied, and whether what it relies on is still so:
 * what is copied, what holds the content of a key that goes, and that no link leads to that key.
 */
export async function checkStage(
  { writer, planStore, client }: { writer: Writer; planStore: PlanStore; client: OssClient },
  plan: StoredPlan,
  row: StoredRow,
): Promise<StageProblem | undefined> {
  const { needs, action, decision } = row;
  if (needs === undefined || decision !== 'write') return undefined;
  const applied = await planStore.appliedOf(plan.id, needs);
  if (needs.some((key) => !applied.has(key)))
    return { outcome: 'failed', problem: { code: needsAnotherRow } };
  const { bucket } = plan;
  if (!(await hasTwin(writer, { client, bucket, row })))
    return {
      outcome: 'drifted',
      problem: { code: action === 'create' ? 'source-changed' : 'copy-missing' },
    };
  if (isDelete(row) && (await isLedTo(writer, { client, bucket, key: row.key })))
    return { outcome: 'drifted', problem: { code: 'still-led-to' } };
  return undefined;
}

export const isDelete = ({ action }: Pick<StoredRow, 'action'>): boolean =>
  action === 'delete' || action === 'delete-object';

/** Whether the other key holds what it has to hold. What a copy of an object reads the writer looks at itself. */
async function hasTwin(
  writer: Writer,
  { client, bucket, row: { action, twin } }: { client: OssClient; bucket: string; row: StoredRow },
): Promise<boolean> {
  if (twin === undefined) return true;
  const { key } = twin;
  switch (action) {
    case 'create':
      return (await readLinkEtag(client, { bucket, key })) === twin.etag;
    // The new link may lead elsewhere: what the old one led to may have been renamed, too.
    case 'delete':
      return (await readLinkEtag(client, { bucket, key })) !== undefined;
    case 'delete-object': {
      const { state, object } = await readKey(writer, { client, bucket, key }, 'view');
      if (state.kind !== 'object') return false;
      const { etag, size } = state.facts;
      return hasSameBytes(twin, { etag, size, crc64: object?.facts.crc64 });
    }
    default:
      return true;
  }
}

/** ETag of the link at a key; undefined where no link is. */
async function readLinkEtag(
  client: OssClient,
  place: { bucket: string; key: string },
): Promise<string | undefined> {
  try {
    return (await getSymlink(client, place)).etag;
  } catch (error) {
    if (isOssServiceError(error, 'NotSymlink') || isNothingThere(error)) return undefined;
    throw error;
  }
}

/** Whether some link leads to a key. Those that the index names are read: it may not know of a repoint just made. */
async function isLedTo(
  { connection, permit }: Writer,
  { client, bucket, key }: { client: OssClient; bucket: string; key: string },
): Promise<boolean> {
  const { items } = await openLinkIndex(connection, permit).backlinks({ bucket, key }, mostLooked);
  const others = items.filter((link) => link !== key);
  if (others.length === 0) return false;
  const links = await readTargetsOf(client, { bucket, keys: others });
  return links.some(({ target }) => target === undefined || target === key);
}
