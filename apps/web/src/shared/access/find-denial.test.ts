import type { HeldRights } from '@signpost/api-contract';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import en from '../../locales/en/access.json';
import zhCn from '../../locales/zh-CN/access.json';
import { findDenial, toNames, type Place } from './find-denial.ts';

beforeAll(async () => {
  await i18next.init({ resources: { en: { access: en }, 'zh-CN': { access: zhCn } }, lng: 'en' });
});

const mover: HeldRights[] = [{ rights: ['link.repoint'], bucket: 'acme-*', prefix: 'cli/' }];

function ask(place: Place, { administrators = ['Ada'], language = 'en', grants = mover } = {}) {
  const words = { t: i18next.getFixedT(language, 'access'), language };
  return findDenial({ grants, administrators }, { rights: ['link.repoint', 'link.create'], place }, words);
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

  it('denies everything to whom nothing is granted', () => {
    expect(ask({ bucket: 'acme-releases', partly: true }, { grants: [] })).toBeDefined();
  });
});

it('writes out what cannot be seen in a name', () => {
  expect(toNames(['Bo\u202e'], 'en')).toBe('Bo‹U+202E›');
});
