import type { PlanSource } from '@signpost/api-contract';
import {
  findFollowedFolder,
  planFolderMove,
  type FolderFile,
  type FolderMoveRow,
} from '@signpost/link-model/plan';
import type { ListedObject } from '@signpost/oss-client';
import { isListedLink } from './list-below.ts';
import { toLeftRow, toRow, type DraftCase, type DraftedRows, type PlannedRow } from './planned-row.ts';
import { listVisible, readTargets } from './read-selection.ts';

/** Rows that make the links of a folder follow another one: both are listed, and each link is read. */
export async function draftFolderMove(
  source: Extract<PlanSource, { kind: 'folder-move' }>,
  where: DraftCase,
): Promise<DraftedRows> {
  const prefix = toFolder(source.prefix);
  const to = toFolder(source.to);
  const [below, files] = await Promise.all([listVisible(prefix, where), listVisible(to, where)]);
  const keys = below.filter(isListedLink).map(({ key }) => key);
  const links = await readTargets(keys, where);
  const from = findFollowedFolder({ prefix, links })?.folder;
  const move = planFolderMove({
    prefix,
    from,
    to,
    links,
    objects: [...files, ...below].filter((one) => !isListedLink(one)).map(toFile),
    now: where.writer.now().getTime(),
    ...(source.renaming === undefined ? {} : { naming: source.renaming }),
    ...(source.renaming === 'same' ? { renaming: 'none' } : {}),
  });
  return {
    rows: move.rows.flatMap(toMoveRow),
    origin: {
      kind: 'folder-move',
      prefix,
      ...(from === undefined ? {} : { from }),
      to,
      renaming: move.renaming === undefined ? move.naming : 'version-swapped',
    },
    share: { prefix, links: links.length },
  };
}

function toMoveRow(row: FolderMoveRow): PlannedRow[] {
  const { key } = row;
  switch (row.kind) {
    case 'moved':
      return [toRow({ key, kind: 'moved', action: 'repoint', now: row.target, target: row.next })];
    case 'created':
      return [toRow({ key, kind: 'created', action: 'create', now: null, target: row.next })];
    case 'missing': {
      const missing = toRow({ key, kind: 'missing', action: 'repoint', now: row.target, target: row.wanted });
      return [{ ...missing, decision: 'leave' }];
    }
    case 'alone':
      return [toLeftRow(key, { target: 'target' in row ? row.target : undefined, why: row.why })];
    case 'unchanged':
      return [toLeftRow(key, { target: row.target, kind: 'unchanged' })];
    case 'skipped':
      // A file that gets no link since another has its name needs no row: the other has one.
      return row.why === 'name-taken'
        ? []
        : [{ ...toLeftRow(key, { target: undefined, why: row.why, kind: 'skipped' }), target: row.next }];
  }
}

const toFolder = (prefix: string): string => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`);

const toFile = ({ key, size, lastModified }: ListedObject): FolderFile => ({
  key,
  size,
  lastModified: lastModified.toISOString(),
});
