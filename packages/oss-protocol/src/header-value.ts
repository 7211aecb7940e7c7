import { OssRuleError, type RuleField } from './rules/rule-error.ts';

// oxlint-disable-next-line no-control-regex -- tab apart, no control character may stand in a header
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

// oxlint-disable-next-line no-control-regex -- ASCII is meant
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Unicode text as HTTP libraries want it: one character per byte of its UTF-8 form. */
export function toWireHeaderValue(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The inverse of {@link toWireHeaderValue}, for values an HTTP library read as Latin-1. */
export function fromWireHeaderValue(value: string): string {
  if (!BEYOND_ASCII.test(value)) return value;
  return Buffer.from(value, 'latin1').toString('utf8');
}
