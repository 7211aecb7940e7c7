import type { GrantedRight, HeldRights } from '@signpost/api-contract';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import en from '../../locales/en/access.json';
import problems from '../../locales/en/problems.json';
import zhCn from '../../locales/zh-CN/access.json';
import { findDenial, toNames, type Place } from './find-denial.ts';

beforeAll(async () => {
  await i18next.init({ resources: { en: { access: en, problems }, 'zh-CN': { access: zhCn } }, lng: 'en' });
});

const mover: HeldRights[] = [{ rights: ['link.repoint'], bucket: 'acme-*', prefix: 'cli/' }];

const connection = {
  name: 'default',
  mode: 'configured',
  endpoint: 'https://oss.example',
  region: 'cn-hangzhou',
  demo: false,
  production: false,
} as const;
interface Asked {
  administrators?: string[];
  language?: string;
  /** Null: everything is granted. */
  grants?: HeldRights[] | null;
  rights?: GrantedRight[];
  readOnly?: boolean;
}

function ask(
  place: Place,
  {
    administrators = ['Ada'],
    language = 'en',
    grants = mover,
    rights = ['link.repoint', 'link.create'],
    readOnly = false,
  }: Asked = {},
) {
  const known = {
    items: [{ ...connection, ...(grants === null ? {} : { grants }), readOnly }],
    administrators,
  };
  const t = i18next.getFixedT(language, ['access', 'problems'] as const);
  return findDenial('default', known, { rights, place, t, language });
}

describe('findDenial', () => {
  it.each<[Place, boolean]>([
    [{ bucket: 'acme-releases', key: 'cli/latest' }, true],
    [{ bucket: 'acme-releases', key: 'cli' }, false],
    [{ bucket: 'acme-releases', key: 'cli/../other' }, false],
    [{ bucket: 'other', key: 'cli/latest' }, false],
    [{ bucket: 'acme-releases' }, false],
    [{ bucket: 'acme-releases', partly: true }, true],
    [{ bucket: 'acme-releases', prefix: '' }, false],
    [{ bucket: 'acme-releases', prefix: 'other/', partly: true }, false],
    [{}, false],
    [{ partly: true }, true],
  ])('of %j', (place, isHeld) => {
    expect(ask(place) === undefined).toBe(isHeld);
  });

  it('names the first of the rights that would do, and whom to ask', () => {
    const place = { bucket: 'other' };
    expect(ask(place)).toBe('You don’t have the right “Repoint links” here. Ask Ada for it.');
    expect(ask(place, { administrators: ['Ada', 'Bo', 'Cy'] })).toContain('Ask Ada, Bo, or Cy for it.');
    expect(ask(place, { administrators: [] })).toContain('Ask an administrator for it.');
    expect(ask(place, { administrators: ['Ada', 'Bo'], language: 'zh-CN' })).toBe(
      '您在此处没有“修改软链接指向”权限，请联系 Ada 或 Bo 授权。',
    );
    expect(ask(place, { administrators: [], language: 'zh-CN' })).toContain('请联系管理员授权');
  });

  it('says of a read-only connection that nobody writes there, and lets everybody look, scan and draft', () => {
    const all = { grants: null, readOnly: true };
    const { what, todo } = problems.code['connection-read-only'];
    expect(ask({ bucket: 'b', key: 'k' }, all)).toBe(`${what} ${todo}`);
    for (const right of ['link.read', 'object.read', 'scan.run', 'plan.write'] as const)
      expect(ask({ bucket: 'b' }, { ...all, rights: [right] })).toBeUndefined();
    expect(ask({ bucket: 'b', key: 'k' }, { grants: null })).toBeUndefined();
    // What a person lacks comes first: an administrator can lift both.
    expect(ask({ bucket: 'other' }, { readOnly: true })).toContain('Ask Ada');
  });

  it('denies everything to whom nothing is granted', () => {
    expect(ask({ bucket: 'acme-releases', partly: true }, { grants: [] })).toBeDefined();
  });
});

it('writes out what cannot be seen in a name', () => {
  expect(toNames(['Bo\u202e'], 'en')).toBe('Bo‹U+202E›');
});
