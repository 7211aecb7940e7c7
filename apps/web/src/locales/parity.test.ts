import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

/** Every text by its path. Plural forms differ between languages: Chinese has `_other` only. */
function listTexts(tree: object, path = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? listTexts(value, `${path}${name}.`)
      : [[`${path}${name}`, String(value)] as [string, string]],
  );
}

const english = new Map(listTexts(en));
const chinese = new Map(listTexts(zhCn));
const withoutOne = [...english.keys()].filter((path) => !path.endsWith('_one'));

function listFillers(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]!).sort();
}

describe('the two languages', () => {
  it('hold the same texts', () => {
    expect([...chinese.keys()].sort()).toEqual(withoutOne.sort());
  });

  it('fill the same values into each text', () => {
    for (const path of withoutOne) {
      expect([path, listFillers(chinese.get(path) ?? '')]).toEqual([path, listFillers(english.get(path)!)]);
    }
  });

  it('have no empty text and no exclamation mark', () => {
    for (const [path, text] of [...english, ...chinese]) {
      expect([path, text.trim() === '' || /[!！]/.test(text)]).toEqual([path, false]);
    }
  });
});
