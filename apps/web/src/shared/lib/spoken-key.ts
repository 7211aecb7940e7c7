import { toVisibleText } from '@signpost/link-model/text';

/** Signs of a key that are read aloud: a key of 1,023 bytes takes minutes, and the panel has it whole. */
const longest = 200;

/** A key as part of a name for screen readers. */
export function toSpokenKey(key: string): string {
  const signs = Array.from(toVisibleText(key));
  return signs.length <= longest ? signs.join('') : `${signs.slice(0, longest).join('')}…`;
}
