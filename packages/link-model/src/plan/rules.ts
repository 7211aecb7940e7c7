import { findKeyProblem, type KeyProblem } from '@signpost/oss-protocol/rules';
import type { MovableLink } from './folder-move.ts';
import { compilePattern, type PatternProblem } from './target-pattern.ts';

/**
 * A rule that says where links shall lead, by where they lead now.
 * - `swap-prefix`: targets that begin with `from` begin with `to` instead; both are taken as they are
 * - `glob`: the whole target matches, `*` is any text without a slash, `**` any text, `?` one character but a slash; a
 *   backslash takes the next character as it is. Each wildcard is a group for `replacement`, as many signs as it can
 * - `regex`: every match is replaced; RE2 syntax, which takes linear time and has no look-around or back-references
 * - `flatten`: links that lead to links lead to the end of the chain
 * - `repair`: broken links lead to their first candidate
 */
export type LinkRule =
  | { kind: 'swap-prefix'; from: string; to: string }
  | { kind: 'glob' | 'regex'; pattern: string; replacement: string }
  | { kind: 'flatten' }
  | { kind: 'repair' };

/** What some rules need to know beside the links they are applied to. */
export interface RuleFacts {
  /** For `flatten`: the target of the link stored at a key; undefined where no link is. */
  targetOf?: ((key: string) => string | undefined) | undefined;
  /** For `repair`: the first candidate of each broken link by key; null where there is none. */
  candidates?: ReadonlyMap<string, string | null> | undefined;
}

/** Why a link that a rule matches cannot be repointed by it. */
export type RuleRowProblem =
  | { code: 'target-invalid'; problem: KeyProblem; next: string }
  | { code: 'target-is-key' }
  | { code: 'nothing-changes' }
  /** The chain of links comes back to itself. */
  | { code: 'target-loops' }
  | { code: 'no-candidate' };

/** A link that a rule matches. */
export type RuleRow =
  | { kind: 'repoint'; key: string; target: string; next: string }
  | { kind: 'problem'; key: string; target: string; problem: RuleRowProblem };

/** What a rule does: a row for each link that it matches, in the order of the links, or why it is no rule. */
export type RuleResult = { ok: true; rows: RuleRow[] } | { ok: false; problem: PatternProblem };

/** Where a rule wants a link to lead; undefined where it does not match. */
type Answer = string | { code: 'target-loops' | 'no-candidate' } | undefined;

/** Applies a rule to links. Links whose target is not known match no rule. Never throws for what people type. */
export async function applyRule(
  rule: LinkRule,
  links: Iterable<MovableLink>,
  facts: RuleFacts = {},
): Promise<RuleResult> {
  const answer = await compileRule(rule, facts);
  if (typeof answer !== 'function') return { ok: false, problem: answer };
  const rows: RuleRow[] = [];
  for (const { key, target } of links) {
    if (target === undefined) continue;
    const next = answer({ key, target });
    if (next !== undefined) rows.push(toRow({ key, target }, next));
  }
  return { ok: true, rows };
}

interface ReadLink {
  key: string;
  target: string;
}

async function compileRule(
  rule: LinkRule,
  { targetOf = () => undefined, candidates }: RuleFacts,
): Promise<((link: ReadLink) => Answer) | PatternProblem> {
  switch (rule.kind) {
    case 'swap-prefix':
      return ({ target }) =>
        target.startsWith(rule.from) ? rule.to + target.slice(rule.from.length) : undefined;
    case 'glob':
    case 'regex': {
      const replace = await compilePattern(rule.kind, rule);
      return typeof replace === 'function' ? ({ target }) => replace(target) : replace;
    }
    case 'flatten': {
      const findEnd = chainEnds(targetOf);
      return ({ target }) =>
        targetOf(target) === undefined ? undefined : (findEnd(target) ?? { code: 'target-loops' });
    }
    case 'repair':
      return ({ key }) => {
        const candidate = candidates?.get(key);
        return candidate === null ? { code: 'no-candidate' } : candidate;
      };
  }
}

function toRow({ key, target }: ReadLink, answer: NonNullable<Answer>): RuleRow {
  const refuse = (problem: RuleRowProblem): RuleRow => ({ kind: 'problem', key, target, problem });
  if (typeof answer !== 'string') return refuse(answer);
  if (answer === target) return refuse({ code: 'nothing-changes' });
  const problem = findKeyProblem(answer);
  if (problem !== undefined) return refuse({ code: 'target-invalid', problem, next: answer });
  if (answer === key) return refuse({ code: 'target-is-key' });
  return { kind: 'repoint', key, target, next: answer };
}

/** Follows links to the first key that holds none; undefined for a loop. Each key is followed once, however many ask. */
function chainEnds(targetOf: (key: string) => string | undefined): (key: string) => string | undefined {
  const ends = new Map<string, string | undefined>();
  return (start) => {
    const walked = new Set<string>();
    let at = start;
    let next = targetOf(at);
    while (next !== undefined && !ends.has(at) && !walked.has(at)) {
      walked.add(at);
      at = next;
      next = targetOf(at);
    }
    const end = ends.has(at) ? ends.get(at) : next === undefined ? at : undefined;
    for (const key of walked) ends.set(key, end);
    return end;
  };
}
