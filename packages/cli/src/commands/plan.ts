import type { PlanSource } from '@signpost/api-contract';
import { chooseCsvCharset } from '@signpost/link-model/plan';
import { command, parseChoice, type CommandCall } from '../command.ts';
import { UsageError } from '../failures.ts';
import { readBytes } from '../plan-file.ts';
import { draft, draftOptions, selectionOptions, toSelection } from './draft.ts';

const notes = [
  'Nothing is written: the plan is drafted, checked and shown.',
  'Exit code 0: nothing to do; 2: changes are planned; 1: error.',
];

const folder = command({
  name: 'plan folder',
  summary: 'let the links of a folder follow another folder',
  args: ['PREFIX', 'TO'],
  options: {
    ...draftOptions,
    renaming: {
      value: 'HOW',
      about: 'same, version-dropped or version-swapped; found by itself if left out',
    },
  },
  notes,
  run(call) {
    const [prefix = '', to = ''] = call.args;
    const { renaming } = call.options;
    const choices = ['same', 'version-dropped', 'version-swapped'] as const;
    return draft(call, {
      kind: 'folder-move',
      prefix,
      to,
      ...(renaming === undefined ? {} : { renaming: parseChoice('renaming', renaming, choices) }),
    });
  },
});

const csv = command({
  name: 'plan csv',
  summary: 'make the links that a CSV file names (key,target[,class,acl]); - reads standard input',
  args: ['FILE'],
  options: {
    ...draftOptions,
    encoding: {
      value: 'NAME',
      about: 'utf-8, utf-16le, utf-16be or gb18030; found by itself where it can be',
    },
  },
  notes,
  async run(call) {
    const text = decode(await readSource(call), call.options.encoding);
    return draft(call, { kind: 'csv', text });
  },
});

const manifest = command({
  name: 'plan manifest',
  summary: 'make the links of a prefix those that a manifest names (YAML or JSON); - reads standard input',
  args: ['FILE'],
  options: draftOptions,
  notes,
  async run(call) {
    return draft(call, { kind: 'manifest', text: decode(await readSource(call), 'utf-8') });
  },
});

const rule = command({
  name: 'plan rule',
  summary: 'change targets by a rule',
  args: ['KIND', '[FROM]', '[TO]'],
  options: { ...draftOptions, ...selectionOptions },
  notes: [
    'swap-prefix FROM TO   targets that begin with FROM begin with TO',
    'glob FROM TO          * is text without a slash, ** any text, ? one character; $1 is the first of them',
    'regex FROM TO         RE2 syntax; $1 is the first group',
    'flatten               links that lead to links lead to the end of the chain',
    'repair                broken links lead to their first candidate',
    ...notes,
  ],
  run: (call) => draft(call, { kind: 'rule', links: toSelection(call.options), rule: toRule(call.args) }),
});

const remove = command({
  name: 'plan delete',
  summary: 'delete links; their targets stay',
  args: [],
  options: { ...draftOptions, ...selectionOptions },
  notes,
  run: (call) => draft(call, { kind: 'delete-links', links: toSelection(call.options) }),
});

const set = command({
  name: 'plan set',
  summary: 'set headers, metadata, tags, class or ACL of links; their targets stay',
  args: [],
  options: {
    ...draftOptions,
    ...selectionOptions,
    class: { value: 'CLASS', about: 'storage class of the links' },
    acl: { value: 'ACL', about: 'ACL of the links' },
    header: { value: 'NAME=VALUE', multiple: true, about: 'header; without a value it is removed' },
    meta: { value: 'NAME=VALUE', multiple: true, about: 'metadata, in place of all there was' },
    tag: { value: 'NAME=VALUE', multiple: true, about: 'tag, in place of all there were' },
  },
  notes,
  run(call) {
    const { class: storageClass, acl, header, meta, tag } = call.options;
    const settings = {
      ...(storageClass === undefined ? {} : { storageClass }),
      ...(acl === undefined ? {} : { acl }),
      ...(header === undefined ? {} : { headers: toHeaders(toPairs('header', header)) }),
      ...(meta === undefined ? {} : { metadata: toPairs('meta', meta) }),
      ...(tag === undefined ? {} : { tags: toPairs('tag', tag) }),
    };
    if (Object.keys(settings).length === 0)
      throw new UsageError('Say what to set: --class, --acl, --header, --meta or --tag.');
    // What the API takes is told by the contract, when the body is sent.
    return draft(call, { kind: 'set', links: toSelection(call.options), settings } as PlanSource);
  },
});

