import { expect, test } from 'vitest';
import { findMirrorRule } from '../rules/routing-rules.ts';
import { decodeRoutingRules } from './routing-rules.ts';
import { readXml } from './xml-reader.ts';

const rule = (number: number, condition: string, redirect: string): string =>
  `<RoutingRule><RuleNumber>${number}</RuleNumber><Condition>${condition}</Condition><Redirect>${redirect}</Redirect></RoutingRule>`;
const when = (prefix: string, code = '404'): string =>
  `<KeyPrefixEquals>${prefix}</KeyPrefixEquals><HttpErrorCodeReturnedEquals>${code}</HttpErrorCodeReturnedEquals>`;
const mirror = '<RedirectType>Mirror</RedirectType><MirrorURL>https://origin.example/</MirrorURL>';
const external = '<RedirectType>External</RedirectType><HostName>example.com</HostName>';
const header = '<IncludeHeader><Key>host</Key><Equals>a.example</Equals></IncludeHeader>';
const decode = (rules: string) =>
  decodeRoutingRules(
    readXml(
      `<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument>${rules}</WebsiteConfiguration>`,
    ),
  );
const decodeAll = (...rules: string[]) => decode(`<RoutingRules>${rules.join('')}</RoutingRules>`);
const plain = { prefix: '', suffix: '', isMirror: true, looksAtHeaders: false };

test('rules are read in the order of their numbers, without those that a missing key never meets', () => {
  expect(
    decodeAll(
      rule(10, when('m/'), mirror),
      rule(2, `${when('')}<KeySuffixEquals>.txt</KeySuffixEquals>${header}`, external),
      rule(1, when('secret/', '403'), external),
    ),
  ).toEqual([
    { ...plain, suffix: '.txt', isMirror: false, looksAtHeaders: true },
    { ...plain, prefix: 'm/' },
  ]);
  expect(
    decodeAll('<RoutingRule><Redirect><RedirectType>Mirror</RedirectType></Redirect></RoutingRule>'),
  ).toEqual([plain]);
  expect(decode('')).toEqual([]);
});

test('the first rule that fits a key decides whether a mirror may fetch it', () => {
  const rules = decodeAll(
    rule(1, when('m/away/'), external),
    rule(2, `${when('m/')}${header}`, external),
    rule(3, `${when('m/')}<KeySuffixEquals>.bin</KeySuffixEquals>`, mirror),
  );
  expect(findMirrorRule(rules, 'm/a.bin')).toMatchObject({ prefix: 'm/' });
  // Sent elsewhere before the mirror is tried.
  expect(findMirrorRule(rules, 'm/away/a.bin')).toBeUndefined();
  expect(findMirrorRule(rules, 'm/a.txt')).toBeUndefined();
  expect(findMirrorRule(rules, 'n/a.bin')).toBeUndefined();
});
