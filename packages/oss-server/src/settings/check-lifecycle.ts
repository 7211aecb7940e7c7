import {
  isStorageClass,
  storageClasses,
  TagRuleError,
  toTags,
  type LifecycleTime,
} from '@signpost/oss-protocol/rules';
import { childrenOf, optionalText } from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';

import { fault, invalidArgument, notImplemented } from '../protocol/oss-fault.ts';
import { parseLifecycleRule } from './lifecycle.ts';
import type { LifecycleRule } from './lifecycle.ts';

const MAX_RULES = 1000;

const PARTS = new Set([
  'ID',
  'Prefix',
  'Status',
  'Tag',
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortMultipartUpload',
  // The old form of ali-oss: when to delete, without an element around it.
  'Days',
  'Date',
]);

/**
 * Checks the rules of a bucket.
 * @param mayOverlap rules with a common prefix may do the same: `x-oss-allow-same-action-overlap`
 * @throws OssFault MalformedXML, InvalidArgument, InvalidRequest; NotImplemented for a part that is not
 *   understood, since skipping it would delete more than was asked
 */
export function checkLifecycle(root: XmlElement, mayOverlap: boolean): void {
  const elements = childrenOf(root, 'Rule');
  if (elements.length === 0 || elements.length > MAX_RULES) throw fault('MalformedXML');
  for (const element of elements) checkElements(element);
  for (const element of elements) checkOrder(parseLifecycleRule(element));
  if (mayOverlap) return;
  const enabled = elements.filter((element) => optionalText(element, 'Status') === 'Enabled');
  checkOverlaps(enabled.map(parseLifecycleRule));
}

function checkElements(rule: XmlElement): void {
  const unknown = rule.children.find(({ name }) => !PARTS.has(name));
  if (unknown !== undefined) throw notImplemented(`${unknown.name} in a lifecycle rule`);
  const status = optionalText(rule, 'Status');
  if (status !== 'Enabled' && status !== 'Disabled') throw fault('MalformedXML');
  checkTags(rule);
  checkAction(rule);
  for (const action of rule.children.filter(({ children }) => children.length > 0)) checkAction(action);
}

function checkAction(action: XmlElement): void {
  const days = optionalText(action, 'Days') ?? optionalText(action, 'NoncurrentDays');
  if (days !== undefined && !/^[1-9]\d{0,5}$/.test(days)) throw invalidArgument('Days', days);
  const date = optionalText(action, 'CreatedBeforeDate') ?? optionalText(action, 'Date');
  if (date !== undefined && Number.isNaN(Date.parse(date))) throw fault('MalformedXML');
  const storageClass = optionalText(action, 'StorageClass');
  if (storageClass !== undefined && !isStorageClass(storageClass)) throw fault('MalformedXML');
  if (optionalText(action, 'IsAccessTime') === 'true') throw notImplemented('A rule by access time');
}

function checkTags(rule: XmlElement): void {
  try {
    toTags(
      childrenOf(rule, 'Tag').map((tag) => [
        optionalText(tag, 'Key') ?? '',
        optionalText(tag, 'Value') ?? '',
      ]),
    );
  } catch (error) {
    if (error instanceof TagRuleError) throw fault('MalformedXML');
    throw error;
  }
}

/** Objects grow colder and are deleted at last, and a rule counts in days or by dates. */
function checkOrder(rule: LifecycleRule): void {
  const { expiration, transitions, oldExpiration, oldTransitions } = rule;
  const whens = [...transitions.map(({ when }) => when), ...(expiration === undefined ? [] : [expiration])];
  if (new Set(whens.map((when) => 'days' in when)).size > 1) throw fault('InvalidRequest');
  checkSteps(
    transitions.map(({ when, storageClass }) => ({ storageClass, days: daysOf(when) })),
    daysOf(expiration),
  );
  checkSteps(oldTransitions, oldExpiration);
}

function checkSteps(
  steps: readonly { days: number | undefined; storageClass: string }[],
  end: number | undefined,
): void {
  const sorted = steps
    .map(({ days, storageClass }) => ({ days, rank: rankOf(storageClass) }))
    .toSorted((left, right) => left.rank - right.rank);
  const days = [...sorted.map((step) => step.days), end].filter((each) => each !== undefined);
  const early = days.find((each, index) => index > 0 && each <= days[index - 1]!);
  if (early !== undefined) throw invalidArgument('Days', String(early));
}

function daysOf(when: LifecycleTime | undefined): number | undefined {
  return when !== undefined && 'days' in when ? when.days : undefined;
}

function rankOf(storageClass: string): number {
  return storageClasses.indexOf(storageClass as (typeof storageClasses)[number]);
}

function checkOverlaps(rules: readonly LifecycleRule[]): void {
  for (const [index, rule] of rules.entries()) {
    const other = rules.slice(index + 1).find((later) => overlap(rule, later));
    if (other !== undefined) throw invalidArgument('Prefix', other.prefix);
  }
}

function overlap(left: LifecycleRule, right: LifecycleRule): boolean {
  const prefixes = left.prefix.startsWith(right.prefix) || right.prefix.startsWith(left.prefix);
  const sameTags =
    left.tags.length === right.tags.length &&
    left.tags.every(([key, value]) => right.tags.some((tag) => tag[0] === key && tag[1] === value));
  return prefixes && sameTags && actionsOf(left).some((action) => actionsOf(right).includes(action));
}

function actionsOf(rule: LifecycleRule): string[] {
  return [
    ...(rule.expiration === undefined ? [] : ['expire']),
    ...(rule.oldExpiration === undefined ? [] : ['expire old']),
    ...(rule.abort === undefined ? [] : ['abort']),
    ...rule.transitions.map(({ storageClass }) => storageClass),
    ...rule.oldTransitions.map(({ storageClass }) => `old ${storageClass}`),
  ];
}
