import type { RenamedKeys } from '@signpost/api-contract';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';

/** The folder that holds all keys; of a prefix with its slash that prefix itself. */
export function toCommonFolder(keys: readonly string[]): string {
  const [first = ''] = keys;
  let folder = first.endsWith('/') ? first : toParentPrefix(first);
  while (!keys.every((key) => key.startsWith(folder))) folder = toParentPrefix(folder);
  return folder;
}

/** One key gets the new one; of several, and of all below a prefix, `to` takes the place of what they begin with. */
export function toRenamedKeys(
  keys: readonly string[],
  { from, to }: { from: string; to: string },
): RenamedKeys {
  const [only] = keys;
  if (keys.length === 1 && only?.endsWith('/') === true) return { by: 'prefix', prefix: only, to };
  return { by: 'keys', keys: keys.map((key) => ({ from: key, to: to + key.slice(from.length) })) };
}
