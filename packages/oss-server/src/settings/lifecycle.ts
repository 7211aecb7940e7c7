import { childOf, childrenOf, formatHttpDate, optionalText, toWireHeaderValue } from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';

import { createXmlSettingReader } from './read-setting.ts';

export const DAY = 86_400_000;

/** After so many days, or for what is older than a date. */
export type When = { days: number } | { before: number };

/** One enabled rule. */
export interface LifecycleRule {
  id: string;
  prefix: string;
  tags: [string, string][];
  expiration: When | undefined;
  expiredMarker: boolean;
  transitions: { when: When; storageClass: string }[];
  oldExpiration: number | undefined;
  oldTransitions: { days: number; storageClass: string }[];
  abort: When | undefined;
}

/** The enabled rules of a bucket. */
export const readLifecycle = createXmlSettingReader('lifecycle', (root) =>
  childrenOf(root, 'Rule')
    .filter((rule) => optionalText(rule, 'Status') === 'Enabled')
    .map(parseLifecycleRule),
);

/** One rule, enabled or not. */
export function parseLifecycleRule(rule: XmlElement): LifecycleRule {
  // In the old form of ali-oss the rule itself says when to delete.
  const expiration = childOf(rule, 'Expiration') ?? (readWhen(rule) && rule);
  const old = childOf(rule, 'NoncurrentVersionExpiration');
  const abort = childOf(rule, 'AbortMultipartUpload');
  return {
    id: optionalText(rule, 'ID') ?? '',
    prefix: optionalText(rule, 'Prefix') ?? '',
    tags: childrenOf(rule, 'Tag').map((tag) => [
      optionalText(tag, 'Key') ?? '',
      optionalText(tag, 'Value') ?? '',
    ]),
    expiration: expiration && readWhen(expiration),
    expiredMarker:
      expiration !== undefined && optionalText(expiration, 'ExpiredObjectDeleteMarker') === 'true',
    transitions: childrenOf(rule, 'Transition').flatMap((transition) => {
      const when = readWhen(transition);
      return when === undefined
        ? []
        : [{ when, storageClass: optionalText(transition, 'StorageClass') ?? '' }];
    }),
    oldExpiration: old && numberOf(old, 'NoncurrentDays'),
    oldTransitions: childrenOf(rule, 'NoncurrentVersionTransition').map((transition) => ({
      days: numberOf(transition, 'NoncurrentDays') ?? 0,
      storageClass: optionalText(transition, 'StorageClass') ?? '',
    })),
    abort: abort && readWhen(abort),
  };
}

function readWhen(element: XmlElement): When | undefined {
  const days = numberOf(element, 'Days');
  if (days !== undefined) return { days };
  const date = optionalText(element, 'CreatedBeforeDate') ?? optionalText(element, 'Date');
  return date === undefined ? undefined : { before: Date.parse(date) };
}

function numberOf(element: XmlElement, name: string): number | undefined {
  const text = optionalText(element, name);
  return text === undefined ? undefined : Number(text);
}

/** Whether a rule speaks of an object. */
export function covers(
  rule: LifecycleRule,
  object: { key: string; tags: readonly [string, string][] },
): boolean {
  return (
    object.key.startsWith(rule.prefix) &&
    rule.tags.every(([key, value]) => object.tags.some((tag) => tag[0] === key && tag[1] === value))
  );
}

/** The `x-oss-expiration` header of an object that a rule will delete. */
export function expirationHeader(
  rules: readonly LifecycleRule[] | undefined,
  object: { key: string; tags: readonly [string, string][]; modified: number },
): Record<string, string> {
  for (const rule of rules ?? []) {
    const at = rule.expiration && covers(rule, object) ? dueAt(rule.expiration, object.modified) : undefined;
    if (at === undefined) continue;
    return {
      'x-oss-expiration': `expiry-date="${formatHttpDate(new Date(at))}", rule-id="${toWireHeaderValue(rule.id)}"`,
    };
  }
  return {};
}

/**
 * When it happens to something last changed at `since`: the midnight (UTC) after the days are over,
 * since rules run once a day at 08:00 UTC+8. Undefined when it never does.
 */
export function dueAt(when: When, since: number): number | undefined {
  if ('days' in when) return Math.ceil((since + when.days * DAY) / DAY) * DAY;
  return since < when.before ? Math.ceil(when.before / DAY) * DAY : undefined;
}
