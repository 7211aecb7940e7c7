import type { KeptSource, PlanOrigin, RenamedKeys } from '@signpost/api-contract';
import { renamePhase } from '@signpost/link-model/plan';
import { unreadParts, type Finding } from '@signpost/link-model/write';
import pMap from 'p-map';
import type { KeySnapshot } from '../keys/read-key.ts';
import { readKey } from '../keys/view-key.ts';
import { openLinkIndex } from '../link-index/memory-link-index.ts';
import { needsAnotherRow } from './check-stage.ts';
import { commonFolder } from './common-folder.ts';
import { findRenameConflicts, type KeyPair } from './find-rename-conflicts.ts';
import { maxPlanRows } from './list-below.ts';
import { toLeftRow, type DraftCase, type DraftedRows, type PlannedRow } from './planned-row.ts';
import type { Twin } from './plan-store.ts';
import { listVisible, readTargets } from './read-selection.ts';
import { toSettings } from './to-settings.ts';

type RenameSource = Extract<KeptSource, { kind: 'rename-keys' | 'copy-keys' }>;
type RenameOrigin = Extract<PlanOrigin, { kind: RenameSource['kind'] }>;
type State = KeySnapshot['state'];
type StoredLink = State & { kind: 'link' };

/** Keys that are read at once. */
const inFlight = 8;

/**
 * Rows that copy links and objects to other keys and, for a rename, let links that lead to the old keys follow and
 * delete those. Each row names the rows that must have been applied before it.
 */
export async function draftRenamedKeys(
  { kind, renamed }: RenameSource,
  where: DraftCase,
): Promise<DraftedRows> {
  const { writer, client, bucket, signal } = where;
  const pairs = await listPairs(renamed, where);
  const snapshots = new Map<string, KeySnapshot>();
  await pMap(
    pairs,
    async ({ from }) => {
      snapshots.set(from, await readKey(writer, { client, bucket, key: from, signal }));
    },
    { concurrency: inFlight, signal },
  );
  const isRename = kind === 'rename-keys';
  const { links, isComplete } = isRename ? await findFollowing(pairs, where) : noFollowing;
  const stored = pairs.filter(({ from }) => snapshots.get(from)?.state.kind !== 'absent');
  const taken = new Set([...stored.map(({ from }) => from), ...links.keys()]);
  const conflicts = findRenameConflicts(stored, taken);
  const possible = stored.filter(({ from }) => !conflicts.has(from));
  const renaming: Renaming = {
    isRename,
    isComplete,
    snapshots,
    conflicts,
    newKeys: new Map(possible.map(({ from, to }) => [from, to])),
    leading: groupByTarget(stored, snapshots, links),
  };
  return {
    rows: [
      ...pairs.flatMap((pair) => toPairRows(renaming, pair)),
      ...[...links].map(([key, target]) => toFollowingRow(renaming, key, target)),
    ],
    origin: {
      kind,
      ...toRenamed(renamed),
      keys: pairs.length,
      ...(isComplete ? {} : { incomplete: true }),
    },
  };
}

/** Which keys were named, as answers tell it. */
export function toRenamed(renamed: RenamedKeys): Omit<RenameOrigin, 'kind'> {
  if (renamed.by === 'prefix') return { keys: 0, prefix: renamed.prefix, to: renamed.to };
  const { keys } = renamed;
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return { keys: 1, prefix: only.from, to: only.to };
  return {
    keys: keys.length,
    prefix: commonFolder(keys.map(({ from }) => from)),
    to: commonFolder(keys.map(({ to }) => to)),
  };
}

/** Each key once. */
async function listPairs(renamed: RenamedKeys, where: DraftCase): Promise<KeyPair[]> {
  if (renamed.by === 'prefix') {
    const { prefix, to } = renamed;
    const found = await listVisible(prefix, where);
    return found.map(({ key }) => ({ from: key, to: to + key.slice(prefix.length) }));
  }
  const { permit, connection } = where.writer;
  const scope = { connection: connection.config.name, bucket: where.bucket };
  const pairs = new Map(renamed.keys.map((pair) => [pair.from, pair]));
  return [...pairs.values()].filter(({ from }) => permit.may('link.read', { ...scope, key: from }));
}

interface Following {
  /** Links that lead to a key that goes and that keep their own keys; the value is where they lead. */
  links: ReadonlyMap<string, string>;
  /** The index knew the whole bucket: there are no others. */
  isComplete: boolean;
}

const noFollowing: Following = { links: new Map(), isComplete: true };

/** Links that lead to the keys, by the link index; each is read, since the index may be of yesterday. */
async function findFollowing(pairs: readonly KeyPair[], where: DraftCase): Promise<Following> {
  const { writer, bucket } = where;
  const index = openLinkIndex(writer.connection, writer.permit);
  const going = new Set(pairs.map(({ from }) => from));
  const keys = new Set<string>();
  let isComplete = true;
  for (const key of going) {
    const known = await index.knownBacklinks({ bucket, key }, 1);
    isComplete &&= known?.complete === true;
    if (known === undefined || known.count === 0) continue;
    for (const link of (await index.backlinks({ bucket, key }, maxPlanRows)).items)
      if (!going.has(link)) keys.add(link);
  }
  const links = new Map<string, string>();
  for (const { key, target } of await readTargets([...keys], where))
    if (target !== undefined && going.has(target)) links.set(key, target);
  return { links, isComplete };
}

