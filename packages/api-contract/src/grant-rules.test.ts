import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGrants, type GrantRule, type Scope } from './grant-rules.ts';
import { grantedRights, type Right } from './operation.ts';

const grant = (parts: Partial<GrantRule>): GrantRule => ({
  rights: ['link.read'],
  connection: '*',
  bucket: '*',
  prefix: '',
  ...parts,
});
const may = (parts: Partial<GrantRule>, scope: Scope, right: Right = 'link.read') =>
  compileGrants([grant(parts)]).whole(right, scope);

test('without a grant nothing is allowed but what needs nobody', () => {
  const none = compileGrants([]);
  for (const right of grantedRights) {
    expect(none.whole(right, {})).toBe(false);
    expect(none.some(right, {})).toBe(false);
  }
  expect(none.whole('public', {})).toBe(true);
  expect(none.whole('account.own', {})).toBe(true);
});

test('a right that no grant can give is not given by a row that names it', () => {
  const odd = compileGrants([
    grant({ rights: ['root', '*', 'constructor', '__proto__'] as unknown as Right[] }),
  ]);
  for (const right of ['root', '*', 'constructor', '__proto__', 'toString'] as unknown as Right[])
    expect(odd.whole(right, {})).toBe(false);
});

describe('what is held on a connection', () => {
  const everywhere = grant({ rights: grantedRights });

  test('is told of this connection and of all, without rights that no grant can give', () => {
    const rights = compileGrants([
      grant({ connection: 'a', bucket: 'x-*', prefix: 'team/' }),
      grant({ connection: 'b' }),
      grant({ rights: ['link.repoint', 'root' as Right] }),
    ]);
    expect(rights.heldOn('a')).toEqual([
      { rights: ['link.read'], bucket: 'x-*', prefix: 'team/' },
      { rights: ['link.repoint'], bucket: '*', prefix: '' },
    ]);
    expect(rights.heldOn('c')).toEqual([{ rights: ['link.repoint'], bucket: '*', prefix: '' }]);
    expect(compileGrants([]).heldOn('a')).toEqual([]);
  });

  test('is everything only by one grant of every right on all keys', () => {
    expect(compileGrants([everywhere]).heldOn('a')).toBeUndefined();
    expect(compileGrants([{ ...everywhere, connection: 'a' }]).heldOn('a')).toBeUndefined();
    expect(compileGrants([{ ...everywhere, connection: 'a' }]).heldOn('b')).toEqual([]);
    for (const part of [{ prefix: 'x/' }, { bucket: 'x*' }, { rights: grantedRights.slice(1) }])
      expect(compileGrants([{ ...everywhere, ...part }]).heldOn('a')).toHaveLength(1);
  });
});

