import type { Change, SearchHit } from '@signpost/api-contract';
import type { IconName } from '../../../shared/ui/icon.tsx';
import { matchesWords, type GoOptions } from './go-options.ts';

/** A place or an act that is always there; found by its name. */
export interface BoxCommand {
  id: string;
  icon: IconName;
  name: string;
  /** Other words by which it is found. */
  words?: string;
  /** What it is asked for by: whoever begins to type one of these means it. */
  phrases?: readonly string[];
  /** Its shortcut. */
  keys?: string;
  run: () => void;
}

/** One row of the box. */
export type BoxItem =
  | { kind: 'go'; id: string; bucket: string; key: string; decoded: boolean }
  | { kind: 'hit'; id: string; hit: SearchHit }
  | { kind: 'change' | 'undo'; id: string; change: Change }
  | { kind: 'command'; id: string; command: BoxCommand };

export interface BoxGroup {
  name: 'go' | 'atHand' | 'change' | 'links' | 'places' | 'actions';
  items: BoxItem[];
}

interface BoxContents {
  text: string;
  go: GoOptions;
  hits: readonly SearchHit[];
  change: Change | undefined;
  atHand: readonly BoxCommand[];
  places: readonly BoxCommand[];
  actions: readonly BoxCommand[];
}

/**
 * Puts what was found in order: what was keyBacklinks at, what was found, places, acts; words come before a key of that name.
 * What can be done with what is open leads while nothing is typed, and where the text begins to ask for it.
 */
export function toBoxGroups({ text, go, hits, change, atHand, places, actions }: BoxContents): BoxGroup[] {
  const goItems = go.options.map((option): BoxItem => ({
    kind: 'go',
    id: `go ${option.bucket} ${option.key}`,
    ...option,
  }));
  const shown = new Set(go.keyBacklinks ? go.options.map(({ bucket, key }) => `${bucket} ${key}`) : []);
  const hitItems = hits
    // What stands above as a place need not be found again, unless finding it says more.
    .filter(({ bucket, key, kind }) => kind === 'link' || !shown.has(`${bucket} ${key}`))
    .map((hit): BoxItem => ({ kind: 'hit', id: `hit ${hit.bucket} ${hit.key}`, hit }));
  const changeItems: BoxItem[] =
    change === undefined
      ? []
      : [
          { kind: 'change', id: 'change', change },
          ...(change.undo.possible ? [{ kind: 'undo' as const, id: 'undo', change }] : []),
        ];
  const toItems = (commands: readonly BoxCommand[]): BoxItem[] =>
    commands
      .filter(
        ({ name, words = '', phrases = [] }) =>
          text === '' || matchesWords([name, words, ...phrases].join(' '), text),
      )
      .map((command) => ({ kind: 'command', id: `command ${command.id}`, command }));
  const first: BoxGroup = { name: 'go', items: goItems };
  const near: BoxGroup = { name: 'atHand', items: toItems(atHand.toSorted(byAsked(text))) };
  const leads = text === '' || atHand.some((command) => isAskedFor(command, text));
  const groups: BoxGroup[] = [
    ...(leads ? [near] : []),
    { name: 'change', items: changeItems },
    ...(go.keyBacklinks ? [first] : []),
    { name: 'links', items: hitItems },
    ...(leads ? [] : [near]),
    { name: 'places', items: toItems(places) },
    { name: 'actions', items: toItems(actions) },
    ...(go.keyBacklinks ? [] : [first]),
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** One letter begins too much to ask for anything; one sign of Chinese is half a word. */
function isAskedFor({ phrases = [] }: BoxCommand, text: string): boolean {
  const wanted = text.toLowerCase();
  return /..|[^\0-\u{ff}]/u.test(wanted) && phrases.some((phrase) => phrase.startsWith(wanted));
}

/** What was asked for comes before what merely holds the words. */
function byAsked(text: string): (a: BoxCommand, b: BoxCommand) => number {
  return (a, b) => (text === '' ? 0 : Number(isAskedFor(b, text)) - Number(isAskedFor(a, text)));
}
