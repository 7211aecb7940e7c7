import type { PlanSource } from '@signpost/api-contract';

type LinkRule = Extract<PlanSource, { kind: 'rule' }>['rule'];

export const ruleKinds = ['swap-prefix', 'glob', 'regex'] as const;

/** A rule while it is typed: which part of a target is found, and what takes its place. */
export interface RuleForm {
  kind: (typeof ruleKinds)[number];
  from: string;
  to: string;
}

export const emptyRule: RuleForm = { kind: 'swap-prefix', from: '', to: '' };

/** What is still to be typed, as a text of `plans:selected`. */
export function findRuleNeed({ kind, from, to }: RuleForm): 'needFrom' | 'needPattern' | 'same' | undefined {
  if (from === '') return kind === 'swap-prefix' ? 'needFrom' : 'needPattern';
  return kind === 'swap-prefix' && from === to ? 'same' : undefined;
}

/** The rule of a verb; undefined while it is not complete, and for verbs without one. */
export function toRule(action: string, form: RuleForm): LinkRule | undefined {
  if (action === 'flattenLinks') return { kind: 'flatten' };
  if (action === 'repairLinks') return { kind: 'repair' };
  if (action !== 'repointLinks' || findRuleNeed(form) !== undefined) return undefined;
  const { kind, from, to } = form;
  return kind === 'swap-prefix' ? { kind, from, to } : { kind, pattern: from, replacement: to };
}
