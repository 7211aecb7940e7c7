import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyState, LinkSnapshot } from './key-state.ts';
import { agreeStateTokens, toStateToken } from './state-token.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const token = (state: KeyState): string => toStateToken(state, digest);

const text = fc.string({ unit: 'binary', maxLength: 12 });
const dictionary = fc.dictionary(text, text, { maxKeys: 4 });
const snapshot: fc.Arbitrary<LinkSnapshot> = fc.record({
  target: text,
  headers: fc.record({
    known: fc.constant(true as const),
    value: fc.record({ contentType: text, cacheControl: text }, { requiredKeys: [] }),
  }),
  metadata: fc.record({ known: fc.constant(true as const), value: dictionary }),
  acl: fc.record({
    known: fc.constant(true as const),
    value: fc.constantFrom('default' as const, 'private' as const),
  }),
  tags: fc.record({ known: fc.constant(true as const), value: dictionary }),
  storageClass: fc.record({
    known: fc.constant(true as const),
    value: fc.constantFrom('Standard' as const, 'IA' as const),
  }),
});
const facts = fc.record({
  etag: text,
  lastModified: fc.constant('2026-11-22T00:00:00.000Z'),
  size: fc.nat(),
});
const link: fc.Arbitrary<KeyState> = fc.record({ kind: fc.constant('link' as const), facts, link: snapshot });

describe('state token', () => {
  it('is the same for the same state, whatever the order of members', () => {
    fc.assert(
      fc.property(link, (state) => {
        if (state.kind !== 'link' || !state.link.tags.known) return;
        const turned = Object.fromEntries(Object.entries(state.link.tags.value).toReversed());
        const again: KeyState = { ...state, link: { ...state.link, tags: { known: true, value: turned } } };
        expect(token(again)).toBe(token(state));
      }),
    );
  });

  it('disagrees as soon as any one value that a write would replace differs', () => {
    fc.assert(
      fc.property(link, link, (a, b) => {
        if (a.kind !== 'link' || b.kind !== 'link') return;
        for (const part of ['target', 'headers', 'metadata', 'acl', 'tags', 'storageClass'] as const) {
          const mixed: KeyState = { ...a, link: { ...a.link, [part]: b.link[part] } };
          const same = token(mixed) === token(a);
          expect(agreeStateTokens(token(a), token(mixed))).toBe(same);
        }
      }),
    );
  });

  it('notices a change of nothing but the ACL', () => {
    const [state] = fc.sample(link, 1);
    if (state?.kind !== 'link') throw new Error('sample');
    const one: KeyState = { ...state, link: { ...state.link, acl: { known: true, value: 'private' } } };
    const other: KeyState = { ...state, link: { ...state.link, acl: { known: true, value: 'public-read' } } };
    expect(agreeStateTokens(token(one), token(other))).toBe(false);
  });

  it('does not take a part that has become unreadable for a change, as long as the written part agrees', () => {
    fc.assert(
      fc.property(link, (state) => {
        if (state.kind !== 'link') return;
        const blind: KeyState = {
          ...state,
          link: { ...state.link, headers: { known: false, why: 'unreadable' } },
        };
        expect(agreeStateTokens(token(state), token(blind))).toBe(true);
        const moved: KeyState = { ...blind, link: { ...blind.link, target: `${state.link.target}x` } };
        expect(agreeStateTokens(token(state), token(moved))).toBe(false);
      }),
    );
  });

  it('tells nothing, a delete marker, an object and a link apart', () => {
    const object: KeyState = {
      kind: 'object',
      facts: { etag: 'E', lastModified: '2026-11-22T00:00:00.000Z', size: 1 },
      storageClass: 'Standard',
      type: 'Normal',
      headers: {},
      metadata: {},
    };
    const [state] = fc.sample(link, 1);
    if (state === undefined) throw new Error('sample');
    const tokens = [
      token({ kind: 'absent' }),
      token({ kind: 'absent', deleteMarker: { versionId: 'v' } }),
      token(object),
      token(state),
    ];
    for (const [i, a] of tokens.entries())
      for (const [j, b] of tokens.entries()) expect(agreeStateTokens(a, b)).toBe(i === j);
  });

  it('tells an object from the same bytes uploaded again', () => {
    const at = (lastModified: string): KeyState => ({
      kind: 'object',
      facts: { etag: 'E', lastModified, size: 1 },
      storageClass: 'Standard',
      type: 'Normal',
      headers: {},
      metadata: {},
    });
    expect(
      agreeStateTokens(token(at('2026-11-22T00:00:00.000Z')), token(at('2026-11-22T00:00:01.000Z'))),
    ).toBe(false);
  });
});
