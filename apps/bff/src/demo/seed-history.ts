import { createHash, randomUUID } from 'node:crypto';
import { demoBuckets, pastMoves, type DemoLink, type PastMove } from '@signpost/demo-data';
import type { KeyState } from '@signpost/link-model/write';
import type { Connection } from '../oss/connections.ts';
import type { ChangeLog, Intent, Outcome } from '../changes/change-log.ts';
import { readKeySnapshot } from '../keys/read-key.ts';
import type { IndexStore } from '../link-index/index-store.ts';
import { seedMissingTargets } from './seed-missing-targets.ts';

const monthMs = 30 * 24 * 3600_000;

/**
 * Gives an empty change log the changes that the demo's links tell of, so that they can be undone like any other, and
 * the index what was at their targets. Each change is
 * recorded with the state that is stored now; a link that is not as the demo made it is left out. Nothing is
 * written for it: OSS dates every write itself, and all of these would be of today.
 */
export async function seedHistory(
  connection: Connection,
  { changeLog, indexStore, now }: { changeLog: ChangeLog; indexStore: IndexStore; now: number },
): Promise<void> {
  const { id } = connection.config;
  if ((await changeLog.page({ connection: id }, { limit: 1 })).items.length > 0) return;
  await seedMissingTargets(indexStore, now);
  const demoLinks = madeLinks();
  const seen = await Promise.all(
    pastMoves.map(async (move) => {
      const link = demoLinks.get(placeOf(move));
      // What a link that leads nowhere was given can be read no more, but it was we who wrote it.
      const { state } = await readKeySnapshot(
        { client: connection.client, ...move },
        { knownHeaders: async () => link?.headers },
      );
      return { move, after: state, isOurs: state.kind === 'link' && state.link.target === link?.target };
    }),
  );
  const links = seen.flatMap(({ move, after, isOurs }) =>
    isOurs && after.kind === 'link' ? [{ move, after }] : [],
  );
  const inOrder = links.toSorted((a, b) => Date.parse(at(a.after)) - Date.parse(at(b.after)));
  const groups = new Map<string, string>();
  const made: Past[] = [];
  for (const { move, after } of inOrder) {
    // One folder of links at a time.
    const folder = move.key.slice(0, move.key.lastIndexOf('/') + 1);
    const name = JSON.stringify([move.actor, move.reason, move.bucket, folder]);
    const group = groups.get(name) ?? randomUUID();
    groups.set(name, group);
    made.push(...(await toPast(connection, { move, after, group })));
  }
  await changeLog.begin(made.map(({ intent }) => intent));
  await changeLog.settle(made.map(({ outcome }) => outcome));
}

/** The links of the demo as they are seeded. */
function madeLinks(): Map<string, DemoLink> {
  return new Map(
    demoBuckets().flatMap(({ name, entries }) =>
      entries.flatMap((entry) =>
        entry.kind === 'link' ? [[placeOf({ bucket: name, key: entry.key }), entry] as const] : [],
      ),
    ),
  );
}

function placeOf({ bucket, key }: { bucket: string; key: string }): string {
  return `${bucket}/${key}`;
}

/** Made up like the write itself, in the form of OSS: the second of the request, then 16 digits. */
function toRequestId(move: PastMove, written: string): string {
  const second = Math.floor(Date.parse(written) / 1000).toString(16);
  const rest = createHash('sha256').update(placeOf(move)).digest('hex').slice(0, 16);
  return `${second.padStart(8, '0')}${rest}`.toUpperCase();
}

type LinkState = KeyState & { kind: 'link' };

function at({ facts }: LinkState): string {
  return facts.lastModified;
}

interface Past {
  intent: Intent;
  outcome: Outcome;
}

/** None for a link that could not be read whole: what could not be read cannot be said to have been written. */
async function toPast(
  { config, facts }: Connection,
  { move, after, group }: { move: PastMove; after: LinkState; group: string },
): Promise<Past[]> {
  const id = randomUUID();
  const { bucket, key, from, actor, reason } = move;
  const { headers, metadata, acl, tags, storageClass } = after.link;
  if (!headers.known || !metadata.known || !acl.known || !tags.known || !storageClass.known) return [];
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
  const { versionId } = after.facts;
  const intent: Intent = {
    id,
    group,
    connection: config.id,
    bucket,
    key,
    action: 'repoint',
    at: at(after),
    actor: { kind: 'person', id: actor, name: actor },
    reason,
    origin: 'demo',
    before,
    intended: {
      kind: 'link',
      link: {
        target: after.link.target,
        headers: headers.value,
        metadata: metadata.value,
        acl: acl.value,
        tags: tags.value,
        storageClass: storageClass.value,
      },
    },
    versioning,
  };
  const outcome: Outcome = {
    id,
    at: at(after),
    outcome: 'applied',
    after,
    ossRequestId: toRequestId(move, at(after)),
    ...(versionId === undefined ? {} : { versionId }),
  };
  return [{ intent, outcome }];
}
