import type { PlanSource } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import type { ChangeFilter, ChangeLog, Recorded } from '../changes/change-log.ts';
import type { DraftCase } from './planned-row.ts';

/** What a key is put back to, and what was last recorded of it; `expected` is absent where that was never read. */
export interface RevertStates {
  wanted: KeyState;
  expected: KeyState | undefined;
}

type Revert = (PlanSource & { kind: 'revert' })['to'];

const pageSize = 500;

/**
 * The recorded states that links are put back to, by key: before the oldest of the changes that are taken back, or as of a
 * moment. Only keys whose changes the author of the plan may read, and of which something was written.
 */
export async function findRevertStates(to: Revert, where: DraftCase): Promise<[string, RevertStates][]> {
  const { writer, bucket } = where;
  const taken = (await readTaken(to, where)).filter(
    (recorded) => recorded.intent.action !== 'restore' && mayRead(recorded, where),
  );
  // Newest first: the last one that is set is the oldest.
  const oldest = new Map(taken.map((recorded) => [recorded.intent.key, recorded]));
  const asked = to.by === 'moment' && to.links.by === 'keys' ? to.links.keys : [];
  const keys = [...new Set([...oldest.keys(), ...asked])];
  const connection = writer.connection.config.id;
  const latest = await writer.changeLog.latestOf(keys.map((key) => ({ connection, bucket, key })));
  const latestOf = new Map(
    [...latest.values()]
      .filter((recorded) => mayRead(recorded, where))
      .map(({ intent, outcome }) => [intent.key, outcome?.after]),
  );
  return keys.flatMap((key): [string, RevertStates][] => {
    const expected = latestOf.get(key);
    // Nothing was written since: what is wanted is what was recorded last.
    const wanted = oldest.get(key)?.intent.before ?? expected;
    return wanted === undefined ? [] : [[key, { wanted, expected }]];
  });
}

/** The changes after which nothing of what is wanted was altered, newest first. */
async function readTaken(to: Revert, { writer, bucket }: DraftCase): Promise<Recorded[]> {
  const connection = writer.connection.config.id;
  const applied: ChangeFilter = { connection, bucket, outcome: 'applied' };
  switch (to.by) {
    case 'changes': {
      const found = await writer.changeLog.getMany(connection, to.changes);
      return [...found.values()]
        .filter(({ intent, outcome }) => intent.bucket === bucket && outcome?.outcome === 'applied')
        .toSorted((a, b) => (a.intent.at < b.intent.at ? 1 : -1));
    }
    case 'group':
      return readAll(writer.changeLog, { ...applied, group: to.group });
    case 'moment': {
      // What was written at the moment itself belongs to it.
      const from = new Date(Date.parse(to.at) + 1).toISOString();
      const { links } = to;
      if (links.by === 'prefix')
        return readAll(writer.changeLog, { ...applied, keyPrefix: links.prefix, from });
      const found: Recorded[] = [];
      for (const key of new Set(links.keys))
        found.push(...(await readAll(writer.changeLog, { ...applied, key, from })));
      return found;
    }
  }
}

async function readAll(changeLog: ChangeLog, filter: ChangeFilter): Promise<Recorded[]> {
  const found: Recorded[] = [];
  let cursor: string | undefined;
  do {
    const page = await changeLog.page(filter, { cursor, limit: pageSize });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

function mayRead({ intent: { key } }: Recorded, { writer, bucket }: DraftCase): boolean {
  const { name } = writer.connection.config;
  return writer.permit.may('change.read', { connection: name, bucket, key });
}
