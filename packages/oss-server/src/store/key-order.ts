const LAST_BEFORE_SURROGATES = 0xd7ff;
const FIRST_AFTER_SURROGATES = 0xe000;
const LAST_CODE_POINT = 0x10ffff;

/**
 * The smallest key greater than every key that starts with `prefix`; undefined when there is none.
 * Code point order is the order of UTF-8 bytes, so raising the last code point by one is enough.
 */
export function successorOfPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0)!);
  while (points.length > 0) {
    const last = points.pop()!;
    if (last === LAST_CODE_POINT) continue;
    points.push(last === LAST_BEFORE_SURROGATES ? FIRST_AFTER_SURROGATES : last + 1);
    return points.map((point) => String.fromCodePoint(point)).join('');
  }
  return undefined;
}
