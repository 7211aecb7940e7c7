import type { PlanOrigin } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { toRelativeTarget } from '../../../shared/lib/short-key.ts';

/** What a plan does, as a text of `plans:act` and the values that fill it. */
export type PlanAct =
  | { id: 'folder-move'; values: { prefix: string; from: string; to: string } }
  | { id: 'folder-new'; values: { prefix: string; to: string } }
  | { id: 'delete-links-prefix' | 'set-prefix'; values: { prefix: string } }
  | { id: 'delete-links-keys' | 'set-keys'; values: { count: number } }
  | { id: 'rule-swap-prefix' | 'rule-glob' | 'rule-regex'; values: { from: string; to: string } }
  | { id: 'rule-flatten' | 'rule-repair'; values?: undefined }
  | { id: 'rename-keys' | 'copy-keys'; values: { from: string; to: string } }
  | { id: 'moves'; values: { count: number } }
  | { id: 'csv'; values: { count: number } }
  | { id: 'manifest'; values: { prefix: string } }
  | { id: 'revert'; values: { count: number } }
  | { id: 'revert-at'; values: { count: number; at: string } }
  | { id: 'again'; values: { number: number } }
  | { id: 'roll-back'; values: { number: number } };

/** Names the act of a plan: `cli/latest/`, from `2.14.0` to `2.15.0-rc.1`. An empty prefix stays empty. */
export function toPlanAct(origin: PlanOrigin): PlanAct {
  switch (origin.kind) {
    case 'folder-move': {
      const prefix = toVisibleText(origin.prefix);
      const to = toFolderName(origin.prefix, origin.to);
      return origin.from === undefined
        ? { id: 'folder-new', values: { prefix, to } }
        : { id: 'folder-move', values: { prefix, to, from: toFolderName(origin.prefix, origin.from) } };
    }
    case 'delete-links':
    case 'set': {
      const { prefix, keys = 0 } = origin.links;
      const act = origin.kind;
      return prefix === undefined
        ? { id: `${act}-keys`, values: { count: keys } }
        : { id: `${act}-prefix`, values: { prefix: toVisibleText(prefix) } };
    }
    case 'rule':
      return toRuleAct(origin.rule);
    case 'rename-keys':
    case 'copy-keys':
      return {
        id: origin.kind,
        values: { from: toVisibleText(origin.prefix), to: toVisibleText(origin.to) },
      };
    case 'manifest':
      return { id: 'manifest', values: { prefix: toVisibleText(origin.prefix) } };
    case 'moves':
      return { id: 'moves', values: { count: origin.folders + origin.links } };
    case 'csv':
      return { id: 'csv', values: { count: origin.lines } };
    case 'revert': {
      const { links: count, at } = origin;
      return at === undefined
        ? { id: 'revert', values: { count } }
        : { id: 'revert-at', values: { count, at: `${at.slice(0, 19).replace('T', ' ')} UTC` } };
    }
    case 'again':
      return { id: 'again', values: { number: origin.number } };
    case 'roll-back':
      return { id: 'roll-back', values: { number: origin.number } };
  }
}

function toRuleAct(rule: (PlanOrigin & { kind: 'rule' })['rule']): PlanAct {
  switch (rule.kind) {
    case 'swap-prefix':
      return {
        id: 'rule-swap-prefix',
        values: { from: toVisibleText(rule.from), to: toVisibleText(rule.to) },
      };
    case 'glob':
    case 'regex': {
      const values = { from: toVisibleText(rule.pattern), to: toVisibleText(rule.replacement) };
      return { id: `rule-${rule.kind}`, values };
    }
    case 'flatten':
    case 'repair':
      return { id: `rule-${rule.kind}` };
  }
}

/** A folder without what it shares with the links, and without the slash at its end: `2.14.0`. */
function toFolderName(prefix: string, folder: string): string {
  return toVisibleText(toRelativeTarget(prefix, folder).replace(/(?<=.)\/$/, ''));
}