/** What the rows of one pair are worked out from: links may lead to keys that are renamed as well. */
interface Renaming {
  isRename: boolean;
  isComplete: boolean;
  snapshots: ReadonlyMap<string, KeySnapshot>;
  conflicts: ReadonlyMap<string, Finding>;
  /** Of pairs without a conflict. */
  newKeys: ReadonlyMap<string, string>;
  /** Keys of links by the key that they lead to, those that are renamed themselves included. */
  leading: ReadonlyMap<string, string[]>;
}

/** Keys of links by the key that they lead to. */
function groupByTarget(
  pairs: readonly KeyPair[],
  snapshots: ReadonlyMap<string, KeySnapshot>,
  following: ReadonlyMap<string, string>,
): ReadonlyMap<string, string[]> {
  const renamed = pairs.flatMap(({ from }): [string, string][] => {
    const state = snapshots.get(from)?.state;
    return state?.kind === 'link' ? [[from, state.link.target]] : [];
  });
  const links = [...following, ...renamed].filter(([key, target]) => key !== target);
  const grouped = Map.groupBy(links, ([, target]) => target);
  return new Map([...grouped].map(([target, leading]) => [target, leading.map(([key]) => key)]));
}

function toPairRows(renaming: Renaming, pair: KeyPair): PlannedRow[] {
  const { from } = pair;
  const snapshot = renaming.snapshots.get(from);
  if (snapshot === undefined || snapshot.state.kind === 'absent')
    return [toLeftRow(from, { target: undefined, why: 'nothing-there' })];
  const { state } = snapshot;
  const conflict = renaming.conflicts.get(from);
  if (conflict !== undefined) return [toConflictRow(from, state, conflict)];
  return state.kind === 'link'
    ? toLinkRows(renaming, pair, state)
    : toObjectRows(renaming, pair, { state, crc64: snapshot.object?.facts.crc64 });
}

/** A link that follows the key it leads to. */
function toFollowingRow({ newKeys }: Renaming, key: string, target: string): PlannedRow {
  const to = newKeys.get(target);
  const row = { key, kind: 'moved', action: 'repoint', now: target, phase: renamePhase.repoint } as const;
  // What it leads to stays where it is.
  if (to === undefined)
    return { ...row, target: null, decision: 'leave', needs: [], problem: { code: needsAnotherRow } };
  return { ...row, target: to, decision: 'write', needs: [to], targetAsOf: target };
}

function toLinkRows(renaming: Renaming, { from, to }: KeyPair, { link, facts }: StoredLink): PlannedRow[] {
  const { isRename, isComplete, newKeys } = renaming;
  const target = isRename ? (newKeys.get(link.target) ?? link.target) : link.target;
  const isMoved = target !== link.target;
  const content = { etag: facts.etag, size: facts.size };
  const depth = toDepth(renaming, link.target);
  const copy: PlannedRow = {
    key: to,
    kind: 'copied',
    action: 'create',
    decision: 'write',
    phase: renamePhase.create(depth),
    now: null,
    target,
    settings: toSettings(link),
    twin: { key: from, ...content },
    needs: isMoved ? [target] : [],
    findings: unreadParts(link).map((unread) => ({ level: 'choose', code: 'part-unread', ...unread })),
    ...(isMoved ? { targetAsOf: link.target } : {}),
  };
  if (!isRename) return [copy];
  return [
    copy,
    {
      key: from,
      kind: 'removed',
      action: 'delete',
      decision: 'write',
      phase: renamePhase.delete(depth),
      now: link.target,
      target: null,
      twin: { key: to, ...content },
      needs: toNeeds(renaming, { from, to }),
      findings: isComplete ? [] : [{ level: 'advise', code: 'backlinks-unknown' }],
    },
  ];
}

/** Before a key goes its copy is there, and no link of which the plan knows leads to it. */
function toNeeds({ leading }: Renaming, { from, to }: KeyPair): string[] {
  return [to, ...(leading.get(from) ?? [])];
}

/** How many links that are renamed as well lie ahead of a link. */
function toDepth({ snapshots, newKeys }: Renaming, target: string): number {
  const seen = new Set<string>();
  for (let next = target; !seen.has(next) && newKeys.has(next);) {
    const state = snapshots.get(next)?.state;
    if (state?.kind !== 'link') break;
    seen.add(next);
    next = state.link.target;
  }
  return seen.size;
}

/** A pair that the plan cannot carry out: it has to be left out. */
function toConflictRow(key: string, state: State, conflict: Finding): PlannedRow {
  const now = state.kind === 'link' ? state.link.target : null;
  const action = state.kind === 'link' ? 'create' : 'copy';
  return {
    key,
    kind: 'copied',
    action,
    decision: 'write',
    phase: renamePhase.copy,
    now,
    target: null,
    needs: [],
    findings: [conflict],
  };
}

function toObjectRows(
  renaming: Renaming,
  { from, to }: KeyPair,
  { state, crc64 }: { state: State & { kind: 'object' }; crc64: string | undefined },
): PlannedRow[] {
  const { etag, size } = state.facts;
  const content: Omit<Twin, 'key'> = { etag, size, ...(crc64 === undefined ? {} : { crc64 }) };
  const row = { decision: 'write', now: null, target: null } as const;
  const copy: PlannedRow = {
    ...row,
    key: to,
    kind: 'copied',
    action: 'copy',
    phase: renamePhase.copy,
    twin: { key: from, ...content },
    needs: [],
  };
  if (!renaming.isRename) return [copy];
  return [
    copy,
    {
      ...row,
      key: from,
      kind: 'removed',
      action: 'delete-object',
      phase: renamePhase.deleteObject,
      twin: { key: to, ...content },
      needs: toNeeds(renaming, { from, to }),
    },
  ];
}
