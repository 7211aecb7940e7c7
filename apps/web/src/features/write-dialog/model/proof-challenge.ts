import { toVisibleRuns } from '@signpost/link-model/text';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';

/** What has to be typed before a real object is replaced. */
export type ProofChallenge = { kind: 'name'; text: string } | { kind: 'size'; text: string };

const longestName = 40;

/**
 * Asks for the last segment of the key: it names what is lost, and the hand notices when it is the wrong one.
 * A name that cannot be typed or told apart by eye (hidden signs, blanks at its ends, very long) would turn the question
 * into copying, so the size in bytes is asked instead: digits can always be typed, and they too say what is lost.
 */
export function toProofChallenge(key: string, size: number): ProofChallenge {
  const { name } = toKeyParts(key);
  const typable =
    [...name].length <= longestName &&
    !/^\s|\s$|\s\s/.test(name) &&
    toVisibleRuns(name.normalize('NFC')).every((run) => run.escape === undefined);
  return typable ? { kind: 'name', text: name } : { kind: 'size', text: String(size) };
}

/** Compares what was typed. Keyboards write composed letters where a key may hold decomposed ones. */
export function isProven(challenge: ProofChallenge, typed: string): boolean {
  const text = typed.trim();
  return challenge.kind === 'name'
    ? text.normalize('NFC') === challenge.text.normalize('NFC')
    : text.replaceAll(/[\s,.\u2009\u202f']/g, '') === challenge.text;
}
