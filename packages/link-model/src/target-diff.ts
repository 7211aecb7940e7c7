import { diffSequences, type SequenceRun } from './sequence-diff.ts';

/** One piece of a changed text: kept, struck out or new. */
export interface DiffPart {
  kind: SequenceRun['kind'];
  text: string;
}

/**
 * Compares two keys word by word, so that only what differs is marked: `cli/2.1[3.2→4.0]/cli.tgz`.
 * A word is a run of letters or of digits, or one other sign.
 */
export function diffKeys(before: string, after: string): DiffPart[] {
  return diffSequences(toWords(before), toWords(after)).map(({ kind, items }) => ({
    kind,
    text: items.join(''),
  }));
}

function toWords(text: string): string[] {
  return text.match(/\p{L}+|\p{N}+|[^\p{L}\p{N}]/gu) ?? [];
}
