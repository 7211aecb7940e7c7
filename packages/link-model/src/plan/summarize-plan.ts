import { compareKeys } from '@signpost/oss-protocol/rules';
import { firstKeys } from '../index/key-order.ts';
import { findingLevels, type FindingLevel } from '../write/findings.ts';
import { describeChange, type KeyChange } from './describe-change.ts';
import type { PlannedAction } from './planned-write.ts';

/** One row of a plan as far as its summary needs it. */
export interface SummaryRow {
  action: PlannedAction;
  key: string;
  /** Where the link leads now; absent for one that is created. */
  before?: string | undefined;
  /** Where it will lead; absent for one that is removed. */
  after?: string | undefined;
  /** The worst thing that pre-flight found. */
  worst?: FindingLevel | undefined;
  /** The write takes the place of a real object. */
  replacesObject?: boolean | undefined;
}

/**
 * Rows that do the same. `from` and `to` are the prefixes of the targets before and after; of created links `from` is
 * the prefix of the links, and of removed links `from` is theirs and `to` that of their targets.
 */
export interface SummaryGroup extends KeyChange {
  action: PlannedAction;
  /** Something is lost that the write itself does not keep: a link that is removed, an object that is replaced. */
  destroys: boolean;
  count: number;
  worst: FindingLevel | undefined;
  /** The first keys of the group, in key order. */
  first: string[];
}

export interface PlanSummary {
  totals: Record<PlannedAction | 'destroys', number>;
  /** Rows by the worst finding they have. */
  byLevel: Partial<Record<FindingLevel, number>>;
  /** Destroying ones first, then by the worst finding, then by count. */
  groups: SummaryGroup[];
}

/** Keys that a group names. */
const namedKeys = 3;

/** Sums up the rows of a plan, in any order. */
export function summarizePlan(rows: Iterable<SummaryRow>): PlanSummary {
  const totals: PlanSummary['totals'] = { create: 0, repoint: 0, delete: 0, destroys: 0 };
  const byLevel: PlanSummary['byLevel'] = {};
  const groups = new Map<string, OpenGroup>();
  for (const row of rows) {
    const { action, key, worst, replacesObject = false } = row;
    const destroys = action === 'delete' || replacesObject;
    totals[action] += 1;
    if (destroys) totals.destroys += 1;
    if (worst !== undefined) byLevel[worst] = (byLevel[worst] ?? 0) + 1;
    const change = describeRow(row);
    const name = JSON.stringify([action, destroys, change]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { action, destroys, change, worst, keys: [key] });
    else {
      group.keys.push(key);
      group.worst = worseOf(group.worst, worst);
    }
  }
  return {
    totals,
    byLevel,
    groups: mergeSameNames([...groups.values()])
      .map(toGroup)
      .toSorted(compareGroups),
  };
}

interface OpenGroup {
  action: PlannedAction;
  destroys: boolean;
  change: KeyChange;
  worst: FindingLevel | undefined;
  keys: string[];
}

function describeRow({ action, key, before = '', after = '' }: SummaryRow): KeyChange {
  if (action === 'repoint') return describeChange(before, after);
  const { from, to } = describeChange(key, action === 'create' ? after : before);
  // How a link is named after its file is no change.
  return { from, to, names: 'same' };
}

/** Names without a version stay the same under any renaming: where there is one only, their rows belong to it. */
function mergeSameNames(groups: readonly OpenGroup[]): OpenGroup[] {
  const toPlace = ({ action, destroys, change }: OpenGroup): string =>
    JSON.stringify([action, destroys, change.from, change.to]);
  const renamed = Map.groupBy(
    groups.filter(({ change }) => change.names === 'renamed'),
    toPlace,
  );
  return groups.filter((group) => {
    const others = group.change.names === 'same' ? renamed.get(toPlace(group)) : undefined;
    const [only] = others ?? [];
    if (only === undefined || others?.length !== 1) return true;
    for (const key of group.keys) only.keys.push(key);
    only.worst = worseOf(only.worst, group.worst);
    return false;
  });
}

function toGroup({ action, destroys, change, worst, keys }: OpenGroup): SummaryGroup {
  return { action, destroys, ...change, worst, count: keys.length, first: firstKeys(keys, namedKeys) };
}

function worseOf(a: FindingLevel | undefined, b: FindingLevel | undefined): FindingLevel | undefined {
  return rankOf(a) <= rankOf(b) ? a : b;
}

function rankOf(level: FindingLevel | undefined): number {
  return level === undefined ? findingLevels.length : findingLevels.indexOf(level);
}

function compareGroups(a: SummaryGroup, b: SummaryGroup): number {
  return (
    Number(b.destroys) - Number(a.destroys) ||
    rankOf(a.worst) - rankOf(b.worst) ||
    b.count - a.count ||
    compareKeys(a.first[0] ?? '', b.first[0] ?? '')
  );
}
