import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { randomInt } from 'node:crypto';
import { invalidRequest } from '../problems/invalid-request.ts';

const least = 12;
const most = 128;
/** Of 0 to 4; 3 is what an attack on the stored hashes would not guess within years. */
const leastScore = 3;
const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Refuses passwords that are short, common or made of what is known of the person. @throws ProblemError
 * `invalid-request` that names the rule
 */
export function checkPassword(
  password: string,
  { pointer, known }: { pointer: string; known: readonly string[] },
): void {
  if ([...password].length < least) throw invalidRequest(pointer, 'password-short', { least });
  if (Buffer.byteLength(password) > most) throw invalidRequest(pointer, 'too-many-bytes', { most });
  const words = known
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2);
  if (estimator.check(password, [...words, 'signpost']).score < leastScore)
    throw invalidRequest(pointer, 'password-common');
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Twenty signs that are not mistaken for each other, in groups: 99 bits. */
export function makePassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
