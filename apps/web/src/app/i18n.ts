import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { enParts } from '../locales/en.ts';
import { createStoredChoice } from '../shared/lib/stored-choice.ts';

const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Each language under its own name, whatever the present language is. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

const preferred: Language = navigator.languages.some((tag) => /^en\b/i.test(tag))
  ? firstKnown(navigator.languages)
  : navigator.languages.some((tag) => /^zh\b/i.test(tag))
    ? 'zh-CN'
    : 'en';

export const languageChoice = createStoredChoice<Language>('language', languages, preferred);

function firstKnown(tags: readonly string[]): Language {
  return /^zh\b/i.test(tags.find((tag) => /^(zh|en)\b/i.test(tag)) ?? '') ? 'zh-CN' : 'en';
}

type PartNamespace = keyof typeof enParts;

/** The texts of one language: those of every page, and the way to those of parts. It names no file of another language. */
interface Texts {
  common: Record<string, object>;
  parts: Record<PartNamespace, () => Promise<{ default: object }>>;
}

async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'en') {
    const { en, enParts: parts } = await import('../locales/en.ts');
    return { common: en, parts };
  }
  const { zhCn, zhCnParts: parts } = await import('../locales/zh-cn.ts');
  return { common: zhCn, parts };
}

const wanted = new Set<PartNamespace>();

async function loadPartTexts(namespace: PartNamespace, language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, namespace)) return;
  const { parts } = await loadTexts(language);
  const texts = await parts[namespace]();
  i18next.addResourceBundle(language, namespace, texts.default);
}

/** Resolves once the texts of a part can be shown, in this language and in any that is switched to later. */
export async function needTexts(...namespaces: PartNamespace[]): Promise<void> {
  for (const namespace of namespaces) wanted.add(namespace);
  await Promise.all(namespaces.map((namespace) => loadPartTexts(namespace, languageChoice.get())));
}

/** Each language is a file of its own: only the one in use is loaded. */
async function loadLanguage(language: Language): Promise<void> {
  await Promise.all([
    loadCommonTexts(language),
    ...[...wanted].map((namespace) => loadPartTexts(namespace, language)),
  ]);
}

async function loadCommonTexts(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return;
  const { common } = await loadTexts(language);
  for (const [namespace, resources] of Object.entries(common)) {
    i18next.addResourceBundle(language, namespace, resources);
  }
}

/** Starts the texts in the remembered or preferred language; resolves once they can be shown. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: languageChoice.get(),
    fallbackLng: false,
    defaultNS: 'common',
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLanguage(languageChoice.get());
  languageChoice.subscribe(followChoice);
}

/** Another tab may have switched. */
function followChoice(): void {
  if (i18next.language === languageChoice.get()) return;
  changeLanguage(languageChoice.get()).catch(() => {
    // Its texts cannot be fetched: this tab stays as it is.
  });
}

/** Switches the language, remembers it and tells the document. */
export async function changeLanguage(language: Language): Promise<void> {
  await loadLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (languageChoice.get() !== language) languageChoice.set(language);
}
