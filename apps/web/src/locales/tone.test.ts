import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

// That both languages hold the same texts is checked for the whole repository (check:locales).

function listTexts(tree: object, path = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? listTexts(value, `${path}${name}.`)
      : [[`${path}${name}`, String(value)] as [string, string]],
  );
}

describe.each([
  ['English', en],
  ['Chinese', zhCn],
])('%s texts', (_name, texts) => {
  it('do not shout', () => {
    expect(listTexts(texts).filter(([, text]) => /[!！]/.test(text))).toEqual([]);
  });
});
