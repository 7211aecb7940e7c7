import {
  compileGrants,
  type AnswerOf,
  type GrantedRight,
  type HeldRights,
  type Rights,
  type Scope,
} from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { TFunction } from 'i18next';
import { toOneLine } from '../api/use-problem-text.ts';

/** Where a right is asked for, in one connection. */
export interface Place extends Omit<Scope, 'connection'> {
  /** Somewhere in it is enough: what is done there is asked about again. */
  partly?: true;
}

const compiled = new WeakMap<readonly HeldRights[], Rights>();

function compile(grants: readonly HeldRights[]): Rights {
  const known = compiled.get(grants);
  if (known !== undefined) return known;
  const rights = compileGrants(grants.map((grant) => ({ ...grant, connection: '*' })));
  compiled.set(grants, rights);
  return rights;
}

/** Rights to what OSS is asked to change: a connection that is read-only refuses it to everybody. */
const writing: ReadonlySet<GrantedRight> = new Set([
  'object.write',
  'object.delete',
  'object.restore',
  'link.create',
  'link.repoint',
  'link.delete',
  'plan.apply',
]);

interface Question {
  /** Any of them will do. */
  rights: readonly GrantedRight[];
  place: Place;
  t: TFunction<['access', 'problems']>;
  language: string;
}

/** Why something cannot be done at a place, and whom to ask; undefined where it can. */
export function findDenial(
  connection: string,
  known: AnswerOf<'listConnections'> | undefined,
  { rights, place, t, language }: Question,
): string | undefined {
  const { grants, readOnly } = known?.items.find(({ name }) => name === connection) ?? {};
  const [first] = rights;
  if (first === undefined) return undefined;
  if (grants !== undefined) {
    const { whole, some } = compile(grants);
    const holds = place.partly === true ? some : whole;
    if (!rights.some((right) => holds(right, place))) {
      const right = t(`right.${first}`);
      const { administrators = [] } = known ?? {};
      if (administrators.length === 0) return t('denied.unnamed', { right });
      return t('denied.named', { right, who: toNames(administrators, language) });
    }
  }
  if (readOnly !== true || !rights.every((right) => writing.has(right))) return undefined;
  return toOneLine({
    what: t('problems:code.connection-read-only.what'),
    todo: t('problems:code.connection-read-only.todo'),
  });
}

/** "Ada or Bo". */
export function toNames(names: readonly string[], language: string): string {
  return (
    new Intl.ListFormat(language, { type: 'disjunction' })
      .formatToParts(names.map(toVisibleText))
      // Names are mostly Latin: Chinese signs stand apart from them.
      .map(({ type, value }) => (type === 'literal' && value === '或' ? ' 或 ' : value))
      .join('')
  );
}
