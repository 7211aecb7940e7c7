import type { KeptSource } from '@signpost/api-contract';
import { draftFolderMove } from './draft-folder-move.ts';
import { draftMoves } from './draft-moves.ts';
import { draftRenamedKeys } from './draft-renamed-keys.ts';
import { draftRevert } from './draft-revert.ts';
import { draftRule } from './draft-rule.ts';
import { draftCsv, draftManifest } from './draft-wanted.ts';
import { toLeftRow, toRow, type DraftCase, type DraftedRows } from './planned-row.ts';
import { readSelection } from './read-selection.ts';

/** Works out what a plan would do, from the links as they are stored now. Reads, and writes nothing. */
export async function draftRows(
  source: Exclude<KeptSource, { kind: 'again' }>,
  where: DraftCase,
): Promise<DraftedRows> {
  if (source.kind === 'folder-move') return draftFolderMove(source, where);
  if (source.kind === 'moves') return draftMoves(source, where);
  if (source.kind === 'csv') return draftCsv(source.text, where);
  if (source.kind === 'manifest') return draftManifest(source.text, where);
  if (source.kind === 'revert') return draftRevert(source, where);
  if (source.kind === 'rename-keys' || source.kind === 'copy-keys') return draftRenamedKeys(source, where);
  const { links, gone, selected, ...share } = await readSelection(source.links, where);
  // What was selected and is no link any more is shown: nothing that was named goes without a word.
  const left = gone.map((key) => toLeftRow(key, { target: undefined, why: 'no-link' }));
  switch (source.kind) {
    case 'delete-links': {
      const rows = links.map(({ key, target = null }) =>
        toRow({ key, kind: 'removed', action: 'delete', now: target, target: null }),
      );
      return { rows: [...rows, ...left], origin: { kind: source.kind, links: selected }, ...share };
    }
    case 'rule': {
      const { kind, rule } = source;
      const rows = await draftRule(rule, links, where);
      return { rows: [...rows, ...left], origin: { kind, links: selected, rule }, ...share };
    }
    case 'set': {
      const { kind, settings } = source;
      const rows = links.map(({ key, target }) =>
        target === undefined
          ? toLeftRow(key, { target, why: 'target-unread' })
          : { ...toRow({ key, kind: 'changed', action: 'repoint', now: target, target }), settings },
      );
      return { rows: [...rows, ...left], origin: { kind, links: selected }, ...share };
    }
  }
}