describe('buckets', () => {
  test.each<[pattern: string, bucket: string, expected: boolean]>([
    ['TestBug', 'TestBug', true],
    ['TestBug', 'TestBugfoo', false],
    ['TestBug', 'fooTestBug', false],
    ['acme-*', 'acme-', true],
    ['acme-*', 'acme-releases', true],
    ['acme-*', 'xacme-releases', false],
    ['*-cdn', 'acme-cdn', true],
    ['*-cdn', 'acme-cdn2', false],
    ['a*c*e', 'abcde', true],
    ['a*c*e', 'ae', false],
    ['ab*ba', 'aba', false],
    ['a*b*b', 'ab', false],
    ['**', 'anything', true],
    ['a**b', 'ab', true],
    ['a.b', 'axb', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s on %s: %s', (bucket, name, expected) => {
    expect(may({ bucket }, { connection: 'c', bucket: name })).toBe(expected);
  });

  test('a pattern with many stars is decided at once', () => {
    const bucket = `${'*a'.repeat(30)}b`;
    expect(may({ bucket }, { connection: 'c', bucket: 'a'.repeat(63) })).toBe(false);
  });

  test('one bucket is not the whole connection, but a part of it', () => {
    const rights = compileGrants([grant({ bucket: 'b' })]);
    expect(rights.whole('link.read', { connection: 'c' })).toBe(false);
    expect(rights.some('link.read', { connection: 'c' })).toBe(true);
    expect(rights.some('link.read', { connection: 'c', bucket: 'other' })).toBe(false);
  });
});

describe('keys', () => {
  test.each<[prefix: string, key: string, expected: boolean]>([
    ['', 'any', true],
    ['team/', 'team/a', true],
    ['team/', 'team/', true],
    ['team/', 'team', false],
    ['team/', 'teams/a', false],
    ['team', 'team', true],
    ['team', 'team/a', false],
    ['team', 'teams', false],
    ['latest.zip', 'latest.zip', true],
    ['团队/', '团队/文件', true],
    // Ends inside what looks like one sign: a family emoji and its first person.
    ['👨/', '👨‍👩‍👧/a', false],
    ['team/', 'team/../other/a', false],
    ['team/', 'team/..', false],
    ['team/', 'team/./a', false],
    ['team/', 'team/..\\other', false],
    ['team/', 'team\\..\\other', false],
    ['team/', 'team/%2e%2e/other', false],
    ['team/', 'team/..%2Fother', false],
    ['team/', 'team/.%2E%5cother', false],
    ['team/', 'team/...', true],
    ['team/', 'team/..a', true],
    ['team/', 'team//a', true],
    ['team/', '/team/a', false],
    ['', '../any', true],
  ])('%s on %s: %s', (prefix, key, expected) => {
    const scope = { connection: 'c', bucket: 'b', key };
    expect(may({ prefix }, scope)).toBe(expected);
    expect(compileGrants([grant({ prefix })]).some('link.read', scope)).toBe(expected);
  });

  test.each<[prefix: string, asked: string, whole: boolean, some: boolean]>([
    ['a/b/', 'a/b/', true, true],
    ['a/b/', 'a/b/c/', true, true],
    ['a/b/', 'a/', false, true],
    ['a/b/', '', false, true],
    ['a/b/', 'a/c/', false, false],
    ['a/b/', 'a/b', false, true],
    ['a/b/', 'a/b/../c/', false, false],
    ['a/b', 'a/b', false, true],
    ['a/b', 'a/b/', false, false],
  ])('the prefix %s on keys below %s: whole %s, some %s', (prefix, asked, whole, some) => {
    const rights = compileGrants([grant({ prefix })]);
    const scope = { connection: 'c', bucket: 'b', prefix: asked };
    expect(rights.whole('link.read', scope)).toBe(whole);
    expect(rights.some('link.read', scope)).toBe(some);
  });

  test('the ways to narrower grants are told, and those beside are not', () => {
    const rights = compileGrants([
      grant({ prefix: 'a/b/' }),
      grant({ prefix: 'a/c.zip' }),
      grant({ prefix: 'z/', bucket: 'other' }),
      grant({ prefix: 'a/d/', rights: ['object.read'] }),
    ]);
    expect(rights.within('link.read', { connection: 'c', bucket: 'b', prefix: 'a/' })).toEqual([
      'a/b/',
      'a/c.zip',
    ]);
    expect(rights.within('link.read', { connection: 'c', bucket: 'b', prefix: 'z/' })).toEqual([]);
  });
});

const names = fc.constantFrom('a', 'b', 'ab', 'abc');
const prefixes = fc.constantFrom('', 'a/', 'a/b/', 'a/b', 'b', 'b/');
const grants = fc.record({
  rights: fc.subarray<Right>(['link.read', 'link.repoint'], { minLength: 1 }),
  connection: fc.constantFrom('*', 'a', 'b'),
  bucket: fc.constantFrom('*', 'a', 'a*', '*b', 'ab'),
  prefix: prefixes,
});
const keys = fc.constantFrom('a', 'a/', 'a/b', 'a/b/', 'a/b/c', 'b', 'b/c', 'c', 'a/../b');
const scopes = fc.record({
  connection: fc.option(names, { nil: undefined }),
  bucket: fc.option(names, { nil: undefined }),
  key: fc.option(keys, { nil: undefined }),
});

/** A prefix of a bucket and a key, which may lie below it. */
const asked = fc.record({
  all: fc.array(grants, { maxLength: 3 }),
  connection: names,
  bucket: names,
  prefix: prefixes,
  key: keys,
});

describe('for any grants', () => {
  test('one grant less never allows more', () => {
    fc.assert(
      fc.property(fc.array(grants, { minLength: 1, maxLength: 4 }), scopes, (all, scope) => {
        const fewer = compileGrants(all.slice(1));
        const more = compileGrants(all);
        for (const right of ['link.read', 'link.repoint'] as const) {
          expect(!fewer.whole(right, scope) || more.whole(right, scope)).toBe(true);
          expect(!fewer.some(right, scope) || more.some(right, scope)).toBe(true);
        }
      }),
    );
  });

  test('a narrower grant never allows more', () => {
    fc.assert(
      fc.property(grants, scopes, fc.constantFrom('x/', 'y'), (wide, scope, more) => {
        if (wide.prefix !== '' && !wide.prefix.endsWith('/')) return;
        const narrow = compileGrants([{ ...wide, prefix: wide.prefix + more }]);
        expect(!narrow.whole('link.read', scope) || compileGrants([wide]).whole('link.read', scope)).toBe(
          true,
        );
        expect(!narrow.some('link.read', scope) || compileGrants([wide]).some('link.read', scope)).toBe(true);
      }),
    );
  });

  test('what holds in the whole of a scope holds for every key in it, and somewhere in it', () => {
    fc.assert(
      fc.property(asked, ({ all, connection, bucket, prefix, key }) => {
        const rights = compileGrants(all);
        const places: Scope[] = [{}, { connection }, { connection, bucket }, { connection, bucket, prefix }];
        for (const place of places) {
          if (!rights.whole('link.read', place)) continue;
          expect(rights.some('link.read', place)).toBe(true);
          const isBelow = key.startsWith(prefix) && !key.includes('..');
          expect(!isBelow || rights.whole('link.read', { connection, bucket, key })).toBe(true);
        }
      }),
    );
  });

  test('where no part of a scope is allowed, no key of it is', () => {
    fc.assert(
      fc.property(asked, ({ all, connection, bucket, prefix, key }) => {
        const rights = compileGrants(all);
        const isOut = key.startsWith(prefix) && !rights.some('link.read', { connection, bucket, prefix });
        expect(isOut && rights.whole('link.read', { connection, bucket, key })).toBe(false);
      }),
    );
  });
});
