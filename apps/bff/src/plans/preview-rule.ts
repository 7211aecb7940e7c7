import type { IndexedLink, RulePreview } from '@signpost/api-contract';
import { isBroken } from '@signpost/link-model/health';
import { applyRule, type LinkRule, type PatternProblem, type RuleFacts } from '@signpost/link-model/plan';
import type { LinkIndex } from '../link-index/link-index.ts';
import { readChains } from './read-chains.ts';

const mostExamples = 3;

/** What a rule would make of links as the index has them. Links that it does not know count as unread. */
export async function previewRule(
  rule: LinkRule,
  links: readonly Pick<IndexedLink, 'key' | 'target' | 'health'>[],
  { index, bucket }: { index: LinkIndex; bucket: string },
): Promise<Omit<RulePreview, 'coverage'>> {
  const result = await applyRule(rule, links, await findFacts(rule, links, { index, bucket }));
  const none = { links: links.length, changes: 0, left: {}, examples: [] };
  if (!result.ok) return { ...none, fault: toFault(result.problem) };
  const left: Record<string, number> = {};
  const leave = (why: string): void => {
    left[why] = (left[why] ?? 0) + 1;
  };
  const made = new Map(result.rows.map((row) => [row.key, row]));
  const examples: RulePreview['examples'] = [];
  let changes = 0;
  for (const { key, target } of links) {
    const row = made.get(key);
    if (row === undefined) leave(target === undefined ? 'target-unread' : 'no-match');
    else if (row.kind === 'problem') leave(row.problem.code);
    else {
      changes += 1;
      if (examples.length < mostExamples) examples.push({ key, now: row.target, next: row.next });
    }
  }
  return { ...none, changes, left, examples };
}

async function findFacts(
  rule: LinkRule,
  links: readonly Pick<IndexedLink, 'key' | 'target' | 'health'>[],
  { index, bucket }: { index: LinkIndex; bucket: string },
): Promise<RuleFacts> {
  if (rule.kind === 'flatten')
    return { targetOf: await readChains(links, (keys) => index.linksAt(bucket, keys)) };
  if (rule.kind !== 'repair') return {};
  const candidates = new Map<string, string | null>();
  for (const { key, target, health } of links) {
    if (target === undefined || !isBroken(health)) continue;
    const found = await index.candidates({ bucket, key }, [], { items: 1, siblings: 0 });
    candidates.set(key, found?.items[0]?.key ?? null);
  }
  return { candidates };
}

function toFault(problem: PatternProblem): NonNullable<RulePreview['fault']> {
  const { code } = problem;
  switch (code) {
    case 'replacement-invalid':
      return { member: 'replacement', code, detail: problem.reference };
    case 'pattern-invalid':
      return { member: 'pattern', code, detail: problem.message };
    default:
      return { member: 'pattern', code };
  }
}
