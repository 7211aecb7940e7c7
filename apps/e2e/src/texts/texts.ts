import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Languages of the console, as browsers name them. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Says a text of the console: `say('objects:action.newLink')`, with `count` choosing the plural. */
export type Say = (name: string, values?: Readonly<Record<string, string | number>>) => string;

type Tree = { readonly [name: string]: string | Tree };

const folder = path.resolve(import.meta.dirname, '../../../web/src/locales');

/**
 * The console's own texts, so that locators follow its wording in both languages. An unknown name is an error of the
 * test, not a text that is never found.
 */
export function createSay(language: Language): Say {
  const texts: Record<string, Tree> = {};
  for (const file of readdirSync(path.join(folder, language))) {
    texts[path.basename(file, '.json')] = JSON.parse(
      readFileSync(path.join(folder, language, file), 'utf8'),
    ) as Tree;
  }
  const numbers = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  return (name, values = {}) => {
    const [namespace = '', keys = ''] = name.split(':');
    const count = values['count'];
    const form = typeof count === 'number' ? `${keys}_${plural.select(count)}` : keys;
    const text =
      find(texts[namespace], form) ?? find(texts[namespace], `${keys}_other`) ?? find(texts[namespace], keys);
    if (text === undefined) throw new Error(`The console has no text ${name} in ${language}.`);
    return text.replaceAll(/\{\{\s*(\w+)[^}]*\}\}/g, (whole, member: string) => {
      const value = values[member] ?? whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}

function find(tree: Tree | undefined, keys: string): string | undefined {
  let found: string | Tree | undefined = tree;
  for (const key of keys.split('.')) found = typeof found === 'object' ? found[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}
