import { healths } from '@signpost/link-model/health';
import { expect, it } from 'vitest';
import actions from '../../locales/en/actions.json';
import { findRemedy, listActions, type Thing, type ThingFacts } from './list-actions.ts';
import { listSelectionActions } from './list-selection-actions.ts';

const link: Thing = { kind: 'link', bucket: 'b', key: 'cli/latest.txt' };
const idsOf = (thing: Thing, facts?: ThingFacts): string[] => listActions(thing, facts).map(({ id }) => id);
const actionOf = (id: string, thing: Thing, facts?: ThingFacts) =>
  listActions(thing, facts).find((action) => action.id === id);

it('offers every verb of a link, the one that deletes last', () => {
  expect(idsOf(link)).toEqual([
    'open',
    'repoint',
    'undo',
    'history',
    'download',
    'rename',
    'copyTo',
    'delete',
  ]);
});

it('offers a chained link to be pointed at its end, unless it ends at nothing', () => {
  const final = 'cli/2.14.0/VERSION';
  expect(actionOf('flatten', link, { health: 'chained', final })).toEqual({
    id: 'flatten',
    rank: 'remedy',
    shortcut: 'p',
    opens: { dialog: 'repoint', on: link.key, to: final },
  });
  expect(actionOf('flatten', link, { health: 'chained', final: null })).toEqual({
    id: 'flatten',
    rank: 'remedy',
    disabled: 'ends-nowhere',
  });
  expect(actionOf('flatten', link, { health: 'ok' })).toBeUndefined();
});

it('offers to restore the target of a cold link, and no download until then', () => {
  expect(actionOf('restore', link, { health: 'cold' })?.opens).toEqual({ dialog: 'restore', on: link.key });
  expect(actionOf('download', link, { health: 'cold' })?.disabled).toBe('archived');
});

it('offers to restore an object that is known to be archived', () => {
  const object: Thing = { ...link, kind: 'object' };
  expect(actionOf('restoreObject', object, { restorable: true })?.opens).toEqual({
    dialog: 'restore',
    on: link.key,
  });
  expect(actionOf('restoreObject', object)).toBeUndefined();
});

it('has one remedy for every link that does not work, and none for the others', () => {
  const remedies = Object.fromEntries(
    [...healths, 'served-wrongly' as const].map((health) => [
      health,
      findRemedy(link.key, { health, target: 'cli/a' })?.id,
    ]),
  );
  expect(remedies).toEqual({
    ok: undefined,
    missing: 'repair',
    self: 'repair',
    folder: 'repair',
    chained: 'flatten',
    cold: 'restore',
    'served-wrongly': 'fixHeaders',
    forbidden: undefined,
    unknown: undefined,
  });
  expect(findRemedy(link.key, { health: 'chained', final: null })).toBeUndefined();
});

it('sets wrong headers right by writing the link again to where it leads', () => {
  expect(actionOf('fixHeaders', link, { health: 'served-wrongly', target: 'cli/a' })?.opens).toEqual({
    dialog: 'repoint',
    on: link.key,
    to: 'cli/a',
  });
});

it('moves a folder link by the key that repoints a link', () => {
  const [move] = listActions({ kind: 'folder-link', bucket: 'b', key: 'cli/latest/' }, { open: true });
  expect(move).toEqual({
    id: 'move',
    rank: 'main',
    shortcut: 'r',
    opens: { dialog: 'move', on: 'cli/latest/' },
  });
  expect(actionOf('move', { kind: 'folder', bucket: 'b', key: 'cli/2.14.0/' })).toBeUndefined();
});

it('makes a folder link in any folder that takes links, and removes one last', () => {
  const folder: Thing = { kind: 'folder', bucket: 'b', key: 'cli/' };
  expect(actionOf('newFolder', folder)?.opens).toEqual({ dialog: 'new-folder-link', on: 'cli/' });
  expect(actionOf('newFolder', folder, { linksUnsupported: true })?.disabled).toBe('links-unsupported');
  const followed = listActions({ ...folder, kind: 'folder-link' });
  expect(followed.at(-1)).toEqual({
    id: 'removeFolder',
    danger: true,
    opens: { dialog: 'remove-folder-link', on: 'cli/' },
  });
});

it('says why an object in a bucket without links gets none, and why there is nothing to undo', () => {
  const object: Thing = { kind: 'object', bucket: 'b', key: 'a' };
  expect(actionOf('linkTo', object, { linksUnsupported: true })?.disabled).toBe('links-unsupported');
  expect(actionOf('undo', object, { lastChange: null })?.disabled).toBe('not-changed');
  expect(actionOf('undo', object, { lastChange: 'c1' })?.opens).toEqual({ dialog: 'undo', change: 'c1' });
});

it('does not offer to open what is open', () => {
  expect(idsOf(link, { open: true })).not.toContain('open');
});

it('changes the links of a selection together, and says that objects are deleted one by one', () => {
  const ids = (links: number, objects = 0) =>
    listSelectionActions({ links, objects, named: true }).map(({ id }) => id);
  const verbs = [
    'repointLinks',
    'flattenLinks',
    'repairLinks',
    'setOnLinks',
    'restoreTargets',
    'exportLinks',
    'renameKeys',
    'copyKeys',
    'deleteLinks',
  ];
  expect(ids(1, 1)).toEqual(verbs);
  expect(listSelectionActions({ links: 0, objects: 2, named: true })).toEqual([
    { id: 'renameKeys', count: 2 },
    { id: 'copyKeys', count: 2 },
    { id: 'delete', disabled: 'needs-plans', danger: true, count: 2 },
  ]);
  expect(ids(0)).toEqual([]);
});

it.each([
  [{ links: 2, named: true, buckets: 2 }, 'several-buckets'],
  [{ links: 10_001, named: true }, 'too-many-named'],
  [{ links: 10_001, named: false }, undefined],
  [{ links: 100_001, named: false }, 'too-many-links'],
])('refuses what one plan cannot hold, with the reason: %o', (selected, reason) => {
  const found = listSelectionActions({ objects: 0, ...selected });
  expect(new Set(found.map(({ disabled }) => disabled))).toEqual(new Set([reason]));
});

it('has a label and a sentence for the palette for every action', () => {
  const kinds = ['link', 'object', 'absent', 'folder', 'folder-link', 'bucket'] as const;
  const all = new Set(
    kinds.flatMap((kind) =>
      (['ok', 'missing', 'chained', 'cold', 'served-wrongly'] as const).flatMap((health) =>
        idsOf({ ...link, kind }, { health, target: 'a' }),
      ),
    ),
  );
  const labels = { ...actions.label, open: actions.open.key };
  for (const id of all) {
    expect(labels).toHaveProperty(id);
    expect(actions.named).toHaveProperty(id);
    expect(actions.phrases).toHaveProperty(id);
  }
});
