import type { LifecycleRule, LifecycleTime } from '../rules/lifecycle.ts';
import { childOf, childrenOf, expectRoot, optionalText, toInteger } from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/**
 * Reads the answer of GetBucketLifecycle: the enabled rules, and what they do to current objects.
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlifecycle
 * @throws XmlError
 */
export function decodeLifecycle(document: XmlElement): LifecycleRule[] {
  return childrenOf(expectRoot(document, 'LifecycleConfiguration'), 'Rule')
    .filter((rule) => optionalText(rule, 'Status') === 'Enabled')
    .map(decodeLifecycleRule);
}

/** One rule, enabled or not. @throws XmlError */
export function decodeLifecycleRule(rule: XmlElement): LifecycleRule {
  // In the old form of ali-oss the rule itself says when to delete.
  const expiration = childOf(rule, 'Expiration') ?? rule;
  const filters = childrenOf(rule, 'Filter');
  const exceptions = filters.flatMap((filter) => childrenOf(filter, 'Not'));
  const bound = (name: string): number | undefined =>
    filters.map((filter) => numberOf(filter, name)).find((value) => value !== undefined);
  return {
    id: optionalText(rule, 'ID') ?? '',
    prefix: optionalText(rule, 'Prefix') ?? '',
    tags: childrenOf(rule, 'Tag').map((tag) => [
      optionalText(tag, 'Key') ?? '',
      optionalText(tag, 'Value') ?? '',
    ]),
    expiration: decodeLifecycleTime(expiration),
    transitions: childrenOf(rule, 'Transition').flatMap((transition) => {
      const when = decodeLifecycleTime(transition);
      if (when === undefined) return [];
      const storageClass = optionalText(transition, 'StorageClass') ?? '';
      return [{ when, storageClass, byAccess: optionalText(transition, 'IsAccessTime') === 'true' }];
    }),
    notPrefixes: exceptions.flatMap((not) => optionalText(not, 'Prefix') ?? []),
    hasNotTags: exceptions.some((not) => childOf(not, 'Tag') !== undefined),
    largerThan: bound('ObjectSizeGreaterThan'),
    smallerThan: bound('ObjectSizeLessThan'),
  };
}

/** When an action of a rule takes effect; `undefined` where it does not say. @throws XmlError */
export function decodeLifecycleTime(action: XmlElement): LifecycleTime | undefined {
  const days = numberOf(action, 'Days');
  if (days !== undefined) return { days };
  const date = optionalText(action, 'CreatedBeforeDate') ?? optionalText(action, 'Date');
  return date === undefined ? undefined : { before: Date.parse(date) };
}

function numberOf(element: XmlElement, name: string): number | undefined {
  const text = optionalText(element, name);
  return text === undefined ? undefined : toInteger(text, name);
}
