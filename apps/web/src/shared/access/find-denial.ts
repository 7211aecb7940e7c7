import {
  compileGrants,
  type GrantedRight,
  type HeldRights,
  type Rights,
  type Scope,
} from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import type { TFunction } from 'i18next';

/** Where a right is asked for, in one connection. */
export interface Place extends Omit<Scope, 'connection'> {
  /** Somewhere in it is enough: what is done there is asked about again. */
  partly?: true;
}

/** What whoever is signed in holds on a connection, and who gives more. */
export interface Held {
  grants: readonly HeldRights[];
  administrators: readonly string[];
}

const compiled = new WeakMap<readonly HeldRights[], Rights>();

function compile(grants: readonly HeldRights[]): Rights {
  const known = compiled.get(grants);
  if (known !== undefined) return known;
  const rights = compileGrants(grants.map((grant) => ({ ...grant, connection: '*' })));
  compiled.set(grants, rights);
  return rights;
}

/** Why a right is missing at a place, and whom to ask; undefined where it is held. Several rights: any of them will do. */
export function findDenial(
  { grants, administrators }: Held,
  { rights, place }: { rights: readonly GrantedRight[]; place: Place },
  { t, language }: { t: TFunction<'access'>; language: string },
): string | undefined {
  const { whole, some } = compile(grants);
  const holds = place.partly === true ? some : whole;
  const [first] = rights;
  if (first === undefined || rights.some((right) => holds(right, place))) return undefined;
  const right = t(`right.${first}`);
  if (administrators.length === 0) return t('denied.unnamed', { right });
  return t('denied.named', { right, who: toNames(administrators, language) });
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
