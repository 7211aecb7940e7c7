import { diffSequences, type SequenceRun } from './sequence-diff.ts';

/** One piece of a changed text: kept, struck out or new. */
export interface DiffPart {
  kind: SequenceRun['kind'];
  text: string;
}

/**
 * Compares two keys word by word, so that only what differs is marked: `cli/[2.13.2→2.14.0]/cli.tgz`.
 * A word is a version number, a run of letters and digits such as `v2` or `amd64`, or one other sign.
 */
export function diffKeys(before: string, after: string): DiffPart[] {
  return joinEqual(
    diffSequences(toWords(before), toWords(after)).map(({ kind, items }) => ({ kind, text: items.join('') })),
  );
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
export const versionSource = String.raw`v?[0-9]+(?:\.[0-9]+)+(?:-(?:alpha|beta|canary|dev|pre|preview|rc|snapshot)(?:[.-]?[0-9]+)*)?(?![\p{L}\p{N}])`;
const words = new RegExp(
  String.raw`${versionSource}|\p{L}+(?=[0-9]+\.[0-9])|[\p{L}\p{N}]+|[^\p{L}\p{N}]`,
  'gu',
);

function toWords(text: string): string[] {
  return text.match(words) ?? [];
}
