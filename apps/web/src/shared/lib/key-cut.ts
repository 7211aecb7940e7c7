/** Text that may be shortened: `head` gives way at its end when room is short, `tail` stays. Joined they are the text. */
export interface CutText {
  head: string;
  tail: string;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Shorter than this and nothing is worth cutting. */
const shortest = 20;
/** What stays of a text that is cut without regard to others. */
const plainTail = 16;
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
  return cutWhereAlike(text, beside, plainTail) ?? { head: '', tail: text };
}

/**
 * Splits a target beside the key of its link, folders and all: what the two have alike gives way, and the folder they
 * differ in stays. `cli/2.14.0/cli-lin…arm64.zip` for the link `cli/latest/cli-linux-arm64.zip`. Undefined where they
 * have too little alike.
 */
export function cutTarget(target: string, link: string): CutText | undefined {
  return cutWhereAlike(target, [link]);
}

/** Undefined where nothing is worth a cut. `otherwise` stays of a text that has nothing alike with others. */
function cutWhereAlike(text: string, beside: readonly string[], otherwise?: number): CutText | undefined {
  // A text has at most as many graphemes as units: short ones need no look.
  if (text.length <= shortest) return undefined;
  const signs = Array.from(segmenter.segment(text), (part) => part.segment);
  if (signs.length <= shortest) return undefined;
  const agreement = findAgreement(text, signs, beside);
  const at = (agreement && placeCut(signs, agreement)) ?? (otherwise && signs.length - otherwise);
  return at === undefined ? undefined : { head: signs.slice(0, at).join(''), tail: signs.slice(at).join('') };
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
