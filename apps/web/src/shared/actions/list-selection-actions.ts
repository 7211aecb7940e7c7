import type { DisabledReason } from './list-actions.ts';

export type SelectionActionId =
  | 'repointLinks'
  | 'flattenLinks'
  | 'repairLinks'
  | 'setOnLinks'
  | 'restoreTargets'
  | 'exportLinks'
  | 'renameKeys'
  | 'copyKeys'
  | 'deleteLinks'
  | 'delete';

/** One thing that can be done with several rows: with `count` of them. */
export interface SelectionAction {
  id: SelectionActionId;
  count: number;
  disabled?: DisabledReason;
  danger?: true;
  /** `main` has a button of its own; the others are in a menu. What destroys always has one. */
  rank?: 'main';
}

/** What is selected, as far as actions care. */
export interface SelectedThings {
  links: number;
  objects: number;
  /** Buckets that hold them: 1 unless told. */
  buckets?: number;
  /** They are named one by one, and not by what a list was narrowed to. */
  named: boolean;
}

/** Most links that a plan can be made of: named one by one, and altogether. */
const most = { named: 10_000, links: 100_000 } as const;

/** What can be done with several rows at once: their links are changed by a plan, their objects one by one. */
export function listSelectionActions({
  links,
  objects,
  buckets = 1,
  named,
}: SelectedThings): SelectionAction[] {
  const count = links + objects;
  if (count === 0) return [];
  const disabled: DisabledReason | undefined =
    buckets > 1
      ? 'several-buckets'
      : named && count > most.named
        ? 'too-many-named'
        : links > most.links
          ? 'too-many-links'
          : undefined;
  const unless = disabled === undefined ? {} : { disabled };
  // Each key gets a name of its own, so that all have to be named.
  const renaming: SelectionAction[] = named
    ? [
        { id: 'renameKeys', count, ...unless },
        { id: 'copyKeys', count, ...unless },
      ]
    : [];
  if (links === 0)
    return [...renaming, { id: 'delete', disabled: 'needs-plans', danger: true, count: objects }];
  const shared = { count: links, ...unless };
  return [
    { id: 'repointLinks', rank: 'main', ...shared },
    { id: 'flattenLinks', ...shared },
    { id: 'repairLinks', ...shared },
    { id: 'setOnLinks', ...shared },
    { id: 'restoreTargets', ...shared },
    { id: 'exportLinks', ...shared },
    ...renaming,
    { id: 'deleteLinks', danger: true, ...shared },
  ];
}
