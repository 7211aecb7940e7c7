import { diffSequences, type SequenceRun } from './sequence-diff.ts';

/** One piece of a changed text: kept, struck out or new. */
export interface DiffPart {
  kind: SequenceRun['kind'];
  text: string;
}

/**
 * Compares two keys word by word, so that only what differs is marked: `cli/2.1[3.2→4.0]/cli.tgz`.
 * A word is a version number, a run of letters or of digits, or one other sign. Of two versions that stand for one
 * another, what they begin with alike is kept and the rest replaced as one piece.
 */
export function diffKeys(before: string, after: string): DiffPart[] {
  const runs = diffSequences(toWords(before), toWords(after));
  const parts: DiffPart[] = [];
  for (const [i, { kind, items }] of runs.entries()) {
    const [previous, next] = [runs[i - 1], runs[i + 1]];
    const text = items.join('');
    if (kind === 'removed' && next?.kind === 'added') {
      const shared = sharedVersion(items[0], next.items[0]);
      parts.push({ kind: 'same', text: shared }, { kind, text: text.slice(shared.length) });
    } else if (kind === 'added' && previous?.kind === 'removed') {
      parts.push({ kind, text: text.slice(sharedVersion(previous.items[0], items[0]).length) });
    } else parts.push({ kind, text });
  }
  return joinEqual(parts);
}

/** How two versions begin alike; nothing, where one of the words is no version. */
function sharedVersion(before = '', after = ''): string {
  if (!version.test(before) || !version.test(after)) return '';
  let length = 0;
  while (length < before.length && before[length] === after[length]) length += 1;
  return before.slice(0, length);
}

function joinEqual(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const { kind, text } of parts) {
    const last = joined.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) last.text += text;
    else joined.push({ kind, text });
  }
  return joined;
}

// `2.14.0`, `2.15.0-rc.1`: what follows the numbers is part of the version only where it says so. `.tgz` and
// `-windows` are not, nor is the 7 of `1.2.7z`.
const versionSource = String.raw`[0-9]+(?:\.[0-9]+)+(?:-(?:alpha|beta|canary|dev|pre|preview|rc|snapshot)(?:[.-]?[0-9]+)*)?(?![\p{L}\p{N}])`;
const version = new RegExp(`^${versionSource}$`, 'u');
const words = new RegExp(String.raw`${versionSource}|\p{L}+|\p{N}+|[^\p{L}\p{N}]`, 'gu');

function toWords(text: string): string[] {
  return text.match(words) ?? [];
}
