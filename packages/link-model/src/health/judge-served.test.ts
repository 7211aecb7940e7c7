import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpHeaders } from '@signpost/oss-protocol/rules';
import { judgeServed, listWrong } from './judge-served.ts';

const wrongOf = (link: HttpHeaders, target: HttpHeaders): string[] => listWrong(judgeServed(link, target));
const typeOf = (link: string | undefined, target: string | undefined): string =>
  judgeServed(
    link === undefined ? {} : { contentType: link },
    target === undefined ? {} : { contentType: target },
  ).contentType;

describe('what the headers of a link do to its readers', () => {
  it.each([
    ['gzip', undefined],
    [undefined, 'gzip'],
    ['gzip', 'br'],
    ['gzip, br', 'gzip'],
  ])('is wrong where the link says the encoding %s and the target %s', (link, target) => {
    const headers = (value: string | undefined): HttpHeaders =>
      value === undefined ? {} : { contentEncoding: value };
    expect(wrongOf(headers(link), headers(target))).toEqual(['contentEncoding']);
  });

  it('is ok for one encoding in two spellings, and for none said in words', () => {
    expect(wrongOf({ contentEncoding: 'GZIP ' }, { contentEncoding: 'gzip' })).toEqual([]);
    expect(wrongOf({ contentEncoding: 'identity' }, {})).toEqual([]);
  });

  it.each([
    ['text/plain', 'application/pdf'],
    ['image/png', 'video/mp4'],
    ['text/plain', 'text/html; charset=utf-8'],
    ['text/plain', 'text/css'],
    ['text/plain', 'text/javascript'],
    ['application/zip', 'application/json'],
    ['image/png', 'image/svg+xml'],
    ['application/zip', 'application/wasm'],
    ['application/json', 'application/wasm'],
  ])('is wrong for %s and %s, in either direction', (one, other) => {
    expect([typeOf(one, other), typeOf(other, one)]).toEqual(['wrong', 'wrong']);
  });

  it.each([
    ['text/plain', 'text/markdown'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['TEXT/HTML', 'text/html'],
    ['text/javascript', 'application/javascript'],
    ['application/json', 'application/problem+json'],
    ['application/octet-stream', 'text/html'],
    [undefined, 'application/json'],
    ['application/gzip', 'application/x-gzip'],
  ])('is advice for %s and %s, in either direction', (one, other) => {
    expect([typeOf(one, other), typeOf(other, one)]).toEqual(['advice', 'advice']);
  });

  const value = fc.option(
    fc.oneof(
      fc.constantFrom('text/html', 'text/plain', 'application/json', 'application/octet-stream', 'image/png'),
      fc.string({ maxLength: 12 }),
    ),
    { nil: undefined },
  );
  const headers: fc.Arbitrary<HttpHeaders> = fc
    .record({ contentType: value, contentEncoding: value, cacheControl: value })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, text]) => text !== undefined)));

  it('is ok for equal headers, the same both ways, and blind to every other header', () => {
    fc.assert(
      fc.property(headers, headers, fc.string(), (link, target, cacheControl) => {
        expect(judgeServed(link, link)).toEqual({ contentEncoding: 'ok', contentType: 'ok' });
        expect(judgeServed(link, target)).toEqual(judgeServed(target, link));
        expect(judgeServed({ ...link, cacheControl, contentLanguage: 'de' }, target)).toEqual(
          judgeServed(link, target),
        );
        const verdict = judgeServed({ ...target, ...pick(link) }, target);
        expect(verdict.contentType).toBe('ok');
      }),
    );
  });
});

/** A link that takes its type from the target. */
function pick({ contentEncoding }: HttpHeaders): HttpHeaders {
  return contentEncoding === undefined ? {} : { contentEncoding };
}
