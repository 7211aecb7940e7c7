import type { BrowserSearch } from '../lib/browser-search.ts';
import type { ShownHealth } from '../lib/shown-health.ts';

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
  /** Of a link, as it is shown. */
  health?: ShownHealth | undefined;
  /** Where a link leads. */
  target?: string | undefined;
  /** Where a chain of links ends; null where it ends at nothing. */
  final?: string | null | undefined;
  /** The keys that a link leads through, as the index knows them. */
  chain?: readonly string[] | undefined;
  /** The target of a link, or an object, is archived and was not restored: its bytes cannot be read. */
  archived?: boolean | undefined;
  /** An object is archived: a restore of it, or a longer one, can be asked for. */
  restorable?: boolean | undefined;
  /** Id of the last change that can be undone; null where there is none. */
  lastChange?: string | null | undefined;
  /** The tab of a panel or a page shows it already: opening it would change nothing. */
  open?: boolean | undefined;
}

export type ActionId =
  | 'open'
  | 'move'
  | 'repair'
  | 'fixHeaders'
  | 'restore'
  | 'restoreObject'
  | 'flatten'
  | 'repoint'
  | 'linkTo'
  | 'newLink'
  | 'newFolder'
  | 'importLinks'
  | 'exportManifest'
  | 'removeFolder'
  | 'createHere'
  | 'upload'
  | 'undo'
  | 'history'
  | 'download'
  | 'rename'
  | 'copyTo'
  | 'delete';

/** Why an action cannot be used now; each has a sentence in `actions:reason`. */
export type DisabledReason =
  | 'links-unsupported'
  | 'ends-nowhere'
  | 'not-changed'
  | 'not-readable'
  | 'archived'
  | 'needs-plans'
  | 'several-buckets'
  | 'too-many-named'
  | 'too-many-links';

/** One thing that can be done. Every write opens its dialog: no action writes. */
export interface Action {
  id: ActionId;
  /** Key that does the same while a list has the focus. */
  shortcut?: string;
  disabled?: DisabledReason;
  danger?: true;
  /**
   * It has a button of its own where there is room: a `remedy` mends a link that does not work, `main` is what is mostly
   * done. The others are in menus.
   */
  rank?: 'remedy' | 'main';
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

/** An action that mends a link; each has its words in `rows:remedy`. */
export type Remedy = Action & { id: 'repair' | 'fixHeaders' | 'flatten' | 'restore' };

/** What mends a link, where something can. */
export function findRemedy(key: string, facts: ThingFacts): Remedy | undefined {
  return listRemedies(key, facts).find(({ disabled }) => disabled === undefined);
}

function listVerbs({ kind, key }: Thing, facts: ThingFacts): Action[] {
  const needsLinks: Pick<Action, 'disabled'> =
    facts.linksUnsupported === true ? { disabled: 'links-unsupported' } : {};
  const inFolder: Action[] = [
    { id: 'newLink', opens: { dialog: 'create', on: key }, ...needsLinks },
    { id: 'newFolder', opens: { dialog: 'new-folder-link', on: key }, ...needsLinks },
    { id: 'importLinks', opens: { dialog: 'import-links' }, ...needsLinks },
    { id: 'exportManifest', ...needsLinks },
    { id: 'upload', opens: { dialog: 'upload', prefix: key } },
  ];
  switch (kind) {
    case 'link':
      return [
        ...listRemedies(key, facts),
        { id: 'repoint', rank: 'main', shortcut: 'r', opens: { dialog: 'repoint', on: key } },
        ...listCommon(key, facts),
        ...listRenaming(key),
        { id: 'delete', danger: true, opens: { dialog: 'delete', on: key } },
      ];
    case 'object':
      return [
        ...(facts.restorable === true
          ? [{ id: 'restoreObject', rank: 'main', opens: { dialog: 'restore', on: key } } as const]
          : []),
        { id: 'linkTo', rank: 'main', opens: { dialog: 'create', to: key }, ...needsLinks },
        ...listCommon(key, facts),
        ...listRenaming(key),
        { id: 'delete', danger: true, opens: { dialog: 'delete-object', on: key } },
      ];
    case 'absent':
      return [
        { id: 'createHere', rank: 'main', opens: { dialog: 'create', on: key }, ...needsLinks },
        ...listCommon(key, facts).filter(({ id }) => id !== 'download'),
      ];
    case 'folder-link':
      return [
        { id: 'move', rank: 'main', shortcut: 'r', opens: { dialog: 'move', on: key } },
        ...inFolder,
        ...listRenaming(key),
        { id: 'removeFolder', danger: true, opens: { dialog: 'remove-folder-link', on: key } },
      ];
    case 'folder':
      return [...inFolder, ...listRenaming(key)];
    case 'bucket':
      return inFolder;
  }
}

/** A plan gives keys other names: of a prefix, all below it. */
const listRenaming = (key: string): Action[] => [
  { id: 'rename', opens: { dialog: 'rename', on: key } },
  { id: 'copyTo', opens: { dialog: 'copy', on: key } },
];

/** What mends a link. Where the best target is not known yet, it is looked up on the way. */
function listRemedies(key: string, { health, target, final }: ThingFacts): Remedy[] {
  const remedy = { rank: 'remedy', shortcut: 'p' } as const;
  switch (health) {
    case 'missing':
    case 'self':
    case 'folder':
      return [{ id: 'repair', ...remedy }];
    case 'chained':
      if (final === null) return [{ id: 'flatten', rank: 'remedy', disabled: 'ends-nowhere' }];
      return [
        {
          id: 'flatten',
          ...remedy,
          ...(final === undefined ? {} : { opens: { dialog: 'repoint' as const, on: key, to: final } }),
        },
      ];
    case 'cold':
      return [{ id: 'restore', ...remedy, opens: { dialog: 'restore', on: key } }];
    case 'served-wrongly':
      // The headers are set by writing the link again, to where it leads already.
      return target === undefined
        ? []
        : [{ id: 'fixHeaders', ...remedy, opens: { dialog: 'repoint', on: key, to: target } }];
    default:
      return [];
  }
}

const unreadable: ReadonlySet<ShownHealth> = new Set(['missing', 'self', 'folder', 'forbidden', 'chained']);

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
