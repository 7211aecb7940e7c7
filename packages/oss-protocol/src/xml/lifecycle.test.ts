import { expect, test } from 'vitest';
import { decodeLifecycle } from './lifecycle.ts';
import { readXml } from './xml-reader.ts';

const decode = (rules: string) =>
  decodeLifecycle(readXml(`<LifecycleConfiguration>${rules}</LifecycleConfiguration>`));
const plain = {
  id: '',
  prefix: '',
  tags: [],
  expiration: undefined,
  transitions: [],
  notPrefixes: [],
  hasNotTags: false,
  largerThan: undefined,
  smallerThan: undefined,
};

test('an enabled rule is read with everything that says which objects it is about, and when', () => {
  const rule = `<Rule><ID>r</ID><Prefix>logs/</Prefix><Status>Enabled</Status>
    <Tag><Key>k</Key><Value>v</Value></Tag>
    <Filter><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan><ObjectSizeLessThan>64000</ObjectSizeLessThan>
      <Not><Prefix>logs/keep/</Prefix><Tag><Key>x</Key><Value>y</Value></Tag></Not></Filter>
    <Transition><Days>30</Days><StorageClass>IA</StorageClass><IsAccessTime>true</IsAccessTime></Transition>
    <Transition><CreatedBeforeDate>2026-01-01T00:00:00.000Z</CreatedBeforeDate><StorageClass>Archive</StorageClass></Transition>
    <Expiration><Days>90</Days></Expiration></Rule>`;
  expect(decode(rule)).toEqual([
    {
      id: 'r',
      prefix: 'logs/',
      tags: [['k', 'v']],
      expiration: { days: 90 },
      transitions: [
        { when: { days: 30 }, storageClass: 'IA', byAccess: true },
        { when: { before: Date.UTC(2026, 0, 1) }, storageClass: 'Archive', byAccess: false },
      ],
      notPrefixes: ['logs/keep/'],
      hasNotTags: true,
      largerThan: 500,
      smallerThan: 64_000,
    },
  ]);
});

test('a rule that is switched off is left out, and the old form says itself when it deletes', () => {
  expect(
    decode(
      '<Rule><ID>off</ID><Status>Disabled</Status></Rule><Rule><ID>old</ID><Status>Enabled</Status><Days>7</Days></Rule>',
    ),
  ).toEqual([{ ...plain, id: 'old', expiration: { days: 7 } }]);
});

test('another document is refused, and so are days that are no number', () => {
  expect(() => decodeLifecycle(readXml('<Error/>'))).toThrow('LifecycleConfiguration');
  expect(() =>
    decode('<Rule><Status>Enabled</Status><Expiration><Days>soon</Days></Expiration></Rule>'),
  ).toThrow('Days');
});