const renaming = {
  ...draftOptions,
  prefix: { about: 'FROM and TO are prefixes: all keys below FROM' },
} as const;
const renamingNotes = [
  'FROM is a link or an object. A copy replaces nothing: where TO is taken its row has to be left out.',
  ...notes,
];

const toRenaming = (
  name: 'plan rename' | 'plan copy',
  { kind, summary }: { kind: 'rename-keys' | 'copy-keys'; summary: string },
) =>
  command({
    name,
    summary,
    args: ['FROM', 'TO'],
    options: renaming,
    notes: renamingNotes,
    run: (call) => draft(call, { kind, renamed: toRenamed(call.args, call.options) }),
  });

const rename = toRenaming('plan rename', {
  kind: 'rename-keys',
  summary: 'give a link or an object another key; links that lead to it follow',
});
const copy = toRenaming('plan copy', {
  kind: 'copy-keys',
  summary: 'copy a link or an object to another key',
});

export const planCommands = [folder, csv, manifest, rule, remove, set, rename, copy];

function toRenamed(
  [from = '', to = '']: readonly string[],
  { prefix }: { prefix?: boolean | undefined },
): Extract<PlanSource, { kind: 'rename-keys' }>['renamed'] {
  return prefix === true ? { by: 'prefix', prefix: from, to } : { by: 'keys', keys: [{ from, to }] };
}

function toRule([kind = '', from, to]: readonly string[]): Extract<PlanSource, { kind: 'rule' }>['rule'] {
  if (kind === 'flatten' || kind === 'repair') {
    if (from !== undefined) throw new UsageError(`signpost plan rule ${kind} takes no further words.`);
    return { kind };
  }
  if (kind !== 'swap-prefix' && kind !== 'glob' && kind !== 'regex')
    throw new UsageError('A rule is swap-prefix, glob, regex, flatten or repair.');
  if (from === undefined || to === undefined)
    throw new UsageError(`signpost plan rule ${kind} takes FROM TO.`);
  return kind === 'swap-prefix' ? { kind, from, to } : { kind, pattern: from, replacement: to };
}

function toPairs(option: string, texts: readonly string[]): Record<string, string> {
  const pairs = texts.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--${option} takes NAME=VALUE.`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

/** The API names headers in one word: `cacheControl` for `Cache-Control`. */
function toHeaders(pairs: Record<string, string>): Record<string, string> {
  const toWord = (name: string): string =>
    name.includes('-')
      ? name.toLowerCase().replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())
      : name;
  return Object.fromEntries(Object.entries(pairs).map(([name, value]) => [toWord(name), value]));
}

async function readSource({
  args: [name = ''],
  terminal,
}: Pick<CommandCall, 'args' | 'terminal'>): Promise<Uint8Array> {
  return name === '-' ? terminal.readInput() : readBytes(terminal.folder, name);
}

/** @throws UsageError */
function decode(bytes: Uint8Array, encoding: string | undefined): string {
  const charset = chooseCsvCharset(bytes.subarray(0, 4), encoding);
  if (charset === undefined) throw new UsageError('--encoding takes utf-8, utf-16le, utf-16be or gb18030.');
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(
      `The file is not ${charset}: save it as UTF-8, or name its encoding where there is --encoding.`,
    );
  }
}
