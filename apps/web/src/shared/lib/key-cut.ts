import { toKeyParts } from './key-parts.ts';

/** Text that may be shortened: `head` gives way at its end when room is short, `tail` stays. Joined they are the text. */
export interface CutText {
  head: string;
  tail: string;
}

/** A key that may be shortened. Joined, head and tail are what follows the folder, or the whole key. */
interface CutKey extends CutText {
  /** The folder part stands before the head and gives way first; else it belongs to the head. */
  folderGives: boolean;
}

interface CutContext {
  /** Keys around it: where they agree with it, it may be cut. */
  beside: readonly string[];
  /** For a target: the key of its link. */
  leadsFrom: string | undefined;
}

/**
 * Splits a key where it may be cut, once. The folder gives way first and the last segment is cut in its middle; but of
 * a target that is like its link the folder they differ in stays.
 */
export function cutKey(key: string, { beside, leadsFrom }: CutContext): CutKey {
  const { folder, name } = toKeyParts(key);
  const names = beside.map((other) => toKeyParts(other).name);
  if (leadsFrom !== undefined) {
    // In a series of links the names tell the rows apart: what their targets differ in stays as well.
    const series = cutSeries(name, names);
    if (series !== undefined) return { ...series, head: folder + series.head, folderGives: false };
    const target = cutTarget(key, leadsFrom);
    if (target !== undefined) return { ...target, folderGives: false };
  }
  return { ...cutText(name, names), folderGives: folder !== '' };
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Columns of a name that is never cut. A wide sign takes two columns. */
const shortestName = 6;
/** Columns of a name and of a target up to which one counts as short. */
const shortName = 12;
const shortTarget = 20;
/** Columns that stay of a name that is cut without regard to others: of a short one, of longer ones. */
const shortestTail = 3;
const shortTail = 7;
const plainTail = 16;
/** Columns of an extension that a short name keeps whole. */
const longestExtension = 5;
/** What stays behind a cut in an ending that others have too: about a file's extension. */
const endingTail = 10;
/** What names have to begin with alike before they are taken for a series. */
const likeBegin = 3;
/** How far a cut moves to stand at the end of a word. */
const wordReach = 8;
const separator = /^[-_/ +~]$/;

/**
 * Splits text where it may be cut. Beside names that look alike the cut goes where they agree, so that what tells
 * them apart stays: `app-2.14…tar.gz` below `app-2.13…tar.gz`. Never inside a grapheme, and nothing is measured.
 */
export function cutText(text: string, beside: readonly string[] = []): CutText {
  const signs = splitSigns(text, shortestName);
  if (signs === undefined) return { head: '', tail: text };
  const alike = cutWhereAlike(text, signs, beside);
  if (alike !== undefined) return alike;
  const columns = countColumns(signs);
  const most = columns > shortTarget ? plainTail : columns > shortName ? shortTail : toShortestTail(text);
  let at = signs.length - 1;
  for (let taken = toColumns(signs[at]!); at > 1; at -= 1) {
    taken += toColumns(signs[at - 1]!);
    if (taken > most) break;
  }
  return splitAt(signs, at);
}

/** A short name keeps its extension, such as `.md`, or as much of what it ends with. */
function toShortestTail(name: string): number {
  const extension = name.length - name.lastIndexOf('.');
  return extension <= longestExtension ? Math.max(extension, shortestTail) : shortestTail;
}

/**
 * Splits a target beside the key of its link, folders and all: what the two have alike gives way, and the folder they
 * differ in stays. `cli/2.14.0/cli-lin…arm64.zip` for the link `cli/latest/cli-linux-arm64.zip`. Undefined where they
 * have too little alike.
 */
export function cutTarget(target: string, link: string): CutText | undefined {
  const signs = splitSigns(target, shortTarget);
  return signs && cutWhereAlike(target, signs, [link]);
}

/** Splits a name where it begins to differ from its neighbours; undefined where it is not like them, or differs early. */
function cutSeries(name: string, beside: readonly string[]): CutText | undefined {
  const signs = splitSigns(name, shortName);
  const agreement = signs && findAgreement(name, signs, beside);
  if (signs === undefined || agreement === undefined || agreement.begins === 0) return undefined;
  return countColumns(signs.slice(agreement.begins)) > shortTarget
    ? undefined
    : splitAt(signs, agreement.begins);
}

/** The graphemes of a text that is wider than some columns. */
function splitSigns(text: string, columns: number): string[] | undefined {
  // A text has at least half as many units as columns: short ones need no look.
  if (text.length * 2 <= columns) return undefined;
  const signs = Array.from(segmenter.segment(text), (part) => part.segment);
  return countColumns(signs) > columns ? signs : undefined;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

function toColumns(sign: string): 1 | 2 {
  return wide.test(sign) ? 2 : 1;
}

function countColumns(signs: readonly string[]): number {
  return signs.reduce((sum, sign) => sum + toColumns(sign), 0);
}

function splitAt(signs: readonly string[], at: number): CutText {
  return { head: signs.slice(0, at).join(''), tail: signs.slice(at).join('') };
}

/** Undefined where nothing is worth a cut. */
function cutWhereAlike(
  text: string,
  signs: readonly string[],
  beside: readonly string[],
): CutText | undefined {
  const agreement = findAgreement(text, signs, beside);
  const at = agreement && placeCut(signs, agreement);
  return at === undefined ? undefined : splitAt(signs, at);
}

/** In graphemes: what is alike up to `begins`, and again from `ends` on. Between them the names differ. */
interface Agreement {
  begins: number;
  ends: number;
}

function findAgreement(
  text: string,
  signs: readonly string[],
  beside: readonly string[],
): Agreement | undefined {
  let prefix = Infinity;
  let suffix = Infinity;
  for (const other of beside) {
    if (other === text) continue;
    const begin = commonPrefix(text, other);
    // The other goes on where this one ends: only the end of this one tells them apart.
    if (begin === text.length) continue;
    const end = commonSuffix(text, other, begin);
    // Names that share little are told apart by whatever is left of them.
    if ((begin < likeBegin && end < endingTail) || (begin + end) * 2 < Math.min(text.length, other.length)) {
      continue;
    }
    prefix = Math.min(prefix, begin);
    suffix = Math.min(suffix, end);
  }
  if (prefix === Infinity) return undefined;
  let begins = 0;
  for (let units = signs[0]!.length; units <= prefix; units += signs[begins]?.length ?? Infinity) begins += 1;
  let ends = signs.length;
  for (let units = signs[ends - 1]!.length; units <= suffix; units += signs[ends - 1]?.length ?? Infinity) {
    ends -= 1;
  }
  return { begins: toWordStart(signs, begins), ends: toWordEnd(signs, Math.max(begins, ends)) };
}

/** Cuts in the stretch whose loss leaves less to be shown; undefined where neither is worth a cut. */
function placeCut(signs: readonly string[], { begins, ends }: Agreement): number | undefined {
  const tail = toEnding(signs, signs.length - ends);
  const inFront = begins >= 4 ? 3 + signs.length - begins : Infinity;
  const behind = tail === undefined ? Infinity : ends + 1 + tail;
  if (inFront === Infinity && behind === Infinity) return undefined;
  return inFront < behind ? begins : signs.length - tail!;
}

/**
 * Graphemes of the ending that stays behind a cut in the last `alike` ones: from a separator on where there is one, so
 * that `.tar.gz` is not halved. Undefined where too little would be lost between them.
 */
function toEnding(signs: readonly string[], alike: number): number | undefined {
  const most = Math.min(endingTail, alike - 3);
  for (let length = most; length >= 2; length -= 1) {
    const sign = signs.at(-length);
    if (sign === '.' || (sign !== undefined && separator.test(sign))) return length;
  }
  return most >= wordReach ? wordReach : undefined;
}

function toWordStart(signs: readonly string[], at: number): number {
  for (let i = at; i > Math.max(0, at - wordReach); i -= 1) if (separator.test(signs[i - 1] ?? '')) return i;
  return at;
}

function toWordEnd(signs: readonly string[], at: number): number {
  const last = Math.min(signs.length - 1, at + wordReach);
  for (let i = at; i <= last; i += 1) if (separator.test(signs[i] ?? '') || signs[i] === '.') return i;
  return at;
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** Never reaches into what the texts begin with alike. */
function commonSuffix(a: string, b: string, prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length += 1;
  return length;
}
