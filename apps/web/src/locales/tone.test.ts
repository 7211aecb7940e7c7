import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// That both languages hold the same texts is checked for the whole repository (check:locales).

function listTexts(tree: object, path = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? listTexts(value, `${path}${name}.`)
      : [[`${path}${name}`, String(value)] as [string, string]],
  );
}

function readLanguage(folder: string): object {
  const files = readdirSync(new URL(folder, import.meta.url)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      file,
      JSON.parse(readFileSync(new URL(`${folder}${file}`, import.meta.url), 'utf8')) as object,
    ]),
  );
}

describe.each([
  ['English', './en/'],
  ['Chinese', './zh-CN/'],
])('%s texts', (_name, folder) => {
  it('do not shout', () => {
    const texts = listTexts(readLanguage(folder));
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter(([, text]) => /[!！]/.test(text))).toEqual([]);
  });
});
