import { expect, test } from 'vitest';
import { locales } from './locales.ts';
import { withPlanted } from './plant.ts';

async function problems(english: object, chinese: object, source: string): Promise<string> {
  const files = {
    'apps/web/src/locales/en/links.json': JSON.stringify(english),
    'apps/web/src/locales/zh-CN/links.json': JSON.stringify(chinese),
    'apps/web/src/page.tsx': source,
  };
  return (await withPlanted(files, locales.run)).lines.join('\n');
}

test('two languages that say the same pass, with the plural forms each needs', async () => {
  const english = {
    title: 'Links',
    word: { ok: 'fine' },
    count_one: 'One link',
    count_other: '{{count}} links',
  };
  const chinese = { title: '链接', word: { ok: '正常' }, count_other: '{{count}} 个链接' };
  expect(
    await problems(english, chinese, "t('links:title'); t('links:count'); t(`links:word.${health}`);"),
  ).toBe('');
});

test('keys that the source builds from a value count as asked for, a template of values alone does not', async () => {
  const texts = { gone: { what: 'It is gone.', todo: 'Look again.' }, spare: 'Spare' };
  const source = 't(`${code}.what`); t(`links:${code}.todo`); f(`${a}.${b}`);';
  expect(await problems(texts, texts, source)).toBe('en: nothing asks for links:spare');
});

test.each([
  ['a missing translation', { a: 'A' }, {}, 'zh-CN: links:a is missing'],
  ['a translation without an original', { a: 'A' }, { a: '甲', b: '乙' }, 'zh-CN: links:b is not in en'],
  ['an empty text', { a: 'A' }, { a: ' ' }, 'zh-CN: links:a is empty'],
  [
    'another value filled in',
    { a: 'of {{total}}' },
    { a: '{{sum}} 中' },
    'zh-CN: links:a fills in sum, en fills in total',
  ],
  [
    'a tag left out',
    { a: 'see <doc>here</doc>' },
    { a: '见此' },
    'zh-CN: links:a fills in nothing, en fills in <doc>',
  ],
])('%s is found', async (_what, english, chinese, message) => {
  expect(await problems(english, chinese, "t('links:a');")).toContain(message);
});

test('a text nobody asks for is found', async () => {
  expect(await problems({ a: 'A' }, { a: '甲' }, "t('links:other');")).toContain('nothing asks for links:a');
});

test('a tree without texts does not pass', async () => {
  expect(await withPlanted({ 'README.md': '' }, locales.run)).toMatchObject({ ok: false });
});
