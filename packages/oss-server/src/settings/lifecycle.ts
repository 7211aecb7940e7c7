import {
  childOf,
  childrenOf,
  decodeLifecycleRule,
  decodeLifecycleTime,
  formatHttpDate,
  optionalText,
  toWireHeaderValue,
} from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';
import {
  lifecycleDueAt,
  type LifecycleRule as CurrentRule,
  type LifecycleTime,
} from '@signpost/oss-protocol/rules';

import { createXmlSettingReader } from './read-setting.ts';

export const DAY = 86_400_000;

/** One enabled rule, with what it does to versions, markers and uploads besides current objects. */
export interface LifecycleRule extends CurrentRule {
  expiredMarker: boolean;
  oldExpiration: number | undefined;
  oldTransitions: { days: number; storageClass: string }[];
  abort: LifecycleTime | undefined;
}

/** The enabled rules of a bucket. */
export const readLifecycle = createXmlSettingReader('lifecycle', (root) =>
  childrenOf(root, 'Rule')
    .filter((rule) => optionalText(rule, 'Status') === 'Enabled')
    .map(parseLifecycleRule),
);

/** One rule, enabled or not. */
export function parseLifecycleRule(rule: XmlElement): LifecycleRule {
  const expiration = childOf(rule, 'Expiration');
  const old = childOf(rule, 'NoncurrentVersionExpiration');
  const abort = childOf(rule, 'AbortMultipartUpload');
  return {
    ...decodeLifecycleRule(rule),
    expiredMarker:
      expiration !== undefined && optionalText(expiration, 'ExpiredObjectDeleteMarker') === 'true',
    oldExpiration: old && numberOf(old, 'NoncurrentDays'),
    oldTransitions: childrenOf(rule, 'NoncurrentVersionTransition').map((transition) => ({
      days: numberOf(transition, 'NoncurrentDays') ?? 0,
      storageClass: optionalText(transition, 'StorageClass') ?? '',
    })),
    abort: abort && decodeLifecycleTime(abort),
  };
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
    const at =
      rule.expiration && covers(rule, object) ? lifecycleDueAt(rule.expiration, object.modified) : undefined;
    if (at === undefined) continue;
    return {
      'x-oss-expiration': `expiry-date="${formatHttpDate(new Date(at))}", rule-id="${toWireHeaderValue(rule.id)}"`,
    };
  }
  return {};
}
