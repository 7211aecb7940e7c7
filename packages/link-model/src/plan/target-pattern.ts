import { expandReplacement, parseReplacement } from './expand-replacement.ts';

/** Why a pattern cannot be used. `message` is the engine's, in English. */
export type PatternProblem =
  | { code: 'pattern-empty' }
  | { code: 'pattern-invalid'; message: string }
  /** It is longer, or stands for more states, than a rule may have. */
  | { code: 'pattern-too-large' }
  /** `reference` names no group of the pattern. */
  | { code: 'replacement-invalid'; reference: string };

/** Longest pattern, in UTF-16 units. */
const maxPatternLength = 1000;
/** Most instructions of a compiled pattern: time is in proportion to them and to the length of the target. */
const maxProgramSize = 1000;

/**
 * Compiles a pattern into a function from a target to the new one, undefined where it does not match. The engine is
 * RE2 in JavaScript, which never backtracks; it is loaded here and nowhere else, so that only who applies rules loads it.
 */
export async function compilePattern(
  kind: 'glob' | 'regex',
  { pattern, replacement }: { pattern: string; replacement: string },
): Promise<((target: string) => string | undefined) | PatternProblem> {
  if (pattern === '') return { code: 'pattern-empty' };
  if (pattern.length > maxPatternLength) return { code: 'pattern-too-large' };
  const { RE2JS, RE2JSException } = await import('re2js');
  try {
    const source = kind === 'glob' ? globToRegex(pattern, (text) => RE2JS.quote(text)) : pattern;
    // In a key a line break is a character like others.
    const compiled = RE2JS.compile(source, RE2JS.DOTALL);
    if (compiled.programSize() > maxProgramSize) return { code: 'pattern-too-large' };
    const read = parseReplacement(replacement, {
      count: compiled.groupCount(),
      names: compiled.namedGroups(),
    });
    if ('unknown' in read) return { code: 'replacement-invalid', reference: read.unknown };
    return (target) => {
      const matcher = compiled.matcher(target);
      if (!matcher.find()) return undefined;
      return matcher.replaceAll((...found: (string | undefined)[]) =>
        expandReplacement(read.parts, found.slice(0, compiled.groupCount() + 1)),
      );
    };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { code: 'pattern-invalid', message: error.message.replace('`(?s)', '`') };
  }
}

/** Each wildcard becomes a group. */
function globToRegex(glob: string, quote: (text: string) => string): string {
  const body = glob.replace(/\\([\s\S])|\*\*|[*?]|[^\\*?]+|\\/g, (part, escaped: string | undefined) => {
    if (escaped !== undefined) return quote(escaped);
    if (part === '**') return '(.*)';
    if (part === '*') return '([^/]*)';
    return part === '?' ? '([^/])' : quote(part);
  });
  return `^${body}$`;
}
