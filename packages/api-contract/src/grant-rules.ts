import { grantedRights, type GrantedRight, type Right } from './operation.ts';

/** What a right is asked for. Absent members mean the whole of it. */
export interface Scope {
  connection?: string | undefined;
  bucket?: string | undefined;
  key?: string | undefined;
  /** Every key below it; not beside `key`. */
  prefix?: string | undefined;
}

/** Keys below a prefix of one bucket. */
export interface PrefixScope {
  connection: string;
  bucket: string;
  prefix: string;
}

/** What somebody may do. */
export interface Rights {
  /** In the whole of the scope. */
  whole: (right: Right, scope: Scope) => boolean;
  /** Somewhere in the scope. */
  some: (right: Right, scope: Scope) => boolean;
  /** The narrower grants within a prefix: prefixes that end in a slash, and single keys. Empty where there are none. */
  within: (right: Right, scope: PrefixScope) => string[];
  /** What a connection is held by; undefined where that is everything there. */
  heldOn: (connection: string) => HeldRights[] | undefined;
}

/** Rights on a part of one connection. */
export interface HeldRights {
  rights: GrantedRight[];
  bucket: string;
  prefix: string;
}

/** Rights on a part of what the console reaches. */
export interface GrantRule {
  rights: readonly Right[];
  /** Name of a connection; `*` for all. */
  connection: string;
  /** Name of a bucket in which each `*` stands for any text; `*` for all. */
  bucket: string;
  /** Keys: empty for all, with a slash at its end for all below it, else for this one key. */
  prefix: string;
}

interface CompiledGrant {
  holds(scope: Scope): boolean;
  touches(scope: Scope): boolean;
  within(scope: PrefixScope): boolean;
  prefix: string;
}

/** Rights that a grant can name, and nothing else; checked, since rows outlive the code that wrote them. */
const grantable: ReadonlySet<Right> = new Set(grantedRights);
const isGrantable = (right: Right): right is GrantedRight => grantable.has(right);

/**
 * Decides by grants. Each stands alone: several narrow ones together are never taken for the whole of something wider,
 * so that a narrower grant cannot allow more.
 */
export function compileGrants(grants: readonly GrantRule[]): Rights {
  const byRight = new Map<Right, CompiledGrant[]>();
  for (const grant of grants) {
    const compiled = compile(grant);
    for (const right of grant.rights) {
      if (!isGrantable(right)) continue;
      byRight.set(right, [...(byRight.get(right) ?? []), compiled]);
    }
  }
  const of = (right: Right): readonly CompiledGrant[] => byRight.get(right) ?? [];
  const isFree = (right: Right): boolean => right === 'public' || right === 'account.own';
  return {
    whole: (right, scope) => isFree(right) || of(right).some((grant) => grant.holds(scope)),
    some: (right, scope) => isFree(right) || of(right).some((grant) => grant.touches(scope)),
    within: (right, scope) => [
      ...new Set(
        of(right)
          .filter((grant) => grant.within(scope))
          .map(({ prefix }) => prefix),
      ),
    ],
    heldOn(connection) {
      const held = grants.filter((grant) => grant.connection === '*' || grant.connection === connection);
      if (held.some(isEverything)) return undefined;
      return held.map(({ rights, bucket, prefix }) => ({
        rights: rights.filter(isGrantable),
        bucket,
        prefix,
      }));
    },
  };
}

function isEverything({ rights, bucket, prefix }: GrantRule): boolean {
  return bucket === '*' && prefix === '' && grantedRights.every((right) => rights.includes(right));
}

function compile({ connection, bucket, prefix }: GrantRule): CompiledGrant {
  const isBucket = compileWildcards(bucket);
  const isConnection = (name: string): boolean => connection === '*' || connection === name;
  /** The part of a scope beside its keys. */
  const isAround = (scope: Scope, isPart: boolean): boolean =>
    (scope.connection === undefined ? isPart || connection === '*' : isConnection(scope.connection)) &&
    (scope.bucket === undefined ? isPart || bucket === '*' : isBucket(scope.bucket));
  return {
    prefix,
    holds(scope) {
      if (!isAround(scope, false)) return false;
      if (prefix === '') return true;
      if (scope.key !== undefined) return coversKey(prefix, scope.key);
      return scope.prefix !== undefined && prefix.endsWith('/') && coversKey(prefix, scope.prefix);
    },
    touches(scope) {
      if (!isAround(scope, true)) return false;
      if (prefix === '') return true;
      if (scope.key !== undefined) return coversKey(prefix, scope.key);
      if (scope.prefix === undefined) return true;
      return coversKey(prefix, scope.prefix) || prefix.startsWith(scope.prefix);
    },
    within: (scope) => prefix !== '' && isAround(scope, false) && prefix.startsWith(scope.prefix),
  };
}

function coversKey(prefix: string, key: string): boolean {
  return (prefix.endsWith('/') ? key.startsWith(prefix) : key === prefix) && !climbs(key);
}

/**
 * A key whose segments say "the folder above": OSS takes them literally, but a proxy or a program between here and
 * there may fold them, and what is then read or written lies beside the prefix. Backslashes and percent-encoded forms
 * are folded by some as well.
 */
export function climbs(key: string): boolean {
  return key
    .replaceAll(/%2e/gi, '.')
    .split(/\/|\\|%2f|%5c/i)
    .some((segment) => segment === '..' || segment === '.');
}

/** Compares from both ends of a name, part by part: no pattern takes longer than its length times that of the name. */
export function compileWildcards(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return (name) => name === pattern;
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
      return false;
    const end = name.length - last.length;
    let at = first.length;
    for (const part of others) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
