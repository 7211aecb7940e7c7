import { expect, test } from 'vitest';

import { elementTexts } from './signed-request.ts';
import { setUpSettings } from './settings-suite.ts';

/* What the suites of the official clients expect of lifecycle rules. */
const suite = setUpSettings();
const DAY = 86_400_000;

const rule = (inner: string, prefix = 'p', status = 'Enabled') =>
  `<Rule><ID>${prefix}-${inner.length}</ID><Prefix>${prefix}</Prefix><Status>${status}</Status>${inner}</Rule>`;
const setRules = (rules: string, headers: Record<string, string> = {}) =>
  suite.call({
    method: 'PUT',
    query: 'lifecycle',
    headers,
    body: `<LifecycleConfiguration>${rules}</LifecycleConfiguration>`,
  });
const expire = (days: number) => `<Expiration><Days>${days}</Days></Expiration>`;
const cool = (days: number, storageClass: string) =>
  `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass></Transition>`;
const tag = (key: string, value = 'v') => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
const old = (expiration: number, transition: number) =>
  `<NoncurrentVersionExpiration><NoncurrentDays>${expiration}</NoncurrentDays></NoncurrentVersionExpiration><NoncurrentVersionTransition><NoncurrentDays>${transition}</NoncurrentDays><StorageClass>IA</StorageClass></NoncurrentVersionTransition>`;

test.each([
  [
    'prefixes of which one begins the other',
    rule(expire(1), 'p1') + rule(expire(2), 'p1/p2'),
    'InvalidArgument',
  ],
  ['the same prefix twice', rule(expire(1)) + rule(expire(22)), 'InvalidArgument'],
  ['an expiration before a transition', rule(expire(10) + cool(30, 'IA')), 'InvalidArgument'],
  ['an expiration on the day of a transition', rule(expire(30) + cool(30, 'IA')), 'InvalidArgument'],
  ['the same for old versions', rule(old(10, 30)), 'InvalidArgument'],
  ['a colder class before a warmer one', rule(cool(10, 'Archive') + cool(30, 'IA')), 'InvalidArgument'],
  [
    'days beside a date',
    rule(
      `<Expiration><CreatedBeforeDate>2030-01-01T00:00:00.000Z</CreatedBeforeDate></Expiration>${cool(1, 'IA')}`,
    ),
    'InvalidRequest',
  ],
  ['a tag key of 129 characters', rule(tag('k'.repeat(129)) + expire(1)), 'MalformedXML'],
  ['a tag value with an odd character', rule(tag('k', 'a!b') + expire(1)), 'MalformedXML'],
  ['a tag key twice', rule(tag('k') + tag('k', 'w') + expire(1)), 'MalformedXML'],
])('%s is refused', async (_title, rules, code) => {
  expect(await setRules(rules)).toMatchObject({ status: 400, code });
  expect((await suite.call({ query: 'lifecycle' })).code).toBe('NoSuchLifecycle');
});

test.each([
  [
    'overlapping prefixes where one rule is off',
    rule(expire(1), 'p1') + rule(expire(2), 'p1/p2', 'Disabled'),
    {},
  ],
  ['overlapping prefixes with other actions', rule(expire(1), 'p1') + rule(cool(2, 'IA'), 'p1/p2'), {}],
  [
    'overlapping prefixes told apart by tags',
    rule(tag('a') + expire(1), 'p1') + rule(expire(2), 'p1/p2'),
    {},
  ],
  [
    'overlapping prefixes that were asked for',
    rule(expire(1), 'p1') + rule(expire(2), 'p1/p2'),
    { 'x-oss-allow-same-action-overlap': 'true' },
  ],
  ['classes growing colder', rule(cool(10, 'IA') + cool(30, 'Archive') + expire(60)), {}],
])('%s are taken', async (_title, rules, headers) => {
  expect((await setRules(rules, headers)).status).toBe(200);
});

test('a rule in the old form of ali-oss deletes after its days', async () => {
  suite.server.admin.putObject({ bucket: suite.bucket, key: 'p/a', body: 'x', lastModified: suite.now });
  expect((await setRules(rule('<Days>1</Days>'))).status).toBe(200);
  suite.now += 3 * DAY;
  expect((await suite.call({ key: 'p/a' })).code).toBe('NoSuchKey');
});

test('True is given back as true', async () => {
  const marker = '<Expiration><ExpiredObjectDeleteMarker>True</ExpiredObjectDeleteMarker></Expiration>';
  expect((await setRules(rule(marker))).status).toBe(200);
  const { text } = await suite.call({ query: 'lifecycle' });
  expect(elementTexts(text, 'ExpiredObjectDeleteMarker')).toEqual(['true']);
});
