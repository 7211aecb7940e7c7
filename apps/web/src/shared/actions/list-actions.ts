import type { Health } from '@signpost/link-model/health';
import type { BrowserSearch } from '../lib/browser-search.ts';

/** What actions apply to: a key, a prefix, or a whole bucket (`key` is then empty). */
export interface Thing {
  /** `absent`: nothing is stored at the key. `folder-link`: a prefix whose links follow another prefix. */
  kind: 'link' | 'object' | 'absent' | 'folder' | 'folder-link' | 'bucket';
  bucket: string;
  /** Its key, or its prefix. */
  key: string;
}

/** What is known of a thing. An absent member is not known: its action is offered, and finds out on the way. */
export interface ThingFacts {
  /** The bucket has a hierarchical namespace: it takes no links. */
  linksUnsupported?: boolean | undefined;
  /** Of a link. */
  health?: Health | undefined;
  /** Where a chain of links ends; null where it ends at nothing. */
  final?: string | null | undefined;
  /** The target of a link, or an object, is archived and was not restored: its bytes cannot be read. */
  archived?: boolean | undefined;
  /** Id of the last change that can be undone; null where there is none. */
  lastChange?: string | null | undefined;
  /** The tab of a panel or a page shows it already: opening it would change nothing. */
  open?: boolean | undefined;
}

export type ActionId =
  | 'open'
  | 'move'
  | 'restore'
  | 'flatten'
  | 'repoint'
  | 'linkTo'
  | 'newLink'
  | 'createHere'
  | 'upload'
  | 'undo'
  | 'history'
  | 'download'
  | 'delete';

/** Why an action cannot be used now; each has a sentence in `actions:reason`. */
export type DisabledReason =
  | 'links-unsupported'
  | 'ends-nowhere'
  | 'not-changed'
  | 'not-readable'
  | 'archived'
  | 'needs-plans';

/** One thing that can be done. Every write opens its dialog: no action writes. */
export interface Action {
  id: ActionId;
  /** Key that does the same while a list has the focus. */
  shortcut?: string;
  disabled?: DisabledReason;
  danger?: true;
  /** What the address of the bucket's page says when it is used; absent where that has to be looked up, or is a download. */
  opens?: BrowserSearch;
}

/** Everything that can be done with a thing, verbs first, the most fitting one at the top. */
export function listActions(thing: Thing, facts: ThingFacts = {}): Action[] {
  const { key } = thing;
  const open: Action = {
    id: 'open',
    shortcut: 'Enter',
    opens: thing.kind === 'link' || thing.kind === 'object' ? { key } : key === '' ? {} : { prefix: key },
  };
  const verbs = listVerbs(thing, facts);
  return facts.open === true ? verbs : [open, ...verbs];
}

function listVerbs({ kind, key }: Thing, facts: ThingFacts): Action[] {
  const needsLinks: Pick<Action, 'disabled'> =
    facts.linksUnsupported === true ? { disabled: 'links-unsupported' } : {};
  const inFolder: Action[] = [
    { id: 'newLink', opens: { dialog: 'create', on: key }, ...needsLinks },
    { id: 'upload', opens: { dialog: 'upload', prefix: key } },
  ];
  switch (kind) {
    case 'link':
      return [
        ...(facts.health === 'chained' ? [toFlatten(key, facts)] : []),
        ...(facts.health === 'cold'
          ? [{ id: 'restore' as const, opens: { dialog: 'restore' as const, on: key } }]
          : []),
        { id: 'repoint', shortcut: 'r', opens: { dialog: 'repoint', on: key } },
        ...listCommon(key, facts),
        { id: 'delete', danger: true, opens: { dialog: 'delete', on: key } },
      ];
    case 'object':
      return [
        { id: 'linkTo', opens: { dialog: 'create', to: key }, ...needsLinks },
        ...listCommon(key, facts),
        { id: 'delete', danger: true, opens: { dialog: 'delete-object', on: key } },
      ];
    case 'absent':
      return [
        { id: 'createHere', opens: { dialog: 'create', on: key }, ...needsLinks },
        ...listCommon(key, facts).filter(({ id }) => id !== 'download'),
      ];
    case 'folder-link':
      return [{ id: 'move', shortcut: 'r', opens: { dialog: 'move', on: key } }, ...inFolder];
    case 'folder':
    case 'bucket':
      return inFolder;
  }
}

/** A chain is pointed at the file where it ends. Where that is not known yet, it is looked up on the way. */
function toFlatten(key: string, { final }: ThingFacts): Action {
  if (final === null) return { id: 'flatten', disabled: 'ends-nowhere' };
  return {
    id: 'flatten',
    ...(final === undefined ? {} : { opens: { dialog: 'repoint', on: key, to: final } }),
  };
}

const unreadable: ReadonlySet<Health> = new Set(['missing', 'self', 'folder', 'forbidden', 'chained']);

function listCommon(key: string, { health, archived, lastChange }: ThingFacts): Action[] {
  const noBytes: DisabledReason | undefined =
    archived === true || health === 'cold'
      ? 'archived'
      : health !== undefined && unreadable.has(health)
        ? 'not-readable'
        : undefined;
  return [
    {
      id: 'undo',
      shortcut: 'u',
      ...(lastChange === null ? { disabled: 'not-changed' } : {}),
      ...(typeof lastChange === 'string' ? { opens: { dialog: 'undo', change: lastChange } } : {}),
    },
    { id: 'history', opens: { key, tab: 'timeline' } },
    { id: 'download', ...(noBytes === undefined ? {} : { disabled: noBytes }) },
  ];
}

/** What can be done with several rows at once. Writes to many links come with plans. */
export function listSelectionActions(things: readonly Pick<Thing, 'kind'>[]): (Action & { count: number })[] {
  const links = things.filter(({ kind }) => kind === 'link').length;
  const stored = links + things.filter(({ kind }) => kind === 'object').length;
  return [
    ...(links === 0 ? [] : [{ id: 'repoint' as const, disabled: 'needs-plans' as const, count: links }]),
    ...(stored === 0
      ? []
      : [{ id: 'delete' as const, disabled: 'needs-plans' as const, danger: true as const, count: stored }]),
  ];
}
