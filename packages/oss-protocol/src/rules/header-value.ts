import { OssRuleError, type RuleField } from './rule-error.ts';

// oxlint-disable-next-line no-control-regex -- control characters other than the tab are what is refused
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Rules a header value can break. */
export type HeaderValueRule = 'control-character' | 'not-unicode' | 'edge-blank';

/** The rule a header value breaks: HTTP would refuse it, cut it, or hand it over trimmed. */
export function brokenHeaderValueRule(value: string): HeaderValueRule | undefined {
  if (CONTROL.test(value)) return 'control-character';
  if (!value.isWellFormed()) return 'not-unicode';
  if (/^[ \t]|[ \t]$/.test(value)) return 'edge-blank';
  return undefined;
}

/** @throws OssRuleError naming the field and, in its message, the header */
export function assertHeaderValue(name: string, value: string, field: RuleField = 'header'): void {
  const rule = brokenHeaderValueRule(value);
  if (rule) throw new OssRuleError(field, rule, `The value of ${name} ${RULE_TEXT[rule]}`);
}

const RULE_TEXT: Record<HeaderValueRule, string> = {
  'control-character': 'must not contain control characters',
  'not-unicode': 'must be well-formed Unicode',
  'edge-blank': 'must not start or end with a blank',
};
