import { partition } from '@signpost/link-model/index';
import { compareKeys } from '@signpost/oss-protocol/rules';
import type { ScanPart } from './scan-store.ts';

/** Of so many keys of the scan before, one is told: where the others lie does not count for cutting parts in two. */
export const sampleStep = 100;

/** Keys that a part has to hold for two to be quicker than one: each part costs a list call that is not full. */
const worthSplitting = 4000;

/** Parts of one scan at most: all of them are kept with each page. */
const mostParts = 64;

/** List calls that guesses behind which nothing is cost at most, for each part that is worth splitting. */
const mostGuesses = 12;

/** List calls at most that reading so many keys in parts costs on top of those of their pages. */
export function extraLists(keys: number): number {
  return Math.min(mostParts - 1, mostGuesses * Math.floor(keys / worthSplitting));
}

/** Where the keys of a part lie, as far as the scan has come. */
export interface PartSeen {
  part: ScanPart;
  /** The first key of its last page; undefined where none was read since the scan goes on. */
  first: string | undefined;
}

/**
 * Cuts what is left of a part in two, to be read beside each other. A guess that is wrong makes halves of unequal size,
 * never a gap or a key read twice: the second one begins where the first one ends.
 * @param known each {@link sampleStep}th key of the scan before, in key order
 * @returns the half behind, to be put after the part it was cut from; undefined where no part is worth it
 */
export function splitPart(
  seen: readonly PartSeen[],
  known: readonly string[],
): { from: ScanPart; second: ScanPart } | undefined {
  if (seen.length >= mostParts) return undefined;
  const open = seen.filter(({ part }) => !part.done);
  const cut = findMiddleOfMost(open, known) ?? guessMiddleOfMost(open);
  if (cut === undefined) return undefined;
  const { part, at } = cut;
  const second: ScanPart = {
    after: at,
    ...(part.upTo === undefined ? {} : { upTo: part.upTo }),
    keys: 0,
    pages: 0,
    done: false,
  };
  part.upTo = at;
  return { from: part, second };
}

interface Cut {
  part: ScanPart;
  at: string;
}

/** In the middle of the part that held most of the known keys that are still to be read. */
function findMiddleOfMost(open: readonly PartSeen[], known: readonly string[]): Cut | undefined {
  let best: (Cut & { left: number }) | undefined;
  for (const { part } of open) {
    const from = countUpTo(known, part.at ?? part.after);
    const left = (part.upTo === undefined ? known.length : countUpTo(known, part.upTo)) - from;
    const at = known[from + Math.floor(left / 2) - 1];
    if (at !== undefined && sampleStep * left >= worthSplitting && left > (best?.left ?? 0))
      best = { part, at, left };
  }
  return best;
}

/** How many of the keys are not behind a key. */
function countUpTo(known: readonly string[], key: string): number {
  return partition(known, (one) => compareKeys(one, key) <= 0);
}

/** Of a part in which many keys were found, and in which the next ones can be guessed from those. */
function guessMiddleOfMost(open: readonly PartSeen[]): Cut | undefined {
  const byKeys = open.toSorted((a, b) => b.part.keys - a.part.keys);
  for (const { part, first } of byKeys) {
    if (part.keys < worthSplitting || first === undefined || part.at === undefined) continue;
    const at = guessMiddle({ first, at: part.at, upTo: part.upTo });
    if (at !== undefined) return { part, at };
  }
  return undefined;
}

/** Characters before those in which the keys of a page differ: room for a hundred such pages where they are digits. */
const room = 2;

/**
 * Half-way between where a part is read to and its end, in the first character that leaves room, from two before those in
 * which the keys of its last page differ: of `b/003000` to `b/003999` that is `b/04`. Where nothing is behind a guess, it is
 * the end of the part from then on, and the next guess is half-way to it: after a few list calls the guesses have the size
 * of what is there.
 */
export function guessMiddle({
  first,
  at,
  upTo,
}: {
  first: string;
  at: string;
  upTo: string | undefined;
}): string | undefined {
  let same = 0;
  while (same < at.length && first[same] === at[same]) same += 1;
  for (let place = Math.max(at.lastIndexOf('/') + 1, same - room); place < at.length; place += 1) {
    const prefix = at.slice(0, place);
    const from = at.charCodeAt(place);
    const last = toLastOfKind(from);
    // Of other characters nobody can tell which come next.
    if (last === undefined) continue;
    const end = upTo?.startsWith(prefix) === true ? upTo.charCodeAt(place) : last;
    const guess = prefix + String.fromCharCode(Math.floor((from + (end < 0x80 ? end : last)) / 2));
    const isBetween = compareKeys(guess, at) > 0 && (upTo === undefined || compareKeys(guess, upTo) < 0);
    if (isBetween) return guess;
  }
  return undefined;
}

/** The last digit, capital or small letter; undefined for other characters. */
function toLastOfKind(code: number): number | undefined {
  const last = ['09', 'AZ', 'az'].find((kind) => code >= kind.charCodeAt(0) && code <= kind.charCodeAt(1));
  return last?.charCodeAt(1);
}
