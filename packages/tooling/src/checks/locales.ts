import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { plural, reportProblems, type Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

const folder = 'apps/web/src/locales';
const original = 'en';
const translations = ['zh-CN'];
/** i18next picks one of these by number; which of them a language needs differs from language to language. */
const pluralSuffix = /_(?:zero|one|two|few|many|other)$/;

/** Texts by key; a key is written `file:path.to.text`. */
type Texts = ReadonlyMap<string, string>;

/** Both languages say the same things, with the same values filled in, and nothing is said that nobody asks for. */
export const locales: Check = {
  name: 'locales',
  async run(root) {
    const english = await readTexts(root, original);
    if (english.size === 0) return { ok: false, summary: `no texts under ${folder}/${original}`, lines: [] };
    const problems = emptyTexts(original, english);
    for (const language of translations) {
      const texts = await readTexts(root, language);
      problems.push(...emptyTexts(language, texts), ...compare(language, english, texts));
    }
    problems.push(...unusedKeys(root, english));
    return reportProblems(
      problems,
      `${plural(english.size, 'text')} in ${translations.length + 1} languages`,
    );
  },
};

async function readTexts(root: string, language: string): Promise<Texts> {
  const texts = new Map<string, string>();
  const languageFolder = path.join(root, folder, language);
  if (!existsSync(languageFolder)) return texts;
  for (const file of readdirSync(languageFolder).toSorted()) {
    const full = path.join(languageFolder, file);
    const { name, ext } = path.parse(file);
    if (ext === '.json') flatten(texts, `${name}:`, JSON.parse(readFileSync(full, 'utf8')));
    else if (ext === '.ts' && !name.endsWith('.test')) flatten(texts, `${name}:`, await tableIn(full));
  }
  return texts;
}

/** The one object a locale module exports. */
async function tableIn(file: string): Promise<unknown> {
  const exported = Object.values((await import(pathToFileURL(file).href)) as Record<string, unknown>);
  return exported.find((value) => typeof value === 'object' && value !== null) ?? {};
}

function flatten(into: Map<string, string>, prefix: string, value: unknown): void {
  if (typeof value === 'string') into.set(prefix, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      flatten(into, prefix.endsWith(':') ? `${prefix}${key}` : `${prefix}.${key}`, inner);
    }
  }
}

function emptyTexts(language: string, texts: Texts): string[] {
  return [...texts].filter(([, text]) => text.trim() === '').map(([key]) => `${language}: ${key} is empty`);
}

function compare(language: string, english: Texts, texts: Texts): string[] {
  const ours = valuesByKey(english);
  const theirs = valuesByKey(texts);
  const problems: string[] = [];
  for (const [key, values] of ours) {
    const translated = theirs.get(key);
    if (translated === undefined) problems.push(`${language}: ${key} is missing`);
    else if (translated !== values) {
      problems.push(
        `${language}: ${key} fills in ${translated || 'nothing'}, ${original} fills in ${values || 'nothing'}`,
      );
    }
  }
  for (const key of theirs.keys()) {
    if (!ours.has(key)) problems.push(`${language}: ${key} is not in ${original}`);
  }
  return problems;
}

/** For each key, plural forms taken together, the values and tags its text fills in. */
function valuesByKey(texts: Texts): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const [key, text] of texts) {
    const base = key.replace(pluralSuffix, '');
    const values = found.get(base) ?? new Set<string>();
    for (const match of text.matchAll(/\{\{\s*-?\s*(\w+)|<\/?(\w+)\s*\/?>/g)) {
      // A language may leave the number out where the form already says it ("one link").
      const value = match[1] ?? `<${match[2]}>`;
      if (value !== 'count') values.add(value);
    }
    found.set(base, values);
  }
  return new Map([...found].map(([key, values]) => [key, [...values].toSorted().join(', ')]));
}

/** A key is asked for when the source names it in quotes, or builds it in a template that it fits. */
function unusedKeys(root: string, texts: Texts): string[] {
  const source = sourceFiles(root, /^apps\/web\/src\/.*\.tsx?$/)
    .filter((file) => !file.startsWith(`${folder}/`))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
  const quoted = new Set([...source.matchAll(/['"`]([\w:.-]+)['"`]/g)].map((match) => match[1] ?? ''));
  const built = [...source.matchAll(/`((?:[\w:.-]|\$\{[^{}`]*\})+)`/g)]
    .map((match) => match[1] ?? '')
    .filter(saysEnough)
    .map((template) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^{}]*\}/g, '.+')}$`));
  const bases = new Set([...texts.keys()].map((key) => key.replace(pluralSuffix, '')));
  return [...bases]
    .filter((key) => {
      const bare = key.slice(key.indexOf(':') + 1);
      const spellings = [key, bare, key.replace(':', '.')];
      return !spellings.some((name) => quoted.has(name) || built.some((pattern) => pattern.test(name)));
    })
    .map((key) => `${original}: nothing asks for ${key}`);
}

/** A template of nothing but values and dots would fit every key. */
function saysEnough(template: string): boolean {
  const fixed = template.replaceAll(/\$\{[^{}]*\}/g, '');
  return template.includes('${') && /[.:]/.test(fixed) && /[a-z]{2}/i.test(fixed);
}
