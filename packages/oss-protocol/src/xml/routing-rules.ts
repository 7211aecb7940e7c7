import type { RoutingRule } from '../rules/routing-rules.ts';
import { childOf, childrenOf, expectRoot, optionalText, toInteger } from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/**
 * Reads the answer of GetBucketWebsite: the routing rules that can take effect for a missing key, in the order in which
 * OSS tries them. Index and error pages are left out.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketwebsite
 * @throws XmlError
 */
export function decodeRoutingRules(document: XmlElement): RoutingRule[] {
  const rules = childOf(expectRoot(document, 'WebsiteConfiguration'), 'RoutingRules');
  if (rules === undefined) return [];
  return childrenOf(rules, 'RoutingRule')
    .map((rule) => ({
      number: toInteger(optionalText(rule, 'RuleNumber') ?? '0', 'RuleNumber'),
      condition: childOf(rule, 'Condition'),
      redirect: childOf(rule, 'Redirect'),
    }))
    .toSorted((a, b) => a.number - b.number)
    .filter(({ condition }) => (textOf(condition, 'HttpErrorCodeReturnedEquals') ?? '404') === '404')
    .map(({ condition, redirect }) => ({
      prefix: textOf(condition, 'KeyPrefixEquals') ?? '',
      suffix: textOf(condition, 'KeySuffixEquals') ?? '',
      isMirror: textOf(redirect, 'RedirectType') === 'Mirror',
      looksAtHeaders: condition !== undefined && childOf(condition, 'IncludeHeader') !== undefined,
    }));
}

function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return element && optionalText(element, name);
}
