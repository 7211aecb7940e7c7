import type { Change, SearchHit } from '@signpost/api-contract';
import type { IconName } from '../../../shared/ui/icon.tsx';
import { matchesWords, type GoOption, type GoOptions } from './go-options.ts';

/** A page or an action that is always there; found by its name. */
export interface PaletteCommand {
  id: string;
  icon: IconName;
  name: string;
  /** Other words by which it is found. */
  words?: string;
  /** Words that ask for it: typing the beginning of one finds it. */
  phrases?: readonly string[];
  /** Its shortcut. */
  keys?: string;
  /** Why it cannot be used now. */
  disabledReason?: string | undefined;
  /** A setting of this browser: listed once it is asked for. */
  setting?: true;
  /** Stays open and puts this text into the field. */
  asks?: string;
  run: () => void;
}

/** A folder or a key that was open. */
export interface RecentPlace {
  bucket: string;
  /** Its key; a prefix ends in `/`, and is empty for the bucket itself. */
  key: string;
}

/** One row of the palette. */
export type PaletteItem =
  | {
      kind: 'go';
      id: string;
      bucket: string;
      key: string;
      decoded: boolean;
      hit?: SearchHit;
      /** The bucket is known whole, and nothing is stored at this key. */
      unknown?: true;
    }
  | { kind: 'hit'; id: string; hit: SearchHit }
  | { kind: 'place'; id: string; place: RecentPlace }
  | { kind: 'change' | 'undo'; id: string; change: Change }
  | { kind: 'command'; id: string; command: PaletteCommand };

export interface PaletteGroup {
  name: 'go' | 'recent' | 'atHand' | 'change' | 'links' | 'places' | 'actions';
  items: PaletteItem[];
}

interface PaletteContents {
  text: string;
  go: GoOptions;
  hits: readonly SearchHit[];
  /** Buckets that are known whole, once all of their hits are among these. */
  whole: readonly string[];
  change: Change | undefined;
  /** Where one was, and what was changed last: shown while nothing is typed. */
  recent: { places: readonly RecentPlace[]; changes: readonly Change[] };
  atHand: readonly PaletteCommand[];
  pages: readonly PaletteCommand[];
  actions: readonly PaletteCommand[];
}

/**
 * Orders what was found: what was named, what was found, pages, actions; words come before a key of that name.
 * What can be done with what is open leads while nothing is typed, and where the text begins to ask for it.
 */
export function toPaletteGroups({
  text,
  go,
  hits,
  whole,
  change,
  recent,
  atHand,
  pages,
  actions,
}: PaletteContents): PaletteGroup[] {
  const hitOf = ({ bucket, key }: { bucket: string; key: string }): SearchHit | undefined =>
    hits.find((hit) => hit.bucket === bucket && hit.key === key);
  // A prefix is a place, whatever lies at the key of its name; an address names its key and no words.
  const isUnknown = ({ bucket, key }: GoOption): boolean =>
    go.wanted !== '' && key !== '' && !key.endsWith('/') && whole.includes(bucket);
  const goItems = go.options
    // What was found is listed before keys that are guessed, and once.
    .filter((option) => go.keyBacklinks || hitOf(option) === undefined)
    .map((option): PaletteItem => {
      const hit = hitOf(option);
      return {
        kind: 'go',
        id: `go ${option.bucket} ${option.key}`,
        ...option,
        ...(hit && { hit }),
        ...(hit === undefined && isUnknown(option) && { unknown: true }),
      };
    });
  const shown = new Set(go.keyBacklinks ? go.options.map(({ bucket, key }) => `${bucket} ${key}`) : []);
  const hitItems = (go.wanted === '' ? [] : hits)
    // What is listed above as a key says all that finding it says.
    .filter(({ bucket, key }) => !shown.has(`${bucket} ${key}`))
    .map((hit): PaletteItem => ({ kind: 'hit', id: `hit ${hit.bucket} ${hit.key}`, hit }));
  const changeItems: PaletteItem[] =
    change === undefined
      ? []
      : [
          { kind: 'change', id: 'change', change },
          ...(change.undo.possible ? [{ kind: 'undo' as const, id: 'undo', change }] : []),
        ];
  const recentItems: PaletteItem[] = [
    ...recent.places.map((place): PaletteItem => ({
      kind: 'place',
      id: `place ${place.bucket} ${place.key}`,
      place,
    })),
    ...recent.changes.map((one): PaletteItem => ({ kind: 'change', id: `change ${one.id}`, change: one })),
  ];
  const toItems = (commands: readonly PaletteCommand[]): PaletteItem[] =>
    commands
      .filter(
        ({ name, words = '', phrases = [], setting, asks }) =>
          (text === '' && setting === undefined) ||
          (text !== '' && asks === undefined && matchesWords([name, words, ...phrases].join(' '), text)),
      )
      .map((command) => ({ kind: 'command', id: `command ${command.id}`, command }));
  // What exists comes before a key that does not.
  const goFirst =
    go.keyBacklinks && !(hitItems.length > 0 && goItems.every((item) => item.kind === 'go' && item.unknown));
  const first: PaletteGroup = { name: 'go', items: goItems };
  const near: PaletteGroup = { name: 'atHand', items: toItems(atHand.toSorted(byAsked(text))) };
  const leads = text === '' || atHand.some((command) => isAskedFor(command, text));
  const groups: PaletteGroup[] = [
    ...(leads ? [near] : []),
    { name: 'recent', items: text === '' ? recentItems : [] },
    { name: 'change', items: changeItems },
    ...(goFirst ? [first] : []),
    { name: 'links', items: hitItems },
    ...(leads ? [] : [near]),
    { name: 'places', items: toItems(pages) },
    { name: 'actions', items: toItems(actions) },
    ...(goFirst ? [] : [first]),
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** One letter begins too much to ask for anything; one sign of Chinese is half a word. */
function isAskedFor({ phrases = [] }: PaletteCommand, text: string): boolean {
  const wanted = text.toLowerCase();
  return /..|[^\0-\u{ff}]/u.test(wanted) && phrases.some((phrase) => phrase.startsWith(wanted));
}

/** What was asked for comes before what merely holds the words. */
function byAsked(text: string): (a: PaletteCommand, b: PaletteCommand) => number {
  return (a, b) => (text === '' ? 0 : Number(isAskedFor(b, text)) - Number(isAskedFor(a, text)));
}
