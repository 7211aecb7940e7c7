import { randomUUID } from 'node:crypto';
import type { KeyState } from '@signpost/link-model';
import type { Connection } from '../connections/connections.ts';
import type { Journal } from '../journal/journal.ts';
import { lookAtKey } from '../links/look-at-key.ts';
import { pastMoves, type PastMove } from './demo-history.ts';

const monthMs = 30 * 24 * 3600_000;

/**
 * Gives an empty journal the changes that the demo's links tell of, so that they can be undone like any other. Each is
 * recorded with the state that stands there now; a link that is not as the demo made it is left out.
 */
export async function seedHistory(connection: Connection, journal: Journal): Promise<void> {
  const name = connection.config.name;
  if (journal.list({ connection: name }, { limit: 1 }).items.length > 0) return;
  const seen = await Promise.all(
    pastMoves.map(async (move) => ({
      move,
      after: (await lookAtKey({ client: connection.client, ...move })).state,
    })),
  );
  const links = seen.flatMap(({ move, after }) => (after.kind === 'link' ? [{ move, after }] : []));
  for (const { move, after } of links.toSorted((a, b) => (at(a.after) < at(b.after) ? -1 : 1))) {
    await record(connection, journal, { move, after });
  }
}

type LinkState = KeyState & { kind: 'link' };

function at({ facts }: LinkState): string {
  return facts.lastModified;
}

async function record(
  { config, facts }: Connection,
  journal: Journal,
  { move, after }: { move: PastMove; after: LinkState },
): Promise<void> {
  const id = randomUUID();
  const { bucket, key, from, actor, reason } = move;
  const { headers, metadata, acl, tags, storageClass } = after.link;
  // What could not be read cannot be said to have been written.
  if (!headers.known || !metadata.known || !acl.known || !tags.known || !storageClass.known) return;
  const { versioning } = await facts.get(bucket);
  const before: LinkState = {
    kind: 'link',
    facts: {
      etag: '0'.repeat(32),
      size: Buffer.byteLength(from),
      lastModified: new Date(Date.parse(at(after)) - monthMs).toISOString(),
    },
    link: { ...after.link, target: from },
  };
  await journal.recordIntent({
    id,
    connection: config.name,
    bucket,
    key,
    action: 'repoint',
    at: at(after),
    actor,
    reason,
    before,
    intended: {
      target: after.link.target,
      headers: headers.value,
      metadata: metadata.value,
      acl: acl.value,
      tags: tags.value,
      storageClass: storageClass.value,
    },
    versioning,
  });
  const { versionId } = after.facts;
  await journal.recordOutcome({
    id,
    at: at(after),
    outcome: 'applied',
    after,
    ...(versionId === undefined ? {} : { versionId }),
  });
}
