/** A piece of a replacement: text as it is, or what a group has caught; group 0 is the whole match. */
export type ReplacementPart = { text: string } | { group: number };

/** The groups of a pattern: how many, and which have names. */
export interface PatternGroups {
  count: number;
  names: Readonly<Record<string, number>>;
}

const references = /\$(?:(?<sign>\$)|(?<whole>&)|(?<number>[0-9]{1,2})|<(?<name>[^>]*)>)?/g;

/**
 * Reads a replacement: `$1` to `$99` and `$<name>` stand for groups, `$&` for the whole match, `$$` for a dollar sign.
 * A single digit is taken where two name no group: with one group, `$10` is the group and a zero.
 * @returns what stands for no group, such as `$3`, where there is one
 */
export function parseReplacement(
  replacement: string,
  groups: PatternGroups,
): { parts: ReplacementPart[] } | { unknown: string } {
  const parts: ReplacementPart[] = [];
  let from = 0;
  for (const match of replacement.matchAll(references)) {
    parts.push({ text: replacement.slice(from, match.index) });
    from = match.index + match[0].length;
    const part = readReference(match, groups);
    if (part === undefined) return { unknown: match[0] };
    parts.push(...part);
  }
  parts.push({ text: replacement.slice(from) });
  return { parts: parts.filter((part) => !('text' in part) || part.text !== '') };
}

function readReference(
  match: RegExpMatchArray,
  { count, names }: PatternGroups,
): ReplacementPart[] | undefined {
  const { sign, whole, number, name } = match.groups ?? {};
  if (sign !== undefined) return [{ text: '$' }];
  if (whole !== undefined) return [{ group: 0 }];
  if (name !== undefined) {
    const group = Object.hasOwn(names, name) ? names[name] : undefined;
    return group === undefined ? undefined : [{ group }];
  }
  if (number === undefined) return undefined;
  const isGroup = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= count;
  if (isGroup(number)) return [{ group: Number(number) }];
  const [first = '', second = ''] = number;
  return isGroup(first) && second !== '' ? [{ group: Number(first) }, { text: second }] : undefined;
}

/** Fills in what the groups have caught; a group that took no part is empty. */
export function expandReplacement(
  parts: readonly ReplacementPart[],
  caught: readonly (string | undefined)[],
): string {
  return parts.map((part) => ('text' in part ? part.text : (caught[part.group] ?? ''))).join('');
}
