const dialogActions = [
  'create',
  'repoint',
  'delete',
  'delete-object',
  'undo',
  'done',
  'upload',
  'move',
  'new-folder-link',
  'remove-folder-link',
  'import-links',
  'restore',
  'rename',
  'copy',
] as const;
type DialogAction = (typeof dialogActions)[number];

/** Everything the browser shows, as its address says it. All texts; absent means the default. */
export interface BrowserSearch {
  /** Folder that is shown; absent is the top of the bucket. */
  prefix?: string;
  /** Continuation token of the page: not a key, and good for this prefix only. */
  cursor?: string;
  /** Start behind this key. */
  after?: string;
  /** Key open in the inspector. */
  key?: string;
  /** Tab of the inspector. */
  tab?: string;
  /** Moment (ISO 8601) as of which the timeline of the open key is shown. */
  at?: string;
  /** The inspector has the whole width. */
  wide?: '1';
  /**
   * The dialog over the page, and what it is about: `done` shows the result of a write, `upload` is about a file,
   * `move` and `remove-folder-link` about the folder link at the prefix `on`, `new-folder-link` about one in the folder
   * `on`, `import-links` about a file of links for the bucket, `restore` about the archived object `on`, or the one that
   * the link `on` leads to,
   * `rename` and `copy` about the key `on`, or all keys below it where it ends in a slash.
   */
  dialog?: DialogAction;
  on?: string;
  to?: string;
  change?: string;
}

const textMembers = ['prefix', 'cursor', 'after', 'key', 'tab', 'at', 'on', 'to', 'change'] as const;

/** Takes what it knows from an address and drops the rest. */
export function parseBrowserSearch(search: Record<string, unknown>): BrowserSearch {
  const parsed: BrowserSearch = {};
  for (const member of textMembers) {
    const value = search[member];
    if (typeof value === 'string') parsed[member] = value;
  }
  if (search['wide'] === '1') parsed.wide = '1';
  const dialog = dialogActions.find((action) => action === search['dialog']);
  if (dialog !== undefined) parsed.dialog = dialog;
  return parsed;
}

/** Another folder: position, panel and dialog belong to the one that was left. */
export function toFolderSearch(prefix: string): BrowserSearch {
  return prefix === '' ? {} : { prefix };
}

/** Where a typed text leads: a prefix is opened, a key is shown in the panel over its folder. */
export function toJumpSearch(typed: string): BrowserSearch {
  if (typed === '' || typed.endsWith('/')) return toFolderSearch(typed);
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  return { ...toFolderSearch(folder), key: typed };
}

/** The next page of the same folder. */
export function toNextPageSearch(search: BrowserSearch, cursor: string): BrowserSearch {
  return { ...toFolderSearch(search.prefix ?? ''), cursor };
}

/** The view after an action was chosen: one that names a folder goes there, others stay in the folder that is shown. */
export function withAction(search: BrowserSearch, action: BrowserSearch): BrowserSearch {
  if (action.prefix === undefined) return { ...withoutDialog(search), ...action };
  return { ...action, ...toFolderSearch(action.prefix) };
}

/** The same view without the dialog. */
export function withoutDialog({
  dialog: _dialog,
  on: _on,
  to: _to,
  change: _change,
  ...rest
}: BrowserSearch): BrowserSearch {
  return rest;
}

/** The same view without the panel. */
export function withoutPanel({ key: _key, tab: _tab, wide: _wide, ...rest }: BrowserSearch): BrowserSearch {
  return rest;
}
